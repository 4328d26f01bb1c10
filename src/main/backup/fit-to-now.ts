import Database from 'better-sqlite3';
import { randomBytes } from 'node:crypto';
import { databaseFile } from '../database/open.ts';
import { formatTraceparent } from '../trace/context/traceparent.ts';
import type { Used } from './numbers-used.ts';

/*
 * What happened after a backup was made is not in it, and yet it happened: paper was printed, numbers were used, spans
 * have left. All SQL that makes a restored database heed that.
 */

export interface Fitted {
  /** Documents of which nobody can tell whether they were printed. */
  readonly unknownPrints: number;
  /** Stages under way that get a new span, because their old one may have left already. */
  readonly newSpans: number;
}

/** @param folder whose present database, where it can be read, knows what has happened since. */
export function fitToNow(restored: Database.Database, folder: string, used: Used, nowMs: number): Fitted {
  const stillOpen = new Set(openStagesOf(folder).map(nameOf));
  const fit = restored.transaction((): Fitted => {
    raiseSeries(restored, used);
    return { unknownPrints: settlePrints(restored, nowMs), newSpans: renewSpans(restored, stillOpen) };
  });
  return fit();
}

/** Each may have been printed since: nothing is printed twice by itself. */
function settlePrints(db: Database.Database, nowMs: number): number {
  const settle = db.prepare<[number]>(
    `UPDATE print_jobs SET state = 'unknown', done_ms = ?, result = 'restored from a backup'
      WHERE state IN ('queued', 'sending')`,
  );
  return settle.run(nowMs).changes;
}

/**
 * A stage that was open at the time of the backup may have ended since, and its span have left under the stored ids: to
 * end it again would send another span under them. Where the present database knows it as open still, it keeps them.
 */
function renewSpans(db: Database.Database, stillOpen: ReadonlySet<string>): number {
  const maybeSent = openStages(db).filter((stage) => !stillOpen.has(nameOf(stage)));
  const renew = db.prepare<[string, string, string, string]>(
    `UPDATE stages SET span_id = ?, traceparent = ? WHERE order_id = ? AND stage = ?`,
  );
  for (const { order_id, stage, trace_id: traceId } of maybeSent) {
    const spanId = newSpanId();
    renew.run(spanId, formatTraceparent({ traceId, spanId, flags: 1 }), order_id, stage);
  }
  renewWalks(db, stillOpen);
  return maybeSent.length;
}

/** The same for walks with several orders: their span ends with the last of their picks. */
function renewWalks(db: Database.Database, stillOpen: ReadonlySet<string>): void {
  const open = db.prepare<[], { seq: number; orders: string }>(
    `SELECT seq, (SELECT json_group_array(order_id) FROM pick_batch_orders o WHERE o.seq = b.seq AND closed = 0) AS orders
       FROM pick_batches b WHERE state = 'open'`,
  );
  const renew = db.prepare<[string, number]>(`UPDATE pick_batches SET span_id = ? WHERE seq = ?`);
  const known = new Set([...stillOpen].map((name) => (JSON.parse(name) as [string, string])[0]));
  for (const { seq, orders } of open.all()) {
    const isStillOpen = (JSON.parse(orders) as string[]).every((orderId) => known.has(orderId));
    if (!isStillOpen) renew.run(newSpanId(), seq);
  }
}

interface OpenStage {
  readonly order_id: string;
  readonly stage: string;
  readonly trace_id: string;
  readonly span_id: string;
}

const nameOf = ({ order_id, stage, span_id }: OpenStage): string => JSON.stringify([order_id, stage, span_id]);

const openStages = (db: Database.Database): OpenStage[] =>
  db
    .prepare<[], OpenStage>(
      `SELECT order_id, stage, trace_id, span_id FROM stages
        WHERE origin = 'station' AND end_ms IS NULL AND trace_id IS NOT NULL AND span_id IS NOT NULL`,
    )
    .all();

/** None where the folder has no database, or one that cannot be read. */
function openStagesOf(folder: string): OpenStage[] {
  try {
    const db = new Database(databaseFile(folder), { readonly: true, fileMustExist: true });
    try {
      return openStages(db);
    } finally {
      db.close();
    }
  } catch {
    return [];
  }
}

/** Eight bytes that are not all zero (W3C Trace Context). */
function newSpanId(): string {
  const id = randomBytes(8).toString('hex');
  return /^0+$/.test(id) ? newSpanId() : id;
}

function raiseSeries(db: Database.Database, used: Used): void {
  const raise = db.prepare<[string, number]>(
    `INSERT INTO number_series (kind, highest) VALUES (?, ?)
     ON CONFLICT (kind) DO UPDATE SET highest = max(highest, excluded.highest)`,
  );
  for (const [kind, serial] of used) raise.run(kind, serial);
}
