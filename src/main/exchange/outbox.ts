import type { Database } from 'better-sqlite3';
import { formatTraceparent } from '../trace/context/traceparent.ts';
import { eventIdAt } from './event-id.ts';
import type { SpanIds } from '../trace/record.ts';

/** A fact for the outside world, told in the transaction that made it one. */
export interface OutgoingEvent {
  /** With prefix: `pickspan.order.picked`. */
  readonly type: string;
  /** The order id. */
  readonly subject: string;
  readonly timeMs: number;
  /** The span of the stage that the event tells of. */
  readonly span: SpanIds;
  readonly data: unknown;
  /** What it leaves with at a broker; without one `orders.` and the last word of its type. */
  readonly routingKey?: string | undefined;
  /** Told to the other stations of the floor and to nobody else. */
  readonly floorOnly?: boolean;
}

/** The name of the broker among the targets; no other may have it. */
export const BROKER = 'broker';

export type Outbox = ReturnType<typeof outbox>;

/**
 * The log of events out, and with it, for each target that is set up, what it waits for. With no target an event lies
 * here and waits for nobody.
 */
export function outbox(db: Database, told?: { readonly source: string; readonly targets: readonly string[] }) {
  const insert = db.prepare<[string, string, string, number, string, string, string | null, string | null]>(
    `INSERT INTO events_out (id, type, subject, time_ms, traceparent, data, source, routing_key)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const queue = db.prepare<[string, number | bigint, string]>(
    `INSERT INTO event_deliveries (target, seq, subject) VALUES (?, ?, ?)`,
  );
  const keepBack = db.prepare<[string, string]>(
    `DELETE FROM event_deliveries AS d WHERE target = ? AND subject = ? AND EXISTS (
       SELECT 1 FROM events_out e WHERE e.seq = d.seq AND e.routing_key IN ('orders.picked', 'orders.packed'))`,
  );
  const unsent = db.prepare<[string, string], { one: number }>(
    `SELECT 1 AS one FROM event_deliveries d JOIN events_out e ON e.seq = d.seq
      WHERE d.target = ? AND d.subject = ? AND e.routing_key IN ('orders.picked', 'orders.packed') LIMIT 1`,
  );
  const count = db.prepare<[], { n: number }>(`SELECT count(*) AS n FROM events_out`);
  const { source = null, targets = [] } = told ?? {};
  return {
    /** How many events have been told so far. */
    logged: (): number => count.get()?.n ?? 0,
    /** Takes back the work of an order that the broker has not been given yet. @returns whether there was any. */
    keepBack: (orderId: string): boolean => keepBack.run(BROKER, orderId).changes > 0,
    /** Whether the work of an order that was handed on still lies here. */
    isKept: (orderId: string): boolean => unsent.get(BROKER, orderId) !== undefined,
    /** Puts the event into the caller's open transaction. */
    emit(event: OutgoingEvent): void {
      if (!db.inTransaction) throw new Error(`event ${event.type} emitted outside the transaction of its change`);
      const { lastInsertRowid: seq } = insert.run(
        eventIdAt(event.timeMs),
        event.type,
        event.subject,
        event.timeMs,
        formatTraceparent({ ...event.span, flags: 1 }),
        JSON.stringify(event.data),
        source,
        event.routingKey ?? null,
      );
      for (const target of targets)
        if (event.floorOnly !== true || target === BROKER) queue.run(target, seq, event.subject);
    },
  };
}
