import type { Database } from 'better-sqlite3';
import { createHash } from 'node:crypto';
import type { EventRow } from './cloud-event.ts';

/** How a target stands. Times in ms since the epoch. */
export interface TargetRow {
  readonly target: string;
  readonly address: string;
  readonly state: 'open' | 'paused';
  readonly sent: number;
  readonly attempts: number;
  readonly refusals: number;
  readonly not_before_ms: number | null;
  readonly because: string | null;
  readonly last_success_ms: number | null;
}

/** Events that a target refused and is asked again about at a time. */
export interface RefusedGroup {
  readonly events: number;
  readonly because: string;
  readonly due_ms: number;
}

export type DeliveryStore = ReturnType<typeof deliveryStore>;

/** All SQL of what targets wait for. */
export function deliveryStore(db: Database) {
  const row = db.prepare<[string], TargetRow>(`SELECT * FROM event_targets WHERE target = ?`);
  const put = db.prepare<[TargetRow]>(`
    INSERT INTO event_targets (target, address, state, sent, attempts, refusals, not_before_ms, because, last_success_ms)
    VALUES (@target, @address, @state, @sent, @attempts, @refusals, @not_before_ms, @because, @last_success_ms)
    ON CONFLICT DO UPDATE SET address = excluded.address, state = excluded.state, sent = excluded.sent,
      attempts = excluded.attempts, refusals = excluded.refusals, not_before_ms = excluded.not_before_ms,
      because = excluded.because, last_success_ms = excluded.last_success_ms`);
  const forgive = db.prepare<[string]>(
    `UPDATE event_deliveries SET state = 'waiting', attempts = 0, not_before_ms = NULL, because = NULL WHERE target = ?`,
  );
  // Only the first event of each order: an order's events arrive in their order.
  const heads = db.prepare<[{ target: string; due: number; tried: string; limit: number }], EventRow & Attempts>(`
    SELECT e.seq, e.id, e.type, e.subject, e.time_ms, e.traceparent, e.data, e.source, e.routing_key, d.attempts
      FROM event_deliveries d JOIN events_out e ON e.seq = d.seq
     WHERE d.target = @target AND coalesce(d.not_before_ms, 0) <= @due
       AND d.seq NOT IN (SELECT value FROM json_each(@tried))
       AND NOT EXISTS (SELECT 1 FROM event_deliveries b
                        WHERE b.target = d.target AND b.subject = d.subject AND b.seq < d.seq)
     ORDER BY d.seq LIMIT @limit`);
  const taken = db.prepare<[string, number]>(`DELETE FROM event_deliveries WHERE target = ? AND seq = ?`);
  const refused = db.prepare<[number, string, string, number]>(
    `UPDATE event_deliveries SET state = 'refused', attempts = attempts + 1, not_before_ms = ?, because = ?
      WHERE target = ? AND seq = ?`,
  );
  const failed = db.prepare<[string, string, number]>(
    `UPDATE event_deliveries SET attempts = attempts + 1, because = ? WHERE target = ? AND seq = ?`,
  );
  const count = db.prepare<[string], number>(`SELECT count(*) FROM event_deliveries WHERE target = ?`).pluck();
  const oldest = db
    .prepare<[string], number | null>(
      `SELECT time_ms FROM events_out WHERE seq = (SELECT min(seq) FROM event_deliveries WHERE target = ?)`,
    )
    .pluck();
  const groups = db.prepare<[string], RefusedGroup>(`
    SELECT count(*) AS events, because, min(not_before_ms) AS due_ms FROM event_deliveries
     WHERE target = ? AND state = 'refused' GROUP BY because ORDER BY due_ms LIMIT 10`);
  const nextDue = db
    .prepare<[string], number | null>(
      `SELECT min(coalesce(not_before_ms, 0)) FROM event_deliveries WHERE target = ? AND state = 'refused'`,
    )
    .pluck();
  const newest = db.prepare<[], number | null>(`SELECT max(seq) FROM events_out`).pluck();

  return {
    /** How a target stands at an address. At another than before it starts fresh, and so does what waits for it. */
    target(name: string, address: string): TargetRow {
      const hash = createHash('sha256').update(address).digest('hex');
      const known = row.get(name);
      if (known?.address === hash) return known;
      const fresh: TargetRow = { ...NOTHING_YET, target: name, address: hash, sent: known?.sent ?? 0 };
      put.run(fresh);
      forgive.run(name);
      return fresh;
    },
    put: (changed: TargetRow): void => void put.run(changed),
    /** The next events, each the first of its order; `tried`: those that had their try. */
    heads: (target: string, due: number, tried: readonly number[], limit: number) =>
      heads.all({ target, due, tried: JSON.stringify(tried), limit }),
    taken: (target: string, seq: number): void => void taken.run(target, seq),
    refused: (target: string, seq: number, notBeforeMs: number, because: string): void =>
      void refused.run(notBeforeMs, because, target, seq),
    failed: (target: string, seq: number, because: string): void => void failed.run(because, target, seq),
    waiting: (target: string): number => count.get(target) ?? 0,
    /** When the oldest event that waits happened; undefined when none does. */
    oldestMs: (target: string): number | undefined => oldest.get(target) ?? undefined,
    refusedGroups: (target: string): RefusedGroup[] => groups.all(target),
    /** When a refused event is due again; undefined when none is refused. */
    refusedDueMs: (target: string): number | undefined => nextDue.get(target) ?? undefined,
    /** The last event told: it grows with each. */
    newest: (): number => newest.get() ?? 0,
    /** How a target stood when it was in touch last; undefined before its first try. Reads only. */
    known: (name: string): TargetRow | undefined => row.get(name),
    inTransaction: <T>(work: () => T): T => db.transaction(work).immediate(),
  };
}

interface Attempts {
  readonly attempts: number;
}

const NOTHING_YET: Omit<TargetRow, 'target' | 'address' | 'sent'> = {
  state: 'open',
  attempts: 0,
  refusals: 0,
  not_before_ms: null,
  because: null,
  last_success_ms: null,
};
