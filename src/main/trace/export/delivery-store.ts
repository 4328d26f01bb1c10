import type { Database } from 'better-sqlite3';
import type { Lane } from './delivery-reader.ts';

/** What is settled about the spans of one request, and in whose words. */
export interface Settlement {
  readonly op: 'settle';
  readonly lane: Lane;
  /** Of a lane: its next spans in their order, without a gap. */
  readonly seqs: readonly number[];
  /** When the oldest of them ended (ms since the epoch): how late they left. */
  readonly oldestEndMs: number;
  readonly fate: 'sent' | 'parked' | 'refused';
  /** The endpoint's URL. */
  readonly endpoint: string;
  readonly nowMs: number;
  readonly status: number;
  /** The server's words; empty when it said none. */
  readonly answer: string;
}

/** All that is ever written about delivery, as data: so another thread can ask the station's own for it. */
export type Write =
  | Settlement
  /** Nothing could be settled: how long the endpoint wants to be left alone (ms since the epoch), and why. */
  | {
      readonly op: 'failed';
      readonly endpoint: string;
      readonly nowMs: number;
      readonly notBeforeMs: number | null;
      readonly because: string;
    }
  /** Parked spans turn out to be at fault themselves. */
  | { readonly op: 'refuse'; readonly seqs: readonly number[] }
  /** The fresh lane is far behind: what it has up to and with `through` becomes backlog. */
  | { readonly op: 'split'; readonly through: number }
  /** The wall clock was set back: what was noted later than now counts from now. */
  | { readonly op: 'clock'; readonly nowMs: number };

/** Deliveries that went well, beyond this many the oldest go; those with words of the server stay. */
const KEPT_DELIVERIES = 10_000;

export type DeliveryStore = ReturnType<typeof deliveryStore>;

/** All writing about delivery. A span itself is never changed. Each write is one transaction. */
export function deliveryStore(db: Database) {
  const advance = db.prepare<[number, number]>(`UPDATE export_lanes SET after_seq = max(after_seq, ?) WHERE id = ?`);
  const dropEmpty = db.prepare<[]>(`
    DELETE FROM export_lanes WHERE through_seq IS NOT NULL
       AND NOT EXISTS (SELECT 1 FROM journal WHERE seq > after_seq AND seq <= through_seq)`);
  // A lane has passed them: from here on only their total counts.
  const forgetGivenUp = db.prepare<[number, number]>(`
    DELETE FROM export_given_up WHERE seq > (SELECT after_seq FROM export_lanes WHERE id = ?) AND seq <= ?`);
  const forgetUncovered = db.prepare<[]>(`
    DELETE FROM export_given_up WHERE NOT EXISTS (
      SELECT 1 FROM export_lanes l WHERE seq > l.after_seq AND (l.through_seq IS NULL OR seq <= l.through_seq))`);
  // Not one that was given up while it was under way.
  const putAside = db.prepare<['parked' | 'refused', string, string, number, number]>(`
    INSERT INTO export_set_aside (seq, state, endpoint, reason, since_ms) SELECT seq, ?, ?, ?, ? FROM journal WHERE seq = ?
    ON CONFLICT (seq) DO UPDATE SET state = excluded.state, endpoint = excluded.endpoint, reason = excluded.reason,
      since_ms = excluded.since_ms`);
  const takeBack = db.prepare<[number]>(`DELETE FROM export_set_aside WHERE seq = ?`);
  const refuse = db.prepare<[number]>(`UPDATE export_set_aside SET state = 'refused' WHERE seq = ?`);
  const putDelivery = db.prepare<[number, string, number, number, number, number, string, number, string]>(`
    INSERT INTO deliveries (at_ms, endpoint, first_seq, last_seq, spans, oldest_end_ms, outcome, status, answer)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`);
  const dropDelivery = db.prepare<[number]>(`DELETE FROM deliveries WHERE id = ? AND outcome = 'sent' AND answer = ''`);
  const noteSuccess = db.prepare<[string, number, string, number]>(`
    INSERT INTO export_endpoints (endpoint, last_success_ms, last_answer, last_contact_ms) VALUES (?, ?, ?, ?)
    ON CONFLICT (endpoint) DO UPDATE SET not_before_ms = NULL, because = NULL, attempts = 0,
      last_success_ms = excluded.last_success_ms, last_answer = excluded.last_answer,
      last_contact_ms = excluded.last_contact_ms`);
  const noteFailure = db.prepare<[string, number | null, string, string, number]>(`
    INSERT INTO export_endpoints (endpoint, not_before_ms, because, attempts, last_answer, last_contact_ms)
    VALUES (?, ?, ?, 1, ?, ?)
    ON CONFLICT (endpoint) DO UPDATE SET not_before_ms = excluded.not_before_ms, because = excluded.because,
      attempts = attempts + 1, last_answer = excluded.last_answer, last_contact_ms = excluded.last_contact_ms`);
  const extendBacklog = db.prepare<[number]>(`
    UPDATE export_lanes SET through_seq = ?
     WHERE through_seq = (SELECT after_seq FROM export_lanes WHERE through_seq IS NULL)`);
  const newBacklog = db.prepare<[number]>(
    `INSERT INTO export_lanes (after_seq, through_seq) SELECT after_seq, ? FROM export_lanes WHERE through_seq IS NULL`,
  );
  const shortenFresh = db.prepare<[number]>(`UPDATE export_lanes SET after_seq = ? WHERE through_seq IS NULL`);

  const sparedFromNow = db.prepare<{ nowMs: number }>(
    `UPDATE export_set_aside SET since_ms = @nowMs WHERE since_ms > @nowMs`,
  );
  // As much later than the last contact as the endpoint asked for then.
  const heardNow = db.prepare<{ nowMs: number }>(`
    UPDATE export_endpoints SET not_before_ms = not_before_ms - (last_contact_ms - @nowMs),
           last_success_ms = min(last_success_ms, @nowMs), last_contact_ms = @nowMs
     WHERE last_contact_ms > @nowMs`);

  /** Where each span is now, the delivery fact, and what is known of the endpoint. */
  function settle({ lane, seqs, oldestEndMs, fate, endpoint, nowMs, status, answer }: Settlement): void {
    const last = seqs.at(-1);
    if (last === undefined) return;
    if (fate !== 'sent') for (const seq of seqs) putAside.run(fate, endpoint, answer, nowMs, seq);
    else if (lane === null) for (const seq of seqs) takeBack.run(seq);
    if (lane !== null) {
      forgetGivenUp.run(lane, last);
      advance.run(last, lane);
      if (dropEmpty.run().changes > 0) forgetUncovered.run();
    }
    const [lowest, highest] = [Math.min(...seqs), Math.max(...seqs)];
    const { lastInsertRowid } = putDelivery.run(
      nowMs,
      endpoint,
      lowest,
      highest,
      seqs.length,
      oldestEndMs,
      fate,
      status,
      answer,
    );
    dropDelivery.run(Number(lastInsertRowid) - KEPT_DELIVERIES);
    if (fate === 'sent') noteSuccess.run(endpoint, nowMs, answer, nowMs);
    else noteFailure.run(endpoint, null, answer, answer, nowMs);
  }

  /** Backlog that ends where the fresh lane begins grows: an outage of a week makes one lane, not one for each try. */
  function split(through: number): void {
    if (extendBacklog.run(through).changes === 0) newBacklog.run(through);
    shortenFresh.run(through);
  }

  const apply = db.transaction((write: Write): void => {
    switch (write.op) {
      case 'settle':
        return settle(write);
      case 'failed': {
        const { endpoint, notBeforeMs, because, nowMs } = write;
        return void noteFailure.run(endpoint, notBeforeMs, because, because, nowMs);
      }
      case 'refuse':
        for (const seq of write.seqs) refuse.run(seq);
        return;
      case 'split':
        return split(write.through);
      case 'clock':
        sparedFromNow.run({ nowMs: write.nowMs });
        heardNow.run({ nowMs: write.nowMs });
        return;
      default:
        return write satisfies never;
    }
  });

  return {
    apply: (write: Write): void => apply.immediate(write),
    /** The same without waiting for the disk: whoever goes by it syncs the log first (database/log-sync.ts). */
    applyUnsynced(write: Write): void {
      db.pragma('synchronous = NORMAL');
      try {
        apply.immediate(write);
      } finally {
        db.pragma('synchronous = FULL');
      }
    },
  };
}
