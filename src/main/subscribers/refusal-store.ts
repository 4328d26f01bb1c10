import type { Database } from 'better-sqlite3';
import type { RefusedGroup } from '../exchange/targets/delivery-store.ts';

/** All SQL of the events that a subscriber's target did not want. */
export function refusalStore(db: Database) {
  const due = db.prepare<[string, number, string], { readonly seq: number; readonly attempts: number }>(
    `SELECT seq, attempts FROM subscriber_refusals
      WHERE subscriber = ? AND not_before_ms <= ? AND seq NOT IN (SELECT value FROM json_each(?)) ORDER BY seq LIMIT 1`,
  );
  const put = db.prepare<[string, number, number, string]>(`
    INSERT INTO subscriber_refusals (subscriber, seq, attempts, not_before_ms, because) VALUES (?, ?, 1, ?, ?)
    ON CONFLICT DO UPDATE SET attempts = attempts + 1, not_before_ms = excluded.not_before_ms, because = excluded.because`);
  const settled = db.prepare<[string, number]>(`DELETE FROM subscriber_refusals WHERE subscriber = ? AND seq = ?`);
  const forgive = db.prepare<[string]>(
    `UPDATE subscriber_refusals SET attempts = 0, not_before_ms = 0 WHERE subscriber = ?`,
  );
  const count = db.prepare<[string], number>(`SELECT count(*) FROM subscriber_refusals WHERE subscriber = ?`).pluck();
  const first = db
    .prepare<[string], number | null>(`SELECT min(seq) FROM subscriber_refusals WHERE subscriber = ?`)
    .pluck();
  const groups = db.prepare<[string], RefusedGroup>(
    `SELECT count(*) AS events, because, min(not_before_ms) AS due_ms FROM subscriber_refusals
      WHERE subscriber = ? GROUP BY because ORDER BY due_ms LIMIT 10`,
  );
  const nextDue = db
    .prepare<[string], number | null>(`SELECT min(not_before_ms) FROM subscriber_refusals WHERE subscriber = ?`)
    .pluck();
  return {
    /** The first that may be offered again by `dueMs`, but for those in `tried`. */
    due: (subscriber: string, dueMs: number, tried: readonly number[]) =>
      due.get(subscriber, dueMs, JSON.stringify(tried)),
    put: (subscriber: string, seq: number, notBeforeMs: number, because: string): void =>
      void put.run(subscriber, seq, notBeforeMs, because),
    settled: (subscriber: string, seq: number): void => void settled.run(subscriber, seq),
    /** All may be offered again at once. */
    forgive: (subscriber: string): void => void forgive.run(subscriber),
    count: (subscriber: string): number => count.get(subscriber) ?? 0,
    /** The oldest of them, as its log numbers it. */
    first: (subscriber: string): number | undefined => first.get(subscriber) ?? undefined,
    groups: (subscriber: string): RefusedGroup[] => groups.all(subscriber),
    dueMs: (subscriber: string): number | undefined => nextDue.get(subscriber) ?? undefined,
  };
}
