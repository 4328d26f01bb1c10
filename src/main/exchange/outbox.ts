import type { Database } from 'better-sqlite3';
import { randomUUID } from 'node:crypto';
import { formatTraceparent } from '../trace/context/traceparent.ts';
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
}

export type Outbox = ReturnType<typeof outbox>;

/** The log of events out. With no target set up an event lies here and waits for nobody. */
export function outbox(db: Database) {
  const insert = db.prepare<[string, string, string, number, string, string]>(
    `INSERT INTO events_out (id, type, subject, time_ms, traceparent, data) VALUES (?, ?, ?, ?, ?, ?)`,
  );
  const count = db.prepare<[], { n: number }>(`SELECT count(*) AS n FROM events_out`);
  return {
    /** How many events have been told so far. */
    logged: (): number => count.get()?.n ?? 0,
    /** Puts the event into the caller's open transaction. */
    emit(event: OutgoingEvent): void {
      if (!db.inTransaction) throw new Error(`event ${event.type} emitted outside the transaction of its change`);
      insert.run(
        randomUUID(),
        event.type,
        event.subject,
        event.timeMs,
        formatTraceparent({ ...event.span, flags: 1 }),
        JSON.stringify(event.data),
      );
    },
  };
}
