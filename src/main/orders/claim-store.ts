import type { Database } from 'better-sqlite3';
import { compareClaims, type Basis, type ClaimOf } from './claims.ts';

export type ClaimStore = ReturnType<typeof claimStore>;

/** The highest claim that was heard on an order. */
export interface HighestHeard extends ClaimOf {
  /** The stations whose answer it awaits. */
  readonly awaits: readonly string[];
}

/**
 * So many messages of the stream later a heard claim is forgotten. A message comes again because an acknowledgement got
 * lost with the broker or the station, so the claim on it lies close before.
 */
const REMEMBERED = 100_000;

/** All SQL of claims: under which number this station works on an order, and how far others' claims were read. */
export function claimStore(db: Database) {
  interface Row {
    readonly claim: number;
    readonly awaits: string | null;
    readonly settled: 0 | 1;
    readonly after: number;
    readonly after_station: string | null;
  }
  const get = db.prepare<[string], Row>(
    `SELECT claim, awaits, settled, after, after_station FROM order_claims WHERE order_id = ?`,
  );
  const put = db.prepare<[string, number, string | null, number, string | null]>(
    `INSERT INTO order_claims (order_id, claim, awaits, settled, after, after_station) VALUES (?, ?, ?, 0, ?, ?)
     ON CONFLICT DO UPDATE SET claim = excluded.claim, awaits = excluded.awaits, settled = 0, after = excluded.after,
       after_station = excluded.after_station`,
  );
  const setAwaits = db.prepare<[string | null, string]>(`UPDATE order_claims SET awaits = ? WHERE order_id = ?`);
  const settle = db.prepare<[string]>(`UPDATE order_claims SET settled = 1 WHERE order_id = ? AND settled = 0`);
  const heard = db.prepare<[string], { claim: number; stationId: string; awaits: string }>(
    `SELECT claim, station_id AS stationId, awaits FROM heard_claims WHERE order_id = ?`,
  );
  const remember = db.prepare<[string, number, string, string, number]>(
    `INSERT INTO heard_claims (order_id, claim, station_id, awaits, offset) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET claim = excluded.claim, station_id = excluded.station_id, awaits = excluded.awaits,
       offset = excluded.offset`,
  );
  const forget = db.prepare<[number]>(`DELETE FROM heard_claims WHERE offset < ?`);
  const read = db.prepare<[], number>(`SELECT offset FROM claims_read WHERE id = 1`).pluck();
  const setRead = db.prepare<[number]>(
    `INSERT INTO claims_read (id, offset) VALUES (1, ?) ON CONFLICT DO UPDATE SET offset = excluded.offset`,
  );
  /** The stations whose answer is awaited before a parcel of the order may leave here. */
  const stillAwaits = (orderId: string): readonly string[] => awaited(get.get(orderId));
  function awaited(row: Row | undefined): readonly string[] {
    return row === undefined || row.awaits === null ? [] : (JSON.parse(row.awaits) as string[]);
  }
  function highest(orderId: string): HighestHeard | undefined {
    const row = heard.get(orderId);
    return row === undefined ? undefined : { ...row, awaits: JSON.parse(row.awaits) as string[] };
  }

  return {
    /** Undefined for an order that nobody has claimed here. */
    of: (orderId: string): number | undefined => get.get(orderId)?.claim,
    /** The same, and the stations whose answer it awaits: as an event tells of it. */
    told(orderId: string): { readonly claim: number | undefined; readonly awaits: readonly string[] } {
      const row = get.get(orderId);
      return { claim: row?.claim, awaits: awaited(row) };
    },
    /** @param from the stations that must answer before the order may leave: it was taken over from them, or they claim it too. */
    put: (orderId: string, claim: number, basis: Basis, from: readonly string[]): void =>
      void put.run(orderId, claim, listed(from), basis.claim, basis.stationId ?? null),
    /** What the order was handed on to this station with. */
    basis(orderId: string): Basis {
      const row = get.get(orderId);
      return { claim: row?.after ?? 0, stationId: row?.after_station ?? undefined };
    },
    awaits: stillAwaits,
    /** One more that must answer first. */
    await: (orderId: string, stationId: string): void =>
      void setAwaits.run(listed([...new Set([...stillAwaits(orderId), stationId])]), orderId),
    /** Whether our claim has come back from the broker: until then the order's message may have gone to another too. */
    isSettled: (orderId: string): boolean => get.get(orderId)?.settled !== 0,
    settle: (orderId: string): void => void settle.run(orderId),
    /** One of them has answered; without a name a lead has looked at all of them. */
    answered: (orderId: string, stationId?: string): void =>
      void setAwaits.run(
        listed(stationId === undefined ? [] : stillAwaits(orderId).filter((each) => each !== stationId)),
        orderId,
      ),
    /** The highest claim that was heard on an order, whoever has it; undefined where none was heard lately. */
    heard: highest,
    /** Keeps a claim that was heard, if no higher one was. */
    remember(orderId: string, { claim, stationId, awaits }: HighestHeard, offset: number): void {
      forget.run(offset - REMEMBERED);
      const known = highest(orderId);
      const isHigher =
        known === undefined ||
        (known.claim === claim && known.stationId === stationId) ||
        compareClaims({ claim, stationId }, known) === 'theirs';
      if (isHigher) remember.run(orderId, claim, stationId, JSON.stringify(awaits), offset);
    },
    /** The last claim of the stream that was read. */
    readThrough: (): number | undefined => read.get(),
    setReadThrough: (offset: number): void => void setRead.run(offset),
  };
}

const listed = (stations: readonly string[]): string | null =>
  stations.length === 0 ? null : JSON.stringify(stations);
