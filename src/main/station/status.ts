import type { Database } from 'better-sqlite3';
import { FolderProblem } from '../database/folder-problem.ts';
import { schemaVersion } from '../database/migrate.ts';
import { databaseBytes, isSound } from '../database/open.ts';
import { eventLog } from '../exchange/event-log.ts';
import { outbox } from '../exchange/outbox.ts';
import { targetNames } from '../exchange/targets/set-up.ts';
import { targetStatus, type TargetStatus } from '../exchange/targets/target-status.ts';
import { withheldKinds } from '../numbers/claims.ts';
import { createNumbers } from '../numbers/issue.ts';
import { readMachine } from '../numbers/machine.ts';
import { blocksOf, createStationNumbers, seriesOf } from '../parcels/station-numbers.ts';
import { orderStore } from '../orders/store.ts';
import type { PrinterFacts } from '../../shared/facts.ts';
import { printJobs } from '../print/jobs.ts';
import { printerFacts } from '../print/printer-facts.ts';
import { subscriberStatus } from '../subscribers/subscriber-status.ts';
import { withDefaults } from '../settings/defaults.ts';
import { loadSettings } from '../settings/load.ts';

import { deliveryCounts, type DeliveryCounts } from '../trace/export/delivery-counts.ts';
import { lateSpans } from '../trace/export/lateness.ts';
import { installationId } from './installation.ts';

/** How a station stands (INTERFACES 1). Times ISO 8601 UTC. */
export interface StationStatus {
  readonly station: {
    readonly id: string;
    readonly name: string;
    readonly site: string | null;
    readonly roles: readonly string[];
    readonly test: boolean;
  };
  readonly orders: Readonly<Record<string, number>>;
  readonly spans: {
    readonly waiting: number;
    readonly sent: number;
    readonly parked: number;
    readonly refused: number;
    readonly given_up: number;
    readonly oldest_waiting: string | null;
    /** Of those in the journal, sent more than 2 s after they ended; how late the latest was, in seconds. */
    readonly late: { readonly count: number; readonly worst_s: number | null };
  };
  /** Out: waiting for a target, and in the log. In: taken, of these orders without a trace context, and refused. */
  readonly events: {
    readonly waiting: number;
    readonly logged: number;
    readonly taken: number;
    readonly unlinked: number;
    readonly refused: number;
    readonly targets: readonly TargetStatus[];
    /** Who tells customers. What waits for them is counted with what waits for the targets, up to 10,000 each. */
    readonly subscribers: readonly TargetStatus[];
  };
  /** Documents by state. */
  readonly print: Readonly<Record<string, number>>;
  readonly printers: readonly PrinterFacts[];
  /** When an endpoint took spans last. */
  readonly last_sync: string | null;
  /** How the endpoint that was in touch last stands; null before the first try. */
  readonly delivery: DeliveryStatus | null;
  readonly database: { readonly ok: boolean; readonly bytes: number; readonly schema: number };
  /** What is left of each series. */
  readonly numbers: Readonly<Record<string, number>>;
  /** Series of which little is left: a new range is needed soon. */
  readonly numbers_low: readonly string[];
  /** Series that belong to another computer, from which this folder was copied: it issues none until it has a range. */
  readonly numbers_withheld: readonly string[];
}

interface DeliveryStatus {
  readonly endpoint: string;
  /** Failed tries since its last success, and why the last one failed. */
  readonly attempts: number;
  readonly because: string | null;
  /** Until then it asked to be left alone. */
  readonly not_before: string | null;
  /** Its words when it answered last. */
  readonly last_answer: string | null;
  /** The spans that were parked or refused last, newest first; at most ten. */
  readonly set_aside: readonly {
    readonly trace_id: string;
    readonly span_id: string;
    readonly name: string;
    readonly state: 'parked' | 'refused';
    readonly reason: string;
    readonly since: string | null;
  }[];
}

const SHOWN_SET_ASIDE = 10;

function deliveryStatus(delivered: DeliveryCounts): DeliveryStatus | null {
  const last = delivered.lastEndpoint();
  if (last === undefined) return null;
  const { endpoint, attempts, because, not_before_ms, last_answer } = last;
  const set_aside = delivered.setAside(SHOWN_SET_ASIDE).map(({ trace_id, span_id, name, state, reason, since_ms }) => {
    return { trace_id, span_id, name, state, reason, since: iso(since_ms) };
  });
  return { endpoint, attempts, because, not_before: iso(not_before_ms), last_answer, set_aside };
}

/** Reads only, so it may be asked beside a running station. */
export function stationStatus(db: Database, folder: string, environment: NodeJS.ProcessEnv): StationStatus {
  const settings = withDefaults(loadSettings(folder, environment), installationId(db));
  const withheld = withheldKinds(db, blocksOf(settings), readMachine(environment));
  const numbers = createNumbers({ db, folder, series: seriesOf(settings, withheld) });
  if (!numbers.ok) throw new FolderProblem(numbers.message);
  const issued = createStationNumbers(numbers.numbers, settings, withheld);
  const delivered = deliveryCounts(db);
  const spans = delivered.counts();
  const { late, worst_ms } = lateSpans(db);
  const events = eventLog(db);
  const { station, test } = settings;
  const targets = targetStatus(db, targetNames(settings));
  const subscribers = subscriberStatus(db, settings);
  return {
    station: { id: station.id, name: station.name, site: station.site ?? null, roles: station.roles, test },
    orders: Object.fromEntries(
      orderStore(db)
        .counts()
        .map(({ state, n }) => [state, n]),
    ),
    spans: {
      waiting: spans.waiting,
      sent: spans.sent,
      parked: spans.parked,
      refused: spans.refused,
      given_up: spans.given_up,
      oldest_waiting: iso(spans.oldest_waiting_ms),
      late: { count: late, worst_s: worst_ms === null ? null : worst_ms / 1000 },
    },
    events: {
      // An event that two targets wait for waits twice. With no target set up, what lies in the log waits for nobody.
      waiting: [...targets, ...subscribers].reduce((sum, { waiting }) => sum + waiting, 0),
      logged: outbox(db).logged(),
      ...events.counts(),
      targets,
      subscribers,
    },
    print: {
      queued: 0,
      ...Object.fromEntries(
        printJobs(db)
          .counts()
          .map(({ state, n }) => [state, n]),
      ),
    },
    printers: printerFacts(db)(settings.printers),
    last_sync: iso(spans.last_sync_ms),
    delivery: deliveryStatus(delivered),
    database: { ok: isSound(db, folder), bytes: databaseBytes(db), schema: schemaVersion(db) },
    numbers: issued.left(),
    numbers_low: issued.low(),
    numbers_withheld: [...withheld],
  };
}

const iso = (ms: number | null): string | null => (ms === null ? null : new Date(ms).toISOString());
