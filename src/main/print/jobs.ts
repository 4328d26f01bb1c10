import type { Database } from 'better-sqlite3';
import type { SpanIds } from '../trace/record.ts';

export type Document = 'label' | 'parcel_label' | 'slip' | 'manifest';

/** A piece of paper that work asked for. Its identity is document, order, parcel, manifest and copy: asked for once. */
export interface NewPrintJob {
  readonly document: Document;
  readonly orderId: string | null;
  readonly parcel: number | null;
  /** 1 for the first; a label that took the place of another is the next. */
  readonly copy: number;
  readonly manifestId: number | null;
  readonly printer: string;
  /** All that the document shows: drawing it needs nothing else. */
  readonly data: unknown;
  readonly createdMs: number;
  readonly operatorId: string | null;
  /** The stage that asked; undefined for paper of several orders. */
  readonly stage: SpanIds | undefined;
}

export interface PrintJob {
  readonly id: number;
  readonly document: Document;
  readonly order_id: string | null;
  readonly parcel: number | null;
  readonly manifest_id: number | null;
  readonly copy: number;
  readonly state: 'queued' | 'sending' | 'sent' | 'confirmed' | 'unknown' | 'cancelled';
  readonly printer: string;
  readonly data: string;
  readonly operator_id: string | null;
  readonly trace_id: string | null;
  readonly span_id: string | null;
}

export type PrintJobs = ReturnType<typeof printJobs>;

/** All SQL of the print queue. A job is a row in the transaction of the change that asked for it. */
export function printJobs(db: Database) {
  const insert = db.prepare<
    [
      string,
      string | null,
      number | null,
      number | null,
      number,
      string,
      string,
      number,
      string | null,
      string | null,
      string | null,
    ]
  >(
    `INSERT INTO print_jobs (document, order_id, parcel, manifest_id, copy, state, printer, data, created_ms, operator_id, trace_id, span_id)
     VALUES (?, ?, ?, ?, ?, 'queued', ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
  );
  // SQLite takes a partial index only for a condition that is the index's own, word for word.
  const isOpen = `state IN ('queued', 'sending', 'unknown')`;
  const isDocument = `document = ? AND coalesce(order_id, '') = ? AND coalesce(parcel, 0) = ?`;
  const next = db.prepare<[], PrintJob>(
    `SELECT * FROM print_jobs WHERE ${isOpen} AND state = 'queued' ORDER BY id LIMIT 1`,
  );
  const start = db.prepare<[number]>(`UPDATE print_jobs SET state = 'sending', attempts = attempts + 1 WHERE id = ?`);
  const finish = db.prepare<[string, number, string, number]>(
    `UPDATE print_jobs SET state = ?, done_ms = ?, result = ? WHERE id = ?`,
  );
  const afterCrash = db.prepare<[string]>(`UPDATE print_jobs SET state = ? WHERE ${isOpen} AND state = 'sending'`);
  const copies = db.prepare<[Document, string, number], { n: number }>(
    `SELECT count(*) AS n FROM print_jobs WHERE ${isDocument}`,
  );
  const cancel = db.prepare<[Document, string, number]>(
    `UPDATE print_jobs SET state = 'cancelled' WHERE ${isDocument} AND state = 'queued'`,
  );
  const cancelAll = db.prepare<[string]>(
    `UPDATE print_jobs SET state = 'cancelled' WHERE ${isOpen} AND state = 'queued' AND order_id = ?`,
  );
  const counts = db.prepare<[], { state: PrintJob['state']; n: number }>(
    `SELECT state, count(*) AS n FROM print_jobs GROUP BY state`,
  );

  return {
    /** Asks for a document; asking again for the same one changes nothing. */
    queue: (job: NewPrintJob): void =>
      void insert.run(
        job.document,
        job.orderId,
        job.parcel,
        job.manifestId,
        job.copy,
        job.printer,
        JSON.stringify(job.data),
        job.createdMs,
        job.operatorId,
        job.stage?.traceId ?? null,
        job.stage?.spanId ?? null,
      ),
    /** How many jobs there have been for this document of a parcel. */
    copies: (document: Document, orderId: string, parcel: number): number =>
      copies.get(document, orderId, parcel)?.n ?? 0,
    /** Cancels what has not gone out yet. */
    cancel: (document: Document, orderId: string, parcel: number): void => void cancel.run(document, orderId, parcel),
    cancelAll: (orderId: string): void => void cancelAll.run(orderId),
    next: () => next.get(),
    start: (id: number): void => void start.run(id),
    finish: (id: number, state: 'queued' | 'sent' | 'confirmed' | 'unknown', atMs: number, result: string): void =>
      void finish.run(state, atMs, result, id),
    /**
     * Jobs that a crash left half-sent. A printer that may print twice leaves them `unknown`, for a person to decide;
     * one that overwrites what it already has may simply be asked again.
     */
    recover: (sendingIsRepeatable: boolean): void => void afterCrash.run(sendingIsRepeatable ? 'queued' : 'unknown'),
    counts: () => counts.all(),
  };
}
