import type { MessagePort } from 'node:worker_threads';
import type { SettingsState } from '../../../shared/set-up.ts';
import { FolderProblem, reasonOf } from '../../database/folder-problem.ts';
import { openReadOnly } from '../../database/open.ts';
import { examine } from '../../doctor/examine.ts';
import { setUpState } from '../../doctor/set-up.ts';
import { listen } from '../../threads/end-thread.ts';
import { withDefaults } from '../../settings/defaults.ts';
import { loadSettings } from '../../settings/load.ts';
import { installationId } from '../../station/installation.ts';
import { figuresReader } from '../../subscribers/read-figures.ts';
import { factsReader } from './facts.ts';
import { journeyScreens } from './journey-screen.ts';
import type { FromLookup, Lookups, LookupStart, ToLookup } from './lookup-messages.ts';
import { orderSearch } from './order-search.ts';
import { paperList } from './paper-list.ts';
import { peopleList } from './people-list.ts';
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
  const people = peopleList(db, settings);
  const lookups: Lookups = {
    orders: search.find,
    refused: ({ before }) => refused.before(before),
    journey: ({ order_id }) => journeys.of(order_id, Date.now()),
    figures: () => figures(Date.now()),
    papers: (question) => papers.find(question),
    people: () => people(Date.now()),
    facts: factsReader({ db, folder, settings, version, endpoint, nowMs: Date.now }),
    settings: () => settingsState(folder, installationId(db)),
    check: ({ checks }) =>
      examine({ folder, environment: process.env, version, running: 'this station', only: checks }),
  };
  const take = ({ id, ask, input }: ToLookup): void => {
    const answer = lookups[ask] as (input: unknown) => unknown;
    const say = (message: FromLookup): void => port.postMessage(message);
    const fail = (error: unknown): void => say({ id, ok: false, problem: reasonOf(error) });
    try {
      const result = answer(input);
      // Only what takes its time is a promise: whatever else was asked is answered meanwhile.
      if (result instanceof Promise) result.then((late: unknown) => say({ id, ok: true, result: late }), fail);
      else say({ id, ok: true, result });
    } catch (error) {
      fail(error);
    }
  };
  listen(port, take, () => db.close());
}

function settingsState(folder: string, installation: string): SettingsState | { readonly problem: string } {
  try {
    return setUpState(folder, process.env, installation);
  } catch (error) {
    if (error instanceof FolderProblem) return { problem: error.message };
    throw error;
  }
}
