import type { Database } from 'better-sqlite3';
import { join } from 'node:path';
import type { Clock } from '../database/clock.ts';
import { BACKUPS_FOLDER, BEFORE_SCHEMA, BEFORE_UPDATE } from '../database/open.ts';
import type { Settings } from '../settings/settings.ts';
import { isAhead } from '../subscribers/progress-store.ts';
import { closedOrders } from './closed-orders.ts';
import { trustedClock } from './clock-store.ts';
import { oldAudit } from './old-audit.ts';
import { oldFiles } from './old-files.ts';
import { oldRows } from './old-rows.ts';
import { screenSpans } from './screen-spans.ts';
import { sentSpans } from './sent-spans.ts';
import { emptyLogWhenIdle, giveBackSpace } from './space.ts';
import type { Steps } from './steps.ts';

const DAY_MS = 86_400_000;
/** How long a change is kept whose order has not come: on a floor every station hears of the orders of all. */
const EARLY_DAYS = 14;
const ORDER_IS_KNOWN = 'EXISTS (SELECT 1 FROM orders o WHERE o.order_id = t.order_id)';

export interface Retention {
  /** Removes what is due, step by step. Whoever runs it lets others have a turn between two steps. */
  pass(): Steps;
  /** To be called every few seconds: keeps the write-ahead log small while nobody writes. */
  look(): void;
}

/**
 * What the station does not keep for ever (docs/operator.md): by age, as the settings say, and spans of the screen by
 * their number. With a clock that cannot be believed, nothing is removed by age.
 */
export function createRetention(options: {
  readonly db: Database;
  readonly folder: string;
  readonly settings: Settings['retention'];
  /** The targets that are set up: what one of them still waits for stays. */
  readonly targets: readonly string[];
  readonly clock: Clock;
}): Retention {
  const { db, folder, settings } = options;
  const trustedNow = trustedClock(db, options.clock);
  const giveUpScreenSpans = screenSpans(db);
  const pruneSentSpans = sentSpans(db);
  const orders = closedOrders(db);
  // What tells of persons.
  const cameIn = { key: 'seq', time: 'received_ms', numbersMayComeAgain: true };
  const refused = oldRows(db, { table: 'refused_inputs', ...cameIn });
  const early = oldRows(db, { table: 'early_changes', ...cameIn });
  // An event stays, with its person, until every target and subscriber that is set up has it. The newest stays without
  // its person.
  const awaiting = options.targets.map((name) => `'${name}'`).join(', ');
  const isQueued = (event: string): string =>
    awaiting === ''
      ? 'FALSE'
      : `EXISTS (SELECT 1 FROM event_deliveries d WHERE d.seq = ${event}.seq AND d.target IN (${awaiting}))`;
  const isAwaited = (event: string): string =>
    `(${isQueued(event)} OR ${event}.type = 'pickspan.order.dispatched' AND ${isAhead('events_out', `${event}.seq`)})`;
  const told = oldRows(db, {
    table: 'events_out',
    key: 'seq',
    time: 'time_ms',
    unless: isAwaited('t'),
    first: [
      `
      UPDATE events_out SET data = json_remove(data, '$.order.ship_to')
       WHERE seq = (SELECT max(seq) FROM events_out) AND seq > @after AND seq <= @through AND time_ms < @before
         AND NOT ${isAwaited('events_out')}`,
    ],
  });
  // What tells of orders goes after them: as long as an order is known, so are the events it came with.
  const batches = oldRows(db, { table: 'pick_batches', ...cameIn, unless: `state = 'open'` });
  const paper = oldRows(db, { table: 'print_jobs', key: 'id', time: 'created_ms', unless: ORDER_IS_KNOWN });
  const audit = oldAudit(db, ORDER_IS_KNOWN);
  const figures = oldRows(db, { table: 'figures', key: 'hour_ms', time: 'hour_ms', numbersMayComeAgain: true });
  const manifests = oldRows(db, {
    table: 'manifests',
    key: 'id',
    time: 'created_ms',
    unless: 'EXISTS (SELECT 1 FROM parcels p WHERE p.manifest_id = t.id)',
  });
  const takenEvents = oldRows(db, {
    table: 'events_in',
    key: 'seq',
    time: 'received_ms',
    unless: `${ORDER_IS_KNOWN} OR t.type = 'order.created' AND ${isAhead('events_in', 't.seq')}`,
    first: [
      `
      DELETE FROM order_requirements WHERE order_id IN (
        SELECT e.order_id FROM events_in e WHERE e.seq > @after AND e.seq <= @through AND e.received_ms < @before
           AND NOT EXISTS (SELECT 1 FROM orders o WHERE o.order_id = e.order_id))`,
    ],
  });

  function* removePersons(beforeMs: number): Steps {
    yield* orders.forgetPersons(beforeMs);
    yield* refused(beforeMs);
    yield* told(beforeMs);
    yield* oldFiles(join(folder, 'prints'), beforeMs);
    yield* oldFiles(join(folder, 'inbox', 'done'), beforeMs);
    yield* oldFiles(join(folder, 'inbox', 'refused'), beforeMs);
    yield* oldFiles(join(folder, BACKUPS_FOLDER), beforeMs, isAutomatic);
  }

  function* removeOrders(beforeMs: number): Steps {
    yield* orders.remove(beforeMs);
    yield* batches(beforeMs);
    yield* paper(beforeMs);
    yield* manifests(beforeMs);
    yield* audit(beforeMs);
    yield* takenEvents(beforeMs);
    yield* figures(beforeMs);
  }

  return {
    *pass() {
      yield* giveUpScreenSpans(settings.waitingUiSpans);
      const nowMs = trustedNow();
      if (nowMs !== undefined) {
        yield* pruneSentSpans(nowMs - settings.sentSpansDays * DAY_MS);
        yield* early(nowMs - Math.min(EARLY_DAYS, settings.personalDays) * DAY_MS);
        yield* removePersons(nowMs - settings.personalDays * DAY_MS);
        yield* removeOrders(nowMs - settings.ordersDays * DAY_MS);
      }
      yield* giveBackSpace(db);
    },
    look: emptyLogWhenIdle(db),
  };
}

/** A backup that nobody asked for. */
const isAutomatic = (name: string): boolean => name.startsWith(BEFORE_SCHEMA) || name.startsWith(BEFORE_UPDATE);
