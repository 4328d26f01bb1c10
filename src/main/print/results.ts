import { SpanKind } from '@opentelemetry/api';
import type { Database } from 'better-sqlite3';
import type { Clock } from '../database/clock.ts';
import type { Tracing } from '../trace/tracing.ts';
import { paperOf, spanName } from './documents.ts';
import type { PrintJob, PrintJobs } from './jobs.ts';
import type { PrintOutcome } from './port.ts';
import type { PrinterStore } from './printer-store.ts';

/** What became of a job: `undrawable` where there are no bytes to send. */
export type JobOutcome = PrintOutcome | { readonly result: 'undrawable'; readonly reason: string };

const STATES = {
  'not-sent': 'queued',
  sent: 'sent',
  confirmed: 'confirmed',
  unknown: 'unknown',
  undrawable: 'cancelled',
} as const;

/** Writes a result and its span, and how the printer stands since, in one transaction. */
export function createResults(parts: {
  readonly db: Database;
  readonly jobs: PrintJobs;
  readonly printers: PrinterStore;
  readonly tracing: Tracing;
  readonly clock: Clock;
}): (job: PrintJob, outcome: JobOutcome, startMs: number) => void {
  const { db, jobs, printers, tracing, clock } = parts;

  const write = db.transaction((job: PrintJob, outcome: JobOutcome, startMs: number) => {
    const nowMs = clock.now();
    const failed = 'reason' in outcome ? outcome.reason : null;
    // The mark by which paper that could not be drawn is found.
    const undrawn = outcome.result === 'undrawable' ? `undrawable: ${outcome.reason}` : undefined;
    jobs.finish(job.id, STATES[outcome.result], nowMs, undrawn ?? failed ?? outcome.result);
    // The next copy of a slip says that it is one: these bytes are nobody's any more.
    const isOut = outcome.result === 'sent' || outcome.result === 'confirmed';
    if (isOut && paperOf(job.document) === 'page') jobs.dropBytes(job.id);
    if (outcome.result !== 'undrawable')
      printers.note(job.printer, 'problem' in outcome ? outcome.problem : null, failed, nowMs);
    // A printer that is away for a day is one fact, told once for each document that waits for it.
    if (outcome.result === 'not-sent' && job.result === failed) return;
    const parent =
      job.trace_id === null || job.span_id === null ? undefined : { traceId: job.trace_id, spanId: job.span_id };
    tracing.recorder.record({
      name: spanName(job.document),
      kind: SpanKind.CLIENT,
      ids: tracing.recorder.newIds(parent?.traceId),
      parent,
      startMs,
      endMs: nowMs,
      attributes: {
        ...tracing.domainAttributes(job.order_id, job.operator_id),
        'print.document': job.document,
        'print.printer': job.printer,
        'print.copies': 1,
        'print.result': outcome.result === 'undrawable' ? 'not-sent' : outcome.result,
      },
      error: failed ?? undefined,
    });
  });

  return (job, outcome, startMs) => write.immediate(job, outcome, startMs);
}
