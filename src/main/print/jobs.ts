import type { Database } from 'better-sqlite3';
import type { UndrawnPaper } from '../../shared/facts.ts';
import type { PrintState } from '../../shared/papers.ts';
import type { SpanIds } from '../trace/record.ts';
import type { Document, Dpi, Language } from './documents.ts';

export type JobState = PrintState;

/** A piece of paper that work asked for. Its identity is document, order, parcel, manifest and copy: asked for once. */
export interface NewPrintJob {
  readonly document: Document;
  readonly orderId: string | null;
  readonly parcel: number | null;
  /** 1 for the first; a label that took the place of another, and a reprint, is the next. */
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
  readonly state: JobState;
  readonly printer: string;
  /** JSON. */
  readonly data: string;
  readonly operator_id: string | null;
  readonly trace_id: string | null;
  readonly span_id: string | null;
  /** What came of the last try: its result, or why there was none. */
  readonly result: string | null;
  readonly reason: string | null;
  readonly replaces: number | null;
  readonly system_job: string | null;
  readonly said_no: 0 | 1;
  readonly created_ms: number;
}

export interface StoredBytes {
  readonly language: Language;
  readonly dpi: Dpi;
  readonly bytes: Uint8Array;
}

type MadeBytes = StoredBytes & { readonly contentType: string; readonly sha256: string };

export type PrintJobs = ReturnType<typeof printJobs>;

/** All SQL of the print queue. A job is a row in the transaction of the change that asked for it. */
export function printJobs(db: Database) {
  type Identity = [string, string | null, number | null, number | null, number];
  type Origin = [string, string, number, string | null, string | null, string | null, string | null, number | null];
  const insert = db.prepare<[...Identity, ...Origin]>(
    `INSERT INTO print_jobs (document, order_id, parcel, manifest_id, copy, state, printer, data, created_ms, operator_id, trace_id, span_id, reason, replaces)
     VALUES (?, ?, ?, ?, ?, 'queued', ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
  );
  const isDocument = `document = ? AND coalesce(order_id, '') = ? AND coalesce(parcel, 0) = ?`;
  const get = db.prepare<[number], PrintJob>(`SELECT * FROM print_jobs WHERE id = ?`);
  const next = db.prepare<[string], PrintJob>(
    `SELECT * FROM print_jobs WHERE printer = ? AND state = 'queued' ORDER BY id LIMIT 1`,
  );
  const waiting = db.prepare<[], { printer: string; n: number }>(
    `SELECT printer, count(*) AS n FROM print_jobs WHERE state = 'queued' GROUP BY printer`,
  );
  const start = db.prepare<[number, string]>(
    `UPDATE print_jobs SET state = 'sending', attempts = attempts + 1 WHERE id = ? AND state = 'queued' AND printer = ?`,
  );
  const finish = db.prepare<[JobState, number, string, number]>(
    `UPDATE print_jobs SET state = ?, done_ms = ?, result = ? WHERE id = ?`,
  );
  const underWay = db.prepare<[], PrintJob>(`SELECT * FROM print_jobs WHERE state = 'sending' ORDER BY id`);
  const inSystem = db.prepare<[string], PrintJob>(
    `SELECT * FROM print_jobs WHERE state = 'unknown' AND system_job IS NOT NULL AND printer = ? ORDER BY id`,
  );
  const setSystemJob = db.prepare<[string | null, number]>(`UPDATE print_jobs SET system_job = ? WHERE id = ?`);
  const unknown = db.prepare<[], PrintJob>(`SELECT * FROM print_jobs WHERE state = 'unknown' ORDER BY id`);
  const firstUnknown = db.prepare<[], PrintJob>(`SELECT * FROM print_jobs WHERE state = 'unknown' ORDER BY id LIMIT 1`);
  const lastManifest = db.prepare<[], PrintJob>(
    `SELECT * FROM print_jobs WHERE document = 'manifest' ORDER BY id DESC LIMIT 1`,
  );
  const ofOrder = db.prepare<[string], PrintJob>(`SELECT * FROM print_jobs WHERE order_id = ? ORDER BY id`);
  // Not how many there are: old paper of no order is removed while newer copies stay.
  const copies = db.prepare<[Document, string, number], { n: number }>(
    `SELECT coalesce(max(copy), 0) AS n FROM print_jobs WHERE ${isDocument}`,
  );
  const notOut = `state IN ('queued', 'sending', 'unknown')`;
  const cancel = db.prepare<[Document, string, number]>(
    `UPDATE print_jobs SET state = 'cancelled' WHERE ${isDocument} AND ${notOut}`,
  );
  const cancelAll = db.prepare<[string]>(`UPDATE print_jobs SET state = 'cancelled' WHERE order_id = ? AND ${notOut}`);
  const move = db.prepare<[string, number]>(`UPDATE print_jobs SET printer = ? WHERE id = ? AND state = 'queued'`);
  const queued = db.prepare<[], PrintJob>(`SELECT * FROM print_jobs WHERE state = 'queued' ORDER BY id`);
  const latest = db.prepare<[string], PrintJob>(
    `SELECT * FROM print_jobs WHERE order_id = ? ORDER BY id DESC LIMIT 100`,
  );
  const waitingAt = db.prepare<[string], PrintJob>(
    `SELECT * FROM print_jobs WHERE printer = ? AND state = 'queued' ORDER BY id LIMIT 100`,
  );
  const sayNo = db.prepare<[number]>(`UPDATE print_jobs SET said_no = 1 WHERE id = ?`);
  const putBytes = db.prepare<[number, Language, number, Uint8Array]>(
    `INSERT INTO print_bytes (job_id, language, dpi, bytes) VALUES (?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET language = excluded.language, dpi = excluded.dpi, bytes = excluded.bytes`,
  );
  const noteBytes = db.prepare<[string, string, number]>(
    `UPDATE print_jobs SET content_type = ?, sha256 = ? WHERE id = ?`,
  );
  const getBytes = db.prepare<[number], StoredBytes>(`SELECT language, dpi, bytes FROM print_bytes WHERE job_id = ?`);
  const copyBytes = db.prepare<[number | bigint, number]>(
    `INSERT INTO print_bytes (job_id, language, dpi, bytes) SELECT ?, language, dpi, bytes FROM print_bytes WHERE job_id = ?`,
  );
  const copyNote = db.prepare<[number, number | bigint]>(
    `UPDATE print_jobs SET (content_type, sha256) = (SELECT content_type, sha256 FROM print_jobs WHERE id = ?) WHERE id = ?`,
  );
  const dropBytes = db.prepare<[number]>(`DELETE FROM print_bytes WHERE job_id = ?`);
  const undrawn = db.prepare<[number], UndrawnPaper>(
    `SELECT document, order_id, parcel FROM print_jobs j
     WHERE state = 'cancelled' AND result GLOB 'undrawable:*' AND done_ms > ?
       AND NOT EXISTS (SELECT 1 FROM print_jobs n WHERE n.document = j.document
         AND coalesce(n.order_id, '') = coalesce(j.order_id, '') AND coalesce(n.parcel, 0) = coalesce(j.parcel, 0)
         AND coalesce(n.manifest_id, 0) = coalesce(j.manifest_id, 0) AND n.copy > j.copy)
     ORDER BY id DESC LIMIT 5`,
  );
  const counts = db.prepare<[], { state: JobState; n: number }>(
    `SELECT state, count(*) AS n FROM print_jobs GROUP BY state`,
  );

  const storeBytes = db.transaction((id: number, made: MadeBytes): void => {
    putBytes.run(id, made.language, made.dpi, made.bytes);
    noteBytes.run(made.contentType, made.sha256, id);
  });

  const lastCopy = (document: Document, orderId: string | null, parcel: number | null): number =>
    copies.get(document, orderId ?? '', parcel ?? 0)?.n ?? 0;

  return {
    get: (id: number) => get.get(id),
    /** Asks for a document; asking again for the same one changes nothing. @returns its number. */
    queue: (job: NewPrintJob): number =>
      Number(
        insert.run(
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
          null,
          null,
        ).lastInsertRowid,
      ),
    /**
     * A worker wants a paper again. Its bytes are those of before where `sameBytes` says so.
     * @returns the number of the new job.
     */
    again(
      job: PrintJob,
      by: { reason: string; printer: string; operatorId: string | null; nowMs: number; sameBytes: boolean },
    ): number {
      // Paper of a manifest is counted by the manifest: the other columns of its identity are empty.
      const copy = job.manifest_id === null ? lastCopy(job.document, job.order_id, job.parcel) + 1 : job.copy + 1;
      const { lastInsertRowid } = insert.run(
        job.document,
        job.order_id,
        job.parcel,
        job.manifest_id,
        copy,
        by.printer,
        job.data,
        by.nowMs,
        by.operatorId,
        job.trace_id,
        job.span_id,
        by.reason,
        job.id,
      );
      if (by.sameBytes) {
        copyBytes.run(lastInsertRowid, job.id);
        copyNote.run(job.id, lastInsertRowid);
      }
      return Number(lastInsertRowid);
    },
    /** The number of the last copy that was asked for of this document of a parcel; 0 where there was none. */
    copies: lastCopy,
    /** Cancels what has not gone out yet, and asks for what may have no more. What is being sent may still come out. */
    cancel: (document: Document, orderId: string, parcel: number): void => void cancel.run(document, orderId, parcel),
    cancelAll: (orderId: string): void => void cancelAll.run(orderId),
    /** The next for a printer: in the order in which work asked. */
    next: (printer: string) => next.get(printer),
    /** How many wait, by printer. */
    waiting: () => waiting.all(),
    queued: () => queued.all(),
    move: (id: number, printer: string): void => void move.run(printer, id),
    /** @returns false where it is not this printer's to send any more. */
    start: (id: number, printer: string): boolean => start.run(id, printer).changes === 1,
    finish: (id: number, state: JobState, atMs: number, result: string): void =>
      void finish.run(state, atMs, result, id),
    setSystemJob: (id: number, name: string | null): void => void setSystemJob.run(name, id),
    /** Of which nobody knows whether they came out, and which the system may still print. */
    inSystem: (printer: string) => inSystem.all(printer),
    unknown: () => unknown.all(),
    firstUnknown: () => firstUnknown.get(),
    lastManifest: () => lastManifest.get(),
    ofOrder: (orderId: string) => ofOrder.all(orderId),
    /** The newest hundred of an order, newest first. */
    latestOf: (orderId: string) => latest.all(orderId),
    /** The first hundred that wait for a printer, in its order. */
    waitingAt: (printer: string) => waitingAt.all(printer),
    sayNo: (id: number): void => void sayNo.run(id),
    bytes: (id: number) => getBytes.get(id),
    /** In a transaction of its own. */
    storeBytes: (id: number, made: MadeBytes): void => storeBytes.immediate(id, made),
    dropBytes: (id: number): void => void dropBytes.run(id),
    /** Jobs that a crash left half-sent. */
    underWay: () => underWay.all(),
    /** The newest that could not be drawn since then, and that nobody has printed again. */
    undrawn: (sinceMs: number) => undrawn.all(sinceMs),
    counts: () => counts.all(),
  };
}
