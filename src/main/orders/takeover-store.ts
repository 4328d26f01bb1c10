import type { Database } from 'better-sqlite3';

/** A take-over that a lead asked for by a scan. Times in ms since the epoch. */
export interface TakeoverRow {
  readonly seq: number;
  readonly station_id: string;
  readonly operator_id: string | null;
  readonly asked_ms: number;
  readonly ended_ms: number | null;
  readonly taken: number | null;
  readonly stayed: number | null;
  /** Why nothing came of it yet. */
  readonly because: string | null;
}

export type TakeoverStore = ReturnType<typeof takeoverStore>;

/** All SQL of take-overs that were asked for. */
export function takeoverStore(db: Database) {
  const ask = db.prepare<[string, string | null, number]>(
    `INSERT INTO takeovers (station_id, operator_id, asked_ms) VALUES (?, ?, ?)`,
  );
  const open = db.prepare<[], TakeoverRow>(`SELECT * FROM takeovers WHERE ended_ms IS NULL ORDER BY seq LIMIT 1`);
  const last = db.prepare<[], TakeoverRow>(`SELECT * FROM takeovers WHERE seq = (SELECT max(seq) FROM takeovers)`);
  const end = db.prepare<[number, number, number, number]>(
    `UPDATE takeovers SET ended_ms = ?, taken = ?, stayed = ?, because = NULL WHERE seq = ?`,
  );
  const fail = db.prepare<[string, number]>(`UPDATE takeovers SET because = ? WHERE seq = ?`);
  return {
    ask: (stationId: string, operatorId: string | null, nowMs: number): void =>
      void ask.run(stationId, operatorId, nowMs),
    /** The oldest that nothing came of yet. */
    open: (): TakeoverRow | undefined => open.get(),
    last: (): TakeoverRow | undefined => last.get(),
    end: (seq: number, nowMs: number, taken: number, stayed: number): void => void end.run(nowMs, taken, stayed, seq),
    fail: (seq: number, because: string): void => void fail.run(because, seq),
  };
}
