import { SpanKind } from '@opentelemetry/api';
import type { Database } from 'better-sqlite3';
import type { Clock } from '../database/clock.ts';
import type { Tracing } from '../trace/tracing.ts';
import { paperOf, spanName } from './documents.ts';
import type { PrintJob, PrintJobs } from './jobs.ts';
import type { PrintOutcome } from './port.ts';
import type { PrinterStore } from './printer-store.ts';
import type { Printing } from './queue.ts';

/** What became of a job: `undrawable` where there are no bytes to send. */
export type JobOutcome = PrintOutcome | { readonly result: 'undrawable'; readonly reason: string };

const STATES = {
  'not-sent': 'queued',
  sent: 'sent',
  confirmed: 'confirmed',
  unknown: 'unknown',
  undrawable: 'cancelled',
} as const;

/** Writes what became of a document, and its span: of a try of its printer in a transaction of its own. */
export function createResults(parts: {
  readonly db: Database;
  readonly jobs: PrintJobs;
  readonly printers: PrinterStore;
  readonly tracing: Tracing;
  readonly clock: Clock;
}): {
  readonly finish: (job: PrintJob, outcome: JobOutcome, startMs: number) => void;
  readonly cancel: Printing['cancel'];
} {
  const { db, jobs, printers, tracing, clock } = parts;

  function tell(job: PrintJob, result: PrintOutcome['result'], times: Times, error?: string): void {
    const parent =
      job.trace_id === null || job.span_id === null ? undefined : { traceId: job.trace_id, spanId: job.span_id };
    tracing.recorder.record({
      name: spanName(job.document),
      kind: SpanKind.CLIENT,
      ids: tracing.recorder.newIds(parent?.traceId),
      parent,
      ...times,
      attributes: {
        ...tracing.domainAttributes(job.order_id, job.operator_id),
        'print.document': job.document,
        'print.printer': job.printer,
        'print.copies': 1,
        'print.result': result,
      },
      error,
    });
  }

  const write = db.transaction((job: PrintJob, outcome: JobOutcome, startMs: number) => {
    const standing = jobs.get(job.id)?.state;
    // Cancelled while it was drawn: what could not be drawn is wanted by nobody.
    if (outcome.result === 'undrawable' && standing !== 'queued') return;
    const nowMs = clock.now();
    const failed = 'reason' in outcome ? outcome.reason : null;
    // The mark by which paper that could not be drawn is found.
    const undrawn = outcome.result === 'undrawable' ? `undrawable: ${outcome.reason}` : undefined;
    const isOut = outcome.result === 'sent' || outcome.result === 'confirmed';
    // Cancelled while it was sent: what has not come out for sure is neither sent again nor asked for.
    const state = standing === 'cancelled' && !isOut ? 'cancelled' : STATES[outcome.result];
    jobs.finish(job.id, state, nowMs, undrawn ?? failed ?? outcome.result);
    // The next copy of a slip says that it is one: these bytes are nobody's any more.
    if (isOut && paperOf(job.document) === 'page') jobs.dropBytes(job.id);
    if (outcome.result !== 'undrawable')
      printers.note(job.printer, 'problem' in outcome ? outcome.problem : null, failed, nowMs);
    // A printer that is away for a day is one fact, told once for each document that waits for it.
    if (outcome.result === 'not-sent' && job.result === failed) return;
    const result = outcome.result === 'undrawable' ? 'not-sent' : outcome.result;
    tell(job, result, { startMs, endMs: nowMs }, failed ?? undefined);
  });

  return {
    finish: (job, outcome, startMs) => write.immediate(job, outcome, startMs),
    cancel(job, { operatorId, nowMs }) {
      jobs.finish(job.id, 'cancelled', nowMs, 'cancelled by a worker');
      tell({ ...job, operator_id: operatorId }, 'not-sent', { startMs: nowMs, endMs: nowMs });
    },
  };
}

interface Times {
  readonly startMs: number;
  readonly endMs: number;
}
