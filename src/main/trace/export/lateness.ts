import type { Database } from 'better-sqlite3';

/** A span that left its station later than this after it ended was late: a network that is there takes it within about a second. */
export const LATE_AFTER_MS = 2000;

/** Of the spans in the journal that were sent: how many left late, and by how much at worst (ms). */
export interface LateSpans {
  readonly late: number;
  readonly worst_ms: number | null;
}

/** Only a SELECT: may be asked beside a running station. Reads the late spans themselves, so it is not for each scan. */
export function lateSpans(db: Database): LateSpans {
  const row = db
    .prepare<[number, number], LateSpans>(
      `SELECT count(*) AS late, max(d.at_ms - j.end_ms) AS worst_ms
         FROM deliveries d JOIN journal j ON j.seq BETWEEN d.first_seq AND d.last_seq
        WHERE d.outcome = 'sent' AND d.at_ms - d.oldest_end_ms > ? AND d.at_ms - j.end_ms > ?`,
    )
    .get(LATE_AFTER_MS, LATE_AFTER_MS);
  if (row === undefined) throw new Error('a count without a row');
  return row;
}
