import type { Database } from 'better-sqlite3';
import { deliveryReader, type SpanRow } from './delivery-reader.ts';

/** What is settled about the spans of one request, and in whose words. */
export interface Settlement {
  readonly fate: 'sent' | 'parked' | 'refused';
  /** The endpoint's URL. */
  readonly endpoint: string;
  readonly nowMs: number;
  readonly status: number;
  /** The server's words; empty when it said none. */
  readonly answer: string;
}

export type DeliveryStore = ReturnType<typeof deliveryStore>;

/** The questions of `deliveryReader`, and all writing about delivery. A span itself is never changed. */
export function deliveryStore(db: Database) {
  const moveCursor = db.prepare<[number]>(`UPDATE export_cursor SET sent_through = max(sent_through, ?)`);
  const putAside = db.prepare<[number, 'parked' | 'refused', string, string, number]>(`
    INSERT INTO export_set_aside (seq, state, endpoint, reason, since_ms) VALUES (?, ?, ?, ?, ?)
    ON CONFLICT (seq) DO UPDATE SET state = excluded.state, endpoint = excluded.endpoint, reason = excluded.reason,
      since_ms = excluded.since_ms`);
  const takeBack = db.prepare<[number]>(`DELETE FROM export_set_aside WHERE seq = ?`);
  const putDelivery = db.prepare<[number, string, number, number, number, number, string, number, string]>(`
    INSERT INTO deliveries (at_ms, endpoint, first_seq, last_seq, spans, oldest_end_ms, outcome, status, answer)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`);
  const noteSuccess = db.prepare<[string, number, string]>(`
    INSERT INTO export_endpoints (endpoint, last_success_ms, last_answer) VALUES (?, ?, ?)
    ON CONFLICT (endpoint) DO UPDATE SET not_before_ms = NULL, because = NULL, attempts = 0,
      last_success_ms = excluded.last_success_ms, last_answer = excluded.last_answer`);
  const noteFailure = db.prepare<[string, number | null, string, string]>(`
    INSERT INTO export_endpoints (endpoint, not_before_ms, because, attempts, last_answer) VALUES (?, ?, ?, 1, ?)
    ON CONFLICT (endpoint) DO UPDATE SET not_before_ms = excluded.not_before_ms, because = excluded.because,
      attempts = attempts + 1, last_answer = excluded.last_answer`);

  /** One transaction: where each span is now, the delivery fact, and what is known of the endpoint. */
  const settle = db.transaction((rows: readonly SpanRow[], { fate, endpoint, nowMs, status, answer }: Settlement) => {
    const seqs = rows.map(({ seq }) => seq);
    const last = Math.max(...seqs);
    const oldestEnd = Math.min(...rows.map(({ end_ms }) => end_ms));
    for (const seq of seqs) {
      if (fate === 'sent') takeBack.run(seq);
      else putAside.run(seq, fate, endpoint, answer, nowMs);
    }
    moveCursor.run(last);
    putDelivery.run(nowMs, endpoint, Math.min(...seqs), last, rows.length, oldestEnd, fate, status, answer);
    if (fate === 'sent') noteSuccess.run(endpoint, nowMs, answer);
    else noteFailure.run(endpoint, null, answer, answer);
  });

  return {
    ...deliveryReader(db),
    /**
     * Settles spans that were waiting or parked. The cursor moves to the last of them: with waiting ones `rows` must be
     * the next after the cursor, without a gap. Parked ones lie behind the cursor, which then stays.
     */
    settle: (rows: readonly SpanRow[], settlement: Settlement): void => settle.immediate(rows, settlement),
    /** Nothing could be settled: how long the endpoint wants to be left alone (ms since the epoch), and why. */
    failed: (url: string, notBeforeMs: number | null, because: string): void =>
      void noteFailure.run(url, notBeforeMs, because, because),
  };
}
