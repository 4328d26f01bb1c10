import type { Database } from 'better-sqlite3';

/** The logs that subscribers read: orders that came in, and orders that have left. */
export type EventLogName = 'events_in' | 'events_out';

/** An event as a subscriber reads it from its log. */
export interface FedEvent {
  /** Its place in its log. */
  readonly seq: number;
  readonly id: string;
  readonly source: string;
  /** With prefix: `pickspan.order.created`. */
  readonly type: string;
  /** The order. */
  readonly subject: string;
  readonly time_ms: number;
  /** Of the span that produced it; null where it brought none that is valid. */
  readonly traceparent: string | null;
  readonly tracestate: string | null;
}

/** A count that is shown goes no further: who waits for more is in trouble in any case. */
const COUNTED = 10_000;

const COLUMNS = {
  events_in: `e.seq, e.event_id AS id, e.source, 'pickspan.' || e.type AS type, e.order_id AS subject,
              e.received_ms AS time_ms, e.traceparent, e.tracestate`,
  events_out: `e.seq, e.id, coalesce(e.source, '') AS source, e.type, e.subject, e.time_ms, e.traceparent,
               NULL AS tracestate`,
} as const;

/** An order is created once: another event of that type is an update of it. */
const MATTERS = {
  events_in: `e.type = 'order.created' AND NOT EXISTS (
                SELECT 1 FROM events_in b WHERE b.order_id = e.order_id AND b.seq < e.seq AND b.type = 'order.created')`,
  events_out: `e.type = 'pickspan.order.dispatched'`,
} as const;

/**
 * What subscribers are told of: the first `order.created` of each order that was taken in, and each `order.dispatched`
 * that was told. Each log is numbered in the order in which its transactions were committed, so whoever keeps the number
 * of the last one it has dealt with misses none.
 */
export function eventFeed(db: Database) {
  const of = (log: EventLogName) => ({
    after: db.prepare<[number, number], FedEvent>(
      `SELECT ${COLUMNS[log]} FROM ${log} e WHERE e.seq > ? AND ${MATTERS[log]} ORDER BY e.seq LIMIT ?`,
    ),
    at: db.prepare<[number], FedEvent>(`SELECT ${COLUMNS[log]} FROM ${log} e WHERE e.seq = ?`),
    count: db
      .prepare<[number], number>(
        `SELECT count(*) FROM (SELECT 1 FROM ${log} e WHERE e.seq > ? AND ${MATTERS[log]} LIMIT ${COUNTED})`,
      )
      .pluck(),
    newest: db.prepare<[], number | null>(`SELECT max(seq) FROM ${log}`).pluck(),
  });
  const logs = { events_in: of('events_in'), events_out: of('events_out') };
  return {
    after: (log: EventLogName, seq: number, limit: number): FedEvent[] => logs[log].after.all(seq, limit),
    at: (log: EventLogName, seq: number): FedEvent | undefined => logs[log].at.get(seq),
    /** How many wait after `seq`, counted up to ten thousand. */
    waiting: (log: EventLogName, seq: number): number => logs[log].count.get(seq) ?? 0,
    /** Grows with everything that is logged, whatever it is. */
    newest: (): number => (logs.events_in.newest.get() ?? 0) + (logs.events_out.newest.get() ?? 0),
  };
}
