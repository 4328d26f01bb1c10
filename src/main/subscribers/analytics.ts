import type { Database } from 'better-sqlite3';
import type { Tracing } from '../trace/tracing.ts';
import { eventFeed, type EventLogName, type FedEvent } from './event-feed.ts';
import { figuresStore, type CountedStep, type FiguresRow } from './figures-store.ts';
import { hourOf } from './hours.ts';
import { ANALYTICS, type ProgressStore, type Reading } from './progress-store.ts';
import { recordReaction } from './reaction-span.ts';

/** Counted in one transaction: some milliseconds with its fsync, so that whoever scans meanwhile does not notice. */
const STEPS_AT_ONCE = 200;
const EVENTS_AT_ONCE = 25;

export const ANALYTICS_READINGS: readonly Reading[] = [
  { subscriber: ANALYTICS, log: 'audit' },
  { subscriber: ANALYTICS, log: 'events_in' },
  { subscriber: ANALYTICS, log: 'events_out' },
];

export interface Analytics {
  /** Counts the next of what has happened since, in one short transaction. @returns whether there is more at once. */
  step(): boolean;
}

type Counted = Omit<FiguresRow, 'hour_ms' | 'station_id'> & { readonly at_ms: number };

/**
 * `record_order_analytics`: the figures, counted from what the audit log and the logs of events hold already. Counts and
 * progress are one transaction, so nothing is counted twice and nothing is left out, whenever the station dies.
 */
export function createAnalytics(options: {
  readonly db: Database;
  readonly progress: ProgressStore;
  readonly tracing: Tracing;
  readonly nowMs: () => number;
  readonly stationId: string;
}): Analytics {
  const { db, progress, tracing, nowMs, stationId } = options;
  const figures = figuresStore(db);
  const feed = eventFeed(db);

  const after = (log: Reading['log']): number => progress.after(ANALYTICS, log) ?? Number.MAX_SAFE_INTEGER;

  function ofEvent(log: EventLogName, { subject, time_ms }: FedEvent): Counted {
    const nothing = { at_ms: time_ms, orders: 1, scans: 0, wrong: 0, typed: 0 };
    return log === 'events_in'
      ? { ...nothing, worker: '', stage: 'in', ...figures.ordered(subject) }
      : { ...nothing, stage: 'ship', ...figures.shipped(subject) };
  }

  function tell(log: EventLogName, event: FedEvent): void {
    const startMs = nowMs();
    recordReaction(tracing, {
      name: ANALYTICS,
      log,
      event,
      startMs,
      endMs: startMs,
      attributes: { 'analytics.recorded': true },
    });
  }

  const record = db.transaction(
    (steps: readonly CountedStep[], cameIn: readonly FedEvent[], left: readonly FedEvent[]): void => {
      const counted = [
        ...steps,
        ...cameIn.map((event) => ofEvent('events_in', event)),
        ...left.map((event) => ofEvent('events_out', event)),
      ];
      for (const row of summed(counted, stationId)) figures.add(row);
      for (const event of cameIn) tell('events_in', event);
      for (const event of left) tell('events_out', event);
      const move = (log: Reading['log'], last: number | undefined): void => {
        if (last !== undefined) progress.moveTo(ANALYTICS, log, last);
      };
      move('audit', steps.at(-1)?.id);
      move('events_in', cameIn.at(-1)?.seq);
      move('events_out', left.at(-1)?.seq);
    },
  );

  return {
    step() {
      const steps = figures.steps(after('audit'), STEPS_AT_ONCE);
      const cameIn = feed.after('events_in', after('events_in'), EVENTS_AT_ONCE);
      const left = feed.after('events_out', after('events_out'), EVENTS_AT_ONCE);
      if (steps.length + cameIn.length + left.length === 0) return false;
      record.immediate(steps, cameIn, left);
      return steps.length === STEPS_AT_ONCE || cameIn.length === EVENTS_AT_ONCE || left.length === EVENTS_AT_ONCE;
    },
  };
}

/** One row for each hour, worker and stage: a hundred scans are a few rows. */
function summed(counted: readonly Counted[], stationId: string): FiguresRow[] {
  const rows = new Map<string, FiguresRow>();
  for (const { at_ms, worker, stage, orders, lines, units, scans, wrong, typed } of counted) {
    const hour_ms = hourOf(at_ms);
    const key = JSON.stringify([hour_ms, worker, stage]);
    const sum = rows.get(key);
    rows.set(key, {
      hour_ms,
      station_id: stationId,
      worker,
      stage,
      orders: orders + (sum?.orders ?? 0),
      lines: lines + (sum?.lines ?? 0),
      units: units + (sum?.units ?? 0),
      scans: scans + (sum?.scans ?? 0),
      wrong: wrong + (sum?.wrong ?? 0),
      typed: typed + (sum?.typed ?? 0),
    });
  }
  return [...rows.values()];
}
