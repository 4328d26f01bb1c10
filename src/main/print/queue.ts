import { SpanKind } from '@opentelemetry/api';
import type { Database } from 'better-sqlite3';
import type { Clock } from '../database/clock.ts';
import { isStorageFault } from '../database/storage-fault.ts';
import type { Tracing } from '../trace/tracing.ts';
import type { PrintJob, PrintJobs } from './jobs.ts';
import type { PrintOutcome, PrintPort } from './port.ts';

const SPAN_NAME: Readonly<Record<PrintJob['document'], string>> = {
  label: 'print label',
  parcel_label: 'print label',
  slip: 'print slip',
  manifest: 'print manifest',
};

/**
 * Sends queued paper to its printer, one document after the other. It runs after the answer to the worker, so that no
 * printer ever holds up a scan; the result and its span are one transaction of their own.
 * @returns a function that prints what is queued and says how many documents went out. It stops at the first that
 *   could not be sent, or whose result cannot be written because the disk is full: those behind it would go the same way.
 *   What is known of a document by then is written with the next call, before anything else is printed.
 */
export function createPrintQueue(options: {
  readonly db: Database;
  readonly jobs: PrintJobs;
  readonly port: PrintPort;
  readonly tracing: Tracing;
  readonly clock: Clock;
}): () => number {
  const { db, jobs, port, tracing, clock } = options;

  const finish = db.transaction((job: PrintJob, outcome: PrintOutcome, startMs: number) => {
    const state = outcome.result === 'not-sent' ? 'queued' : outcome.result;
    const failed = 'reason' in outcome ? outcome.reason : undefined;
    jobs.finish(job.id, state, clock.now(), failed ?? outcome.result);
    const parent =
      job.trace_id === null || job.span_id === null ? undefined : { traceId: job.trace_id, spanId: job.span_id };
    tracing.recorder.record({
      name: SPAN_NAME[job.document],
      kind: SpanKind.CLIENT,
      ids: tracing.recorder.newIds(parent?.traceId),
      parent,
      startMs,
      endMs: clock.now(),
      attributes: {
        ...tracing.domainAttributes(job.order_id, job.operator_id),
        'print.document': job.document,
        'print.printer': port.name,
        'print.copies': 1,
        'print.result': outcome.result,
      },
      error: failed,
    });
  });

  const take = db.transaction((): PrintJob | undefined => {
    const job = jobs.next();
    if (job !== undefined) jobs.start(job.id);
    return job;
  });

  let unwritten: { readonly job: PrintJob; readonly outcome: PrintOutcome; readonly startMs: number } | undefined;
  function writeResult(): void {
    if (unwritten === undefined) return;
    finish.immediate(unwritten.job, unwritten.outcome, unwritten.startMs);
    unwritten = undefined;
  }

  return () => {
    let printed = 0;
    try {
      for (writeResult(); ; printed += 1) {
        const job = take.immediate();
        if (job === undefined) return printed;
        const startMs = clock.now();
        const outcome = port.print(job);
        unwritten = { job, outcome, startMs };
        writeResult();
        if (outcome.result === 'not-sent') return printed;
      }
    } catch (error) {
      if (!isStorageFault(error)) throw error;
      return printed;
    }
  };
}
