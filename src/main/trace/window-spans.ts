import type { HrTime } from '@opentelemetry/api';
import type { Database } from 'better-sqlite3';
import * as v from 'valibot';
import { windowSpanSchema, type WindowSpan } from '../../shared/window-spans.ts';
import type { Clock } from '../database/clock.ts';
import type { Recorder } from './record.ts';
import { tokenBucket } from './token-bucket.ts';

/** A window keeps spans while its station is away; what is older than that has nobody who asks for it. */
export const OLDEST_MS = 7 * 86_400_000;
/** Window and station are on one computer: more than that apart, somebody has made a time up. */
const AHEAD_MS = 5_000;
/** A worker scans about once a second at best. So many a second are taken on, and so many at once after a break. */
const RATE = { perSecond: 20, burst: 2000 };

export interface WindowSpans {
  /** `taken`: on disk now, or before; `refused`: wrong, and wrong tomorrow too. */
  take(spans: readonly unknown[]): { readonly taken: number; readonly refused: number };
}

/**
 * The journal's other door: spans that ended in the window, under the ids they were given there. Only names and
 * attributes that are written down in shared/window-spans.ts come in, with times that can be, and no more than a worker
 * can make; a window that was taken over can tell no story of a pick.
 */
export function createWindowSpans(options: {
  readonly db: Database;
  readonly recorder: Recorder;
  readonly clock: Clock;
}): WindowSpans {
  const { db, recorder, clock } = options;
  const known = db.prepare<[string, string]>(`SELECT 1 FROM journal WHERE span_id = ? AND trace_id = ?`);
  const mayPass = tokenBucket(RATE, () => clock.read().uptimeMs);

  function takeOne(given: unknown): boolean {
    const reading = v.safeParse(windowSpanSchema, given);
    if (!reading.success || !hasSaneTimes(reading.output, clock.now())) return false;
    const span = reading.output;
    // Sent again because the answer was lost.
    if (known.get(span.span_id, span.trace_id) !== undefined) return true;
    if (!mayPass()) return false;
    recorder.record({
      name: span.name,
      ids: { traceId: span.trace_id, spanId: span.span_id },
      startMs: toMs(span.start),
      endMs: toMs(span.end),
      attributes: span.attributes,
      error: span.name === 'ui.error' ? span.attributes['exception.type'] : undefined,
    });
    return true;
  }

  const take = db.transaction((spans: readonly unknown[]) => {
    const taken = spans.filter(takeOne).length;
    return { taken, refused: spans.length - taken };
  });
  return { take: (spans) => take.immediate(spans) };
}

function hasSaneTimes({ start, end }: WindowSpan, nowMs: number): boolean {
  const [from, to] = [toMs(start), toMs(end)];
  return from <= to && from >= nowMs - OLDEST_MS && to <= nowMs + AHEAD_MS;
}

/** A double holds today's milliseconds to a fifth of a microsecond, finer than any clock that a page may read. */
const toMs = ([seconds, nanos]: HrTime): number => seconds * 1000 + nanos / 1e6;
