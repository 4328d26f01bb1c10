import type { Database } from 'better-sqlite3';

/** A span that left its station later than this after it ended was late: a network that is there takes it within about a second. */
export const LATE_AFTER_MS = 2000;

/** Of the spans in the journal that were sent: how many left late, and by how much at worst (ms). */
export interface LateSpans {
  readonly late: number;
  readonly worst_ms: number | null;
}

/**
 * Only a SELECT: may be asked beside a running station. Reads the late spans themselves, so it is not for each scan. A
 * span was sent when its delivery was answered. Spans that were parked lie among others: of these a delivery counts at
 * most as many as it had.
 */
export function lateSpans(db: Database): LateSpans {
  const row = db
    .prepare<[number, number], LateSpans>(
      `WITH d AS (
         SELECT at_ms - oldest_end_ms AS worst_ms,
                min(spans, (SELECT count(*) FROM journal j WHERE j.seq BETWEEN first_seq AND last_seq
                                                             AND at_ms - j.end_ms > ?)) AS late
           FROM deliveries WHERE outcome = 'sent' AND at_ms - oldest_end_ms > ?)
       SELECT coalesce(sum(late), 0) AS late, max(worst_ms) AS worst_ms FROM d WHERE late > 0`,
    )
    .get(LATE_AFTER_MS, LATE_AFTER_MS);
  if (row === undefined) throw new Error('a count without a row');
  return row;
}
