import type { Database } from 'better-sqlite3';
import { join } from 'node:path';
import type { Preview, TestPrinted } from '../../shared/papers.ts';
import type { LabelBuyer } from '../carriers/label-buyer.ts';
import { systemClock, type Clock } from '../database/clock.ts';
import { openDatabase } from '../database/open.ts';
import { createInbox, type Inbox } from '../exchange/inbox.ts';
import { stationSource } from '../exchange/station-source.ts';
import { targetNames } from '../exchange/targets/set-up.ts';
import { silentLog, type Log } from '../log/log-file.ts';
import type { Floor } from '../orders/floor.ts';
import type { Intake } from '../orders/intake.ts';
import type { TakeoverStore } from '../orders/takeover-store.ts';
import { createHandOn } from '../pack/hand-on.ts';
import type { Printing } from '../print/queue.ts';
import { createRetention, type Retention } from '../retention/retention.ts';
import { withDefaults } from '../settings/defaults.ts';
import { loadSettings } from '../settings/load.ts';
import type { Settings } from '../settings/settings.ts';
import { createSubscribers, type Subscribers } from '../subscribers/subscribers.ts';
import { createWindowSpans, type WindowSpans } from '../trace/window-spans.ts';
import { readInstallation } from './installation.ts';
import { createJobAtHand } from './job-at-hand.ts';
import { openChanges } from './open/changes.ts';
import { openDesks } from './open/desks.ts';
import { openFloor } from './open/floor.ts';
import { openIntake } from './open/intake.ts';
import { openLabels } from './open/labels.ts';
import { openNumbers } from './open/numbers.ts';
import { openPaper, type PaperParts } from './open/paper.ts';
import { openStores } from './open/stores.ts';
import { AS_IT_IS, openTelling, type Telling } from './open/telling.ts';
import { openTracing } from './open/tracing.ts';
import { createOperatorsDesk, type OperatorsDesk } from './operators-desk.ts';
import { createSettingsChange, type ChangeSettings } from './settings-change.ts';
import { createStation, type Station } from './station.ts';

export interface OpenStation {
  /** The data folder. */
  readonly folder: string;
  readonly db: Database;
  readonly settings: Settings;
  readonly station: Station;
  /** Who may work here, changed from outside the work. */
  readonly people: OperatorsDesk;
  readonly intake: Intake;
  /** What other stations say of the orders here. */
  readonly floor: Floor;
  /** Take-overs that a lead has asked for; whoever has the broker does them. */
  readonly takeovers: TakeoverStore;
  /** The folder for files of events; nothing is made or taken before it is asked to look. */
  readonly inbox: Inbox;
  /** Sends queued paper to its printers; nothing is sent before it is asked to. */
  readonly printing: Printing;
  /** Prints a page that says whose it is. Resolves to what came of it, as far as that is known after a while. */
  readonly testPrint: (printer: string, patienceMs?: number) => Promise<TestPrinted>;
  /** A picture of a document of the print queue, drawn beside the work. */
  readonly preview: (paper: number) => Promise<Preview>;
  /** Asks carriers for their own labels; nobody is asked before it is started. */
  readonly labelBuyer: LabelBuyer;
  /** Removes what is old; nothing is removed before it is asked to. */
  readonly retention: Retention;
  /** Who hears of orders that came in or have left. */
  readonly subscribers: Subscribers;
  /** Where spans that ended in a window come in. */
  readonly windowSpans: WindowSpans;
  /** Changes `station.json`; what may hold under way holds at once. */
  readonly changeSettings: ChangeSettings;
  close(): void;
}

export interface OpenOptions {
  readonly folder: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly version: string;
  readonly clock?: Clock;
  readonly log?: Log;
  readonly telling?: Telling;
  readonly paper?: PaperParts;
}

/**
 * Opens the station of a data folder, whoever hosts it. The caller holds the folder's lock. Each part of it is put
 * together in `open/`, from what it needs and nothing more.
 * @throws FolderProblem when the folder, its settings or its database cannot be used.
 */
export function openStation(options: OpenOptions): OpenStation {
  const { folder, environment, version, clock = systemClock, log = silentLog, paper: drawn = {} } = options;
  const { recorder: recordThrough, events: emitThrough } = options.telling ?? AS_IT_IS;
  const db = openDatabase(folder, options.log);
  const installation = readInstallation(db);
  const settings = withDefaults(loadSettings(folder, environment), installation.id);
  const { id: stationId } = settings.station;

  const stores = openStores(db, settings);
  const { orders, session, operators, audit } = stores;
  const tracing = openTracing({ db, settings, installation, version, environment, clock, through: recordThrough });
  const numbers = openNumbers({ db, folder, environment, settings, log });
  const people = createOperatorsDesk({ db, operators, session, audit, clock, settings });
  const job = createJobAtHand(stores);
  const goods = createHandOn(stores);

  const telling = openTelling({ db, stores, goods, tracing, clock, settings, through: emitThrough });
  const { events, claim } = telling;
  const paper = openPaper({ db, folder, stores, tracing, clock, settings, log, drawn });
  const { printing, testPrint, preview } = paper;
  const labels = openLabels({
    db,
    stores,
    numbers,
    paper,
    clock,
    settings,
    environment,
    log,
    patience: drawn.buying,
  });
  const { labelBuyer } = labels;

  const desks = openDesks({ stores, tracing, events, numbers, paper, labels, settings, job });
  const { stopWork, change } = openChanges({ stores, desks, labels, tracing, events, job });
  const others = openFloor({ db, stores, telling, goods, stopWork, job, tracing, clock, settings });
  const { floor, conflict } = others;
  const intake = openIntake({ db, stores, numbers, goods, change, claim, floor: others, tracing, clock, stationId });

  // From where the last run stopped.
  paper.recover();
  if (!settings.station.keepSignin) session.signOut();
  people.adopt();
  const { stages } = tracing;
  const station = createStation({ ...stores, ...desks, settings, clock, stages, conflict, printing }, db, audit);
  station.lockIfIdle();

  return {
    folder,
    db,
    settings,
    station,
    people,
    intake,
    floor,
    takeovers: stores.takeovers,
    inbox: createInbox({ folder: join(folder, 'inbox'), take: intake.batch }),
    retention: createRetention({ db, folder, settings: settings.retention, targets: targetNames(settings), clock }),
    subscribers: createSubscribers({
      db,
      orders,
      tracing,
      nowMs: () => clock.now(),
      stationId,
      source: stationSource(stationId),
      subscribers: settings.subscribers,
    }),
    printing,
    labelBuyer,
    testPrint,
    preview,
    windowSpans: createWindowSpans({ db, recorder: tracing.recorder, clock }),
    changeSettings: createSettingsChange({
      folder,
      environment,
      installationId: installation.id,
      settings,
      db,
      session,
      audit,
      people,
      clock,
      log,
    }),
    close() {
      printing.close();
      void labelBuyer.stop();
      db.close();
    },
  };
}
