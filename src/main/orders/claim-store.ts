import type { Database } from 'better-sqlite3';

export type ClaimStore = ReturnType<typeof claimStore>;

/** All SQL of claims: under which number this station works on an order, and how far others' claims were read. */
export function claimStore(db: Database) {
  const get = db.prepare<[string], number>(`SELECT claim FROM order_claims WHERE order_id = ?`).pluck();
  const put = db.prepare<[string, number, string | null]>(
    `INSERT INTO order_claims (order_id, claim, awaits, settled) VALUES (?, ?, ?, 0)
     ON CONFLICT DO UPDATE SET claim = excluded.claim, awaits = excluded.awaits, settled = 0`,
  );
  const awaits = db.prepare<[string], string | null>(`SELECT awaits FROM order_claims WHERE order_id = ?`).pluck();
  const setAwaits = db.prepare<[string | null, string]>(`UPDATE order_claims SET awaits = ? WHERE order_id = ?`);
  const settled = db.prepare<[string], 0 | 1>(`SELECT settled FROM order_claims WHERE order_id = ?`).pluck();
  const settle = db.prepare<[string]>(`UPDATE order_claims SET settled = 1 WHERE order_id = ? AND settled = 0`);
  const read = db.prepare<[], number>(`SELECT offset FROM claims_read WHERE id = 1`).pluck();
  const setRead = db.prepare<[number]>(
    `INSERT INTO claims_read (id, offset) VALUES (1, ?) ON CONFLICT DO UPDATE SET offset = excluded.offset`,
  );
  /** The stations whose answer is awaited before a parcel of the order may leave here. */
  function stillAwaits(orderId: string): readonly string[] {
    const list = awaits.get(orderId);
    return typeof list === 'string' ? (JSON.parse(list) as string[]) : [];
  }

  return {
    /** Undefined for an order that nobody has claimed here. */
    of: (orderId: string): number | undefined => get.get(orderId),
    /** @param from the stations that the order was taken over from and that have not answered yet. */
    put: (orderId: string, claim: number, from: readonly string[]): void => void put.run(orderId, claim, listed(from)),
    awaits: stillAwaits,
    /** Whether our claim has come back from the broker: until then the order's message may have gone to another too. */
    isSettled: (orderId: string): boolean => settled.get(orderId) !== 0,
    settle: (orderId: string): void => void settle.run(orderId),
    /** One of them has answered; without a name a lead has looked at all of them. */
    answered: (orderId: string, stationId?: string): void =>
      void setAwaits.run(
        listed(stationId === undefined ? [] : stillAwaits(orderId).filter((each) => each !== stationId)),
        orderId,
      ),
    /** The last claim of the stream that was read. */
    readThrough: (): number | undefined => read.get(),
    setReadThrough: (offset: number): void => void setRead.run(offset),
  };
}

const listed = (stations: readonly string[]): string | null =>
  stations.length === 0 ? null : JSON.stringify(stations);
