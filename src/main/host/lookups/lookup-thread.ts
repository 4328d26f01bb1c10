import type { MessagePort } from 'node:worker_threads';
import type { LanguageCode } from '../../../shared/command-barcodes.ts';
import type { SettingsRight, SettingsScreen } from '../../../shared/set-up.ts';
import { FolderProblem } from '../../database/folder-problem.ts';
import { openReadOnly } from '../../database/open.ts';
import { examine } from '../../doctor/examine.ts';
import { findingIn } from '../../doctor/finding.ts';
import { setUpState } from '../../doctor/set-up.ts';
import { answer } from '../../threads/asked-thread.ts';
import { inWords } from '../../messages/translate.ts';
import { settingsRight } from '../../people/roles.ts';
import { operatorStore } from '../../people/store.ts';
import { sheetFacts } from '../../print/sheet-facts.ts';
import { withDefaults } from '../../settings/defaults.ts';
import { loadSettings } from '../../settings/load.ts';
import type { Settings } from '../../settings/settings.ts';
import { installationId } from '../../station/installation.ts';
import { sessionStore } from '../../station/session-store.ts';
import { figuresReader } from '../../subscribers/read-figures.ts';
import { factsReader } from './facts.ts';
import { journeyScreens } from './journey-screen.ts';
import type { Lookups, LookupStart, ToLookup } from './lookup-messages.ts';
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
  const readSettings = (): Settings => withDefaults(loadSettings(folder, process.env), installationId(db));
  const settings = readSettings();
  const session = sessionStore(db);
  const language = (): LanguageCode => session.get().language ?? settings.station.language;
  const search = orderSearch(db);
  const refused = refusals(db);
  const journeys = journeyScreens(db);
  const figures = figuresReader(db);
  const papers = paperList(db);
  const people = peopleList(db, settings);
  const operators = operatorStore(db);
  const lookups: Lookups = {
    orders: search.find,
    refused: ({ before }) => refused.before(before),
    journey: ({ order_id }) => journeys.of(order_id, Date.now()),
    figures: () => figures(Date.now()),
    papers: (question) => papers.find(question),
    people: () => people(Date.now()),
    // Boxes may have been changed since the start.
    sheet: () => sheetFacts(readSettings()),
    facts: factsReader({ db, folder, settings, version, endpoint, language, nowMs: Date.now }),
    settings() {
      const right = settingsRight(operators.roleOf(session.get().operatorId), settings.approvals);
      return settingsState(folder, { installation: installationId(db), language: language(), right });
    },
    async check({ checks: only }) {
      const running = { say: 'folder.this_station' } as const;
      const found = await examine({ folder, environment: process.env, version, running, only });
      return found.map((each) => findingIn(language(), each));
    },
  };
  const look = ({ ask, input }: ToLookup): unknown => (lookups[ask] as (input: unknown) => unknown)(input);
  answer(port, look, () => db.close());
}

function settingsState(
  folder: string,
  { right, ...options }: Parameters<typeof setUpState>[2] & { readonly right: SettingsRight },
): SettingsScreen | { readonly problem: string } {
  try {
    return { ...setUpState(folder, process.env, options), right };
  } catch (error) {
    if (!(error instanceof FolderProblem)) throw error;
    return { problem: inWords(options.language, { say: 'fault.unreadable', words: { reason: error.message } }) };
  }
}
