import type { Database } from 'better-sqlite3';

/** Work that was stopped here because the order is another station's. Times in ms since the epoch. */
export interface ConflictRow {
  readonly order_id: string;
  readonly since_ms: number;
  /** The other station, and its claim. */
  readonly station_id: string;
  readonly claim: number;
  /** claimed: it took the order over; gone: the order had left there before. */
  readonly kind: 'claimed' | 'gone';
  /** A lead's words, and who goes on by their decision. */
  readonly reason: string | null;
  readonly decision: 'theirs' | 'ours' | null;
  readonly operator_id: string | null;
  readonly decided_ms: number | null;
}

export interface ForLead {
  readonly order_id: string;
  readonly question: 'short' | 'conflict' | 'unanswered';
}

export type ConflictStore = ReturnType<typeof conflictStore>;

/** All SQL of conflicts, and of orders that a lead has to look at. */
export function conflictStore(db: Database) {
  const get = db.prepare<[string], ConflictRow>(`SELECT * FROM conflicts WHERE order_id = ?`);
  const put = db.prepare<[Pick<ConflictRow, 'order_id' | 'since_ms' | 'station_id' | 'claim' | 'kind'>]>(`
    INSERT INTO conflicts (order_id, since_ms, station_id, claim, kind) VALUES (@order_id, @since_ms, @station_id, @claim, @kind)
    ON CONFLICT DO UPDATE SET since_ms = excluded.since_ms, station_id = excluded.station_id, claim = excluded.claim,
      kind = excluded.kind, reason = NULL, decision = NULL, operator_id = NULL, decided_ms = NULL`);
  const say = db.prepare<[string, string]>(`UPDATE conflicts SET reason = ? WHERE order_id = ?`);
  const decide = db.prepare<['theirs' | 'ours', string | null, number, string]>(
    `UPDATE conflicts SET decision = ?, operator_id = ?, decided_ms = ? WHERE order_id = ?`,
  );
  const forgetPick = db.prepare<[string]>(`DELETE FROM picks WHERE order_id = ?`);
  const forgetShorts = db.prepare<[string]>(`DELETE FROM pack_shorts WHERE order_id = ?`);
  const forgetParcels = db.prepare<[string]>(`DELETE FROM parcels WHERE order_id = ?`);
  const forgetStages = db.prepare<[string]>(`DELETE FROM stages WHERE order_id = ? AND stage <> 'checkout'`);
  const forLead = db.prepare<[], ForLead>(`
    SELECT order_id, state AS question FROM orders WHERE state IN ('short', 'conflict')
    UNION ALL
    SELECT c.order_id, 'unanswered' FROM order_claims c JOIN orders o USING (order_id)
     WHERE c.awaits IS NOT NULL AND o.state IN ('packed', 'shipping')
    LIMIT 20`);
  return {
    /** Orders that go on only when a lead has looked. */
    forLead: (): ForLead[] => forLead.all(),
    get: (orderId: string): ConflictRow | undefined => get.get(orderId),
    open: (conflict: Parameters<typeof put.run>[0]): void => void put.run(conflict),
    say: (orderId: string, reason: string): void => void say.run(reason, orderId),
    decide: (orderId: string, decision: 'theirs' | 'ours', operatorId: string | null, nowMs: number): void =>
      void decide.run(decision, operatorId, nowMs, orderId),
    /** What was done of an order is undone: its units are back in their bins. Numbers it used stay used. */
    beginAnew(orderId: string): void {
      forgetPick.run(orderId);
      forgetShorts.run(orderId);
      forgetParcels.run(orderId);
      forgetStages.run(orderId);
    },
  };
}
