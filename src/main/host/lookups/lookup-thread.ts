import type { MessagePort } from 'node:worker_threads';
import { reasonOf } from '../../database/folder-problem.ts';
import { openReadOnly } from '../../database/open.ts';
import { withDefaults } from '../../settings/defaults.ts';
import { loadSettings } from '../../settings/load.ts';
import { installationId } from '../../station/installation.ts';
import { figuresReader } from '../../subscribers/read-figures.ts';
import { factsReader } from './facts.ts';
import { journeyScreens } from './journey-screen.ts';
import type { FromLookup, Lookups, LookupStart, ToLookup } from './lookup-messages.ts';
import { orderSearch } from './order-search.ts';
import { paperList } from './paper-list.ts';
import { refusals } from './refusals.ts';

/**
 * The thread that looks things up for the screens, on a read-only connection: a search through a million orders makes no
 * scan wait. Each answer is read in one go; no read transaction stays open between two.
 */
export function runLookups(port: MessagePort, start: LookupStart): void {
  const { folder, version, endpoint } = start;
  const db = openReadOnly(folder);
  if (db === undefined) throw new Error('the lookups found no database');
  const settings = withDefaults(loadSettings(folder, process.env), installationId(db));
  const search = orderSearch(db);
  const refused = refusals(db);
  const journeys = journeyScreens(db);
  const figures = figuresReader(db);
  const papers = paperList(db);
  const lookups: Lookups = {
    orders: search.find,
    refused: ({ before }) => refused.before(before),
    journey: ({ order_id }) => journeys.of(order_id, Date.now()),
    figures: () => figures(Date.now()),
    papers: (question) => papers.find(question),
    facts: factsReader({ db, folder, settings, version, endpoint, nowMs: Date.now }),
  };
  port.on('message', ({ id, ask, input }: ToLookup) => {
    const answer = lookups[ask] as (input: unknown) => unknown;
    const say = (message: FromLookup): void => port.postMessage(message);
    try {
      say({ id, ok: true, result: answer(input) });
    } catch (error) {
      say({ id, ok: false, problem: reasonOf(error) });
    }
  });
}
