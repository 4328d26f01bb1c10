import type { Database } from 'better-sqlite3';
import type { StoredContext } from '../trace/context/stored-context.ts';
import type { Refusal } from './envelope.ts';

export interface TakenEvent {
  readonly source: string;
  readonly eventId: string;
  readonly type: string;
  /** Undefined for an event of no single order. */
  readonly orderId: string | undefined;
  readonly receivedMs: number;
  readonly result: 'accepted' | 'held';
  /** Of the span that produced it; undefined where it brought none that is valid. */
  readonly context: StoredContext | undefined;
}

/** A change of an order, named by the event it came in. */
export interface Applied {
  readonly source: string;
  readonly id: string;
  readonly type: string;
}

export interface RefusedInput {
  readonly receivedMs: number;
  readonly wayIn: string;
  readonly source: string | undefined;
  readonly eventId: string | undefined;
  readonly type: string | undefined;
  readonly orderId: string | undefined;
  readonly refusal: Refusal;
  readonly line: number | undefined;
  readonly input: string;
}

export type EventLog = ReturnType<typeof eventLog>;

/** All SQL of what came in: the events taken (each once), and the inputs refused (kept as they came). */
export function eventLog(db: Database) {
  const find = db.prepare<[string, string], { order_id: string | null }>(
    `SELECT order_id FROM events_in WHERE source = ? AND event_id = ?`,
  );
  const take = db.prepare<
    [string, string, string, string | null, number, string, number, string | null, string | null]
  >(
    `INSERT INTO events_in (source, event_id, type, order_id, received_ms, result, linked, traceparent, tracestate)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const refuse = db.prepare<
    [number, string, string | null, string | null, string | null, string | null, string, string, number | null, string]
  >(
    `INSERT INTO refused_inputs (received_ms, way_in, source, event_id, type, order_id, reason, path, line, input)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const applied = db.prepare<[string], { source: string; id: string; type: string }>(
    `SELECT source, event_id AS id, 'pickspan.' || type AS type FROM events_in
      WHERE order_id = ? AND type IN ('order.updated', 'order.cancelled', 'payment.confirmed', 'inventory.reserved')
      ORDER BY seq`,
  );
  const markApplied = db.prepare<[string, string, string, string, number]>(
    `INSERT INTO events_in (source, event_id, type, order_id, received_ms, result, linked)
     VALUES (?, ?, ?, ?, ?, 'accepted', 1) ON CONFLICT DO NOTHING`,
  );
  const counts = db.prepare<[], { taken: number; unlinked: number; refused: number }>(
    `SELECT (SELECT count(*) FROM events_in) AS taken,
            (SELECT count(*) FROM events_in WHERE linked = 0 AND type = 'order.created') AS unlinked,
            (SELECT count(*) FROM refused_inputs) AS refused`,
  );
  return {
    isKnown: (source: string, id: string): boolean => find.get(source, id) !== undefined,
    take: (event: TakenEvent): void =>
      void take.run(
        event.source,
        event.eventId,
        event.type,
        event.orderId ?? null,
        event.receivedMs,
        event.result,
        Number(event.context !== undefined),
        event.context?.traceparent ?? null,
        event.context?.tracestate ?? null,
      ),
    refuse: (input: RefusedInput): void =>
      void refuse.run(
        input.receivedMs,
        input.wayIn,
        input.source ?? null,
        input.eventId ?? null,
        input.type ?? null,
        input.orderId ?? null,
        input.refusal.reason,
        input.refusal.path,
        input.line ?? null,
        input.input,
      ),
    /** The changes of an order that were taken. */
    appliedTo: (orderId: string): Applied[] => applied.all(orderId),
    /** A change that another station applied: should it come here too it is a duplicate. */
    markApplied: ({ source, id, type }: Applied, orderId: string, nowMs: number): void =>
      void markApplied.run(source, id, type.replace(/^pickspan\./, ''), orderId, nowMs),
    counts: () => counts.get() ?? { taken: 0, unlinked: 0, refused: 0 },
  };
}
