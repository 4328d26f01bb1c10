import type { Database } from 'better-sqlite3';

/** All SQL of claims: under which number this station works on an order, and how far others' claims were read. */
export function claimStore(db: Database) {
  const get = db.prepare<[string], number>(`SELECT claim FROM order_claims WHERE order_id = ?`).pluck();
  const put = db.prepare<[string, number]>(
    `INSERT INTO order_claims (order_id, claim) VALUES (?, ?) ON CONFLICT DO UPDATE SET claim = excluded.claim`,
  );
  const read = db.prepare<[], number>(`SELECT offset FROM claims_read WHERE id = 1`).pluck();
  const setRead = db.prepare<[number]>(
    `INSERT INTO claims_read (id, offset) VALUES (1, ?) ON CONFLICT DO UPDATE SET offset = excluded.offset`,
  );
  return {
    /** Undefined for an order that nobody has claimed here. */
    of: (orderId: string): number | undefined => get.get(orderId),
    put: (orderId: string, claim: number): void => void put.run(orderId, claim),
    /** The last claim of the stream that was read. */
    readThrough: (): number | undefined => read.get(),
    setReadThrough: (offset: number): void => void setRead.run(offset),
  };
}
