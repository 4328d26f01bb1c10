import type { Database } from 'better-sqlite3';

/**
 * wanted: asked for until it is there or refused; void: the parcel needs it no more, and what was bought is given back;
 * ended: nothing of it is left at the carrier.
 */
type LabelState = 'wanted' | 'there' | 'refused' | 'void' | 'ended';

/** What kind of label is wanted: nothing of it is anybody's own. */
export interface LabelWish {
  readonly service: string | null;
  readonly language: 'zpl' | 'pdf';
  /** Of the printer that it is for. */
  readonly dpi: 203 | 300;
}

export interface WantedLabel {
  readonly reference: string;
  readonly order_id: string;
  readonly parcel: number;
  readonly carrier: string;
  readonly state: LabelState;
  /** JSON. */
  readonly wish: string;
  /** The number on the label that the parcel bears meanwhile. */
  readonly provisional: string;
  readonly created_ms: number;
  readonly bought_ms: number | null;
  readonly attempts: number;
  readonly not_before_ms: number;
  readonly reason: string | null;
}

export type LabelStore = ReturnType<typeof labelStore>;

/** All SQL of the labels that carriers make. */
export function labelStore(db: Database) {
  const ofParcel = `order_id = ? AND parcel = ?`;
  const insert = db.prepare<[string, string, number, string, string, string, number]>(
    `INSERT INTO carrier_labels (reference, order_id, parcel, carrier, state, wish, provisional, created_ms)
     VALUES (?, ?, ?, ?, 'wanted', ?, ?, ?)`,
  );
  const count = db.prepare<[string, number], { n: number }>(
    `SELECT count(*) AS n FROM carrier_labels WHERE ${ofParcel}`,
  );
  const get = db.prepare<[string], WantedLabel>(`SELECT * FROM carrier_labels WHERE reference = ?`);
  const open = `carrier = ? AND state IN ('wanted', 'void')`;
  const next = db.prepare<[string, number], WantedLabel>(
    `SELECT * FROM carrier_labels WHERE ${open} AND not_before_ms <= ? ORDER BY created_ms LIMIT 1`,
  );
  const nextTime = db.prepare<[string], { ms: number | null }>(
    `SELECT min(not_before_ms) AS ms FROM carrier_labels WHERE ${open}`,
  );
  const buying = db.prepare<[number, string]>(
    `UPDATE carrier_labels SET bought_ms = ? WHERE reference = ? AND state = 'wanted'`,
  );
  const later = db.prepare<[number, string, number | null, string]>(
    `UPDATE carrier_labels SET attempts = attempts + 1, not_before_ms = ?, reason = ?, bought_ms = ? WHERE reference = ?`,
  );
  const end = db.prepare<[LabelState, string | null, string]>(
    `UPDATE carrier_labels SET state = ?, reason = ?, not_before_ms = 0 WHERE reference = ?`,
  );
  const giveBack = `UPDATE carrier_labels SET state = 'void', not_before_ms = 0 WHERE state IN ('wanted', 'there')`;
  const voidOf = db.prepare<[string, number]>(`${giveBack} AND ${ofParcel}`);
  const voidAll = db.prepare<[string]>(`${giveBack} AND order_id = ?`);
  const there = db.prepare<[string, number], { state: LabelState }>(
    `SELECT state FROM carrier_labels WHERE ${ofParcel} AND state = 'there' LIMIT 1`,
  );
  const waiting = db.prepare<[string], { n: number }>(
    `SELECT count(*) AS n FROM carrier_labels WHERE ${open} AND state = 'wanted'`,
  );
  const because = db.prepare<[string], { reason: string | null }>(
    `SELECT reason FROM carrier_labels WHERE ${open} AND attempts > 0 ORDER BY created_ms LIMIT 1`,
  );
  const refused = db.prepare<[string, number], { order_id: string; parcel: number; because: string }>(
    `SELECT l.order_id, l.parcel, coalesce(l.reason, '') AS because FROM carrier_labels l
     JOIN parcels p ON p.order_id = l.order_id AND p.number = l.parcel
     WHERE l.carrier = ? AND l.state = 'refused' AND p.tracking_number = l.provisional AND p.state <> 'handed_over'
     ORDER BY l.created_ms DESC LIMIT ?`,
  );

  return {
    /** How many labels were ever wanted for a parcel. */
    count: (orderId: string, parcel: number): number => count.get(orderId, parcel)?.n ?? 0,
    want: (
      label: Pick<WantedLabel, 'reference' | 'order_id' | 'parcel' | 'carrier' | 'provisional' | 'created_ms'>,
      wish: LabelWish,
    ): void =>
      void insert.run(
        label.reference,
        label.order_id,
        label.parcel,
        label.carrier,
        JSON.stringify(wish),
        label.provisional,
        label.created_ms,
      ),
    get: (reference: string) => get.get(reference),
    /** The oldest that may be asked about now. */
    next: (carrier: string, nowMs: number) => next.get(carrier, nowMs),
    /** When the next may be asked about; null where none is open. */
    nextTime: (carrier: string): number | null => nextTime.get(carrier)?.ms ?? null,
    /** Before a purchase is begun. @returns false where it is wanted no more. */
    buying: (reference: string, atMs: number): boolean => buying.run(atMs, reference).changes === 1,
    /** @param boughtMs when a purchase was begun of which nobody knows; null where none can be under way. */
    later: (reference: string, notBeforeMs: number, reason: string, boughtMs: number | null): void =>
      void later.run(notBeforeMs, reason, boughtMs, reference),
    end: (reference: string, state: LabelState, reason: string | null): void => void end.run(state, reason, reference),
    /** The parcel gets another label, or none. */
    voidOf: (orderId: string, parcel: number): void => void voidOf.run(orderId, parcel),
    voidAll: (orderId: string): void => void voidAll.run(orderId),
    /** Whether the parcel bears the carrier's own label. */
    isThere: (orderId: string, parcel: number): boolean => there.get(orderId, parcel) !== undefined,
    waiting: (carrier: string): number => waiting.get(carrier)?.n ?? 0,
    because: (carrier: string): string | null => because.get(carrier)?.reason ?? null,
    refused: (carrier: string, limit: number) => refused.all(carrier, limit),
  };
}
