import type { Database } from 'better-sqlite3';
import type { ParcelState } from '../../shared/views.ts';

/** A parcel of an order, from the first unit in its box to the carrier. Weights in grams. */
export interface Parcel {
  readonly order_id: string;
  readonly number: number;
  readonly state: ParcelState;
  readonly box: string | null;
  readonly weight_g: number | null;
  readonly weight_source: 'scale' | 'typed' | 'expected' | null;
  /** 1 while the weight is out of tolerance and nobody has said why. */
  readonly weight_question: 0 | 1;
  readonly weight_reason: string | null;
  /** 18 digits. */
  readonly sscc: string | null;
  readonly carrier: string | null;
  readonly transit_days: number | null;
  readonly tracking_number: string | null;
  readonly closed_ms: number | null;
  readonly handed_over_ms: number | null;
  /** ISO date. */
  readonly estimated_delivery: string | null;
  readonly manifest_id: number | null;
}

export interface ParcelItem {
  readonly number: number;
  readonly line_no: number;
  readonly quantity: number;
}

export type ParcelStore = ReturnType<typeof parcelStore>;

/** All SQL of parcels: packing fills them, shipping sends them off. */
export function parcelStore(db: Database) {
  const ofOrder = db.prepare<[string], Parcel>(`SELECT * FROM parcels WHERE order_id = ? ORDER BY number`);
  const put = db.prepare<[Parcel]>(`
    INSERT INTO parcels (order_id, number, state, box, weight_g, weight_source, weight_question, weight_reason, sscc,
                         carrier, transit_days, tracking_number, closed_ms, handed_over_ms, estimated_delivery, manifest_id)
    VALUES (@order_id, @number, @state, @box, @weight_g, @weight_source, @weight_question, @weight_reason, @sscc,
            @carrier, @transit_days, @tracking_number, @closed_ms, @handed_over_ms, @estimated_delivery, @manifest_id)
    ON CONFLICT DO UPDATE SET state = excluded.state, box = excluded.box, weight_g = excluded.weight_g,
      weight_source = excluded.weight_source, weight_question = excluded.weight_question,
      weight_reason = excluded.weight_reason, sscc = excluded.sscc, carrier = excluded.carrier,
      transit_days = excluded.transit_days, tracking_number = excluded.tracking_number, closed_ms = excluded.closed_ms,
      handed_over_ms = excluded.handed_over_ms, estimated_delivery = excluded.estimated_delivery,
      manifest_id = excluded.manifest_id`);
  const remove = db.prepare<[string, number]>(`DELETE FROM parcels WHERE order_id = ? AND number = ?`);
  const itemsOf = db.prepare<[string], ParcelItem>(
    `SELECT number, line_no, quantity FROM parcel_items WHERE order_id = ? ORDER BY number, line_no`,
  );
  const putItem = db.prepare<[string, number, number, number]>(
    `INSERT INTO parcel_items (order_id, number, line_no, quantity) VALUES (?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET quantity = excluded.quantity`,
  );
  const removeItem = db.prepare<[string, number, number]>(
    `DELETE FROM parcel_items WHERE order_id = ? AND number = ? AND line_no = ?`,
  );
  const bySscc = db.prepare<[string], Parcel>(`SELECT * FROM parcels WHERE sscc = ?`);
  const byTracking = db.prepare<[string], Parcel>(`SELECT * FROM parcels WHERE tracking_number = ?`);
  const proven = db.prepare<[string], Parcel>(
    `SELECT * FROM parcels WHERE state = 'proven' AND carrier = ? ORDER BY order_id, number`,
  );
  const countProven = db.prepare<[string, number], { n: number }>(
    `SELECT count(*) AS n FROM (SELECT 1 FROM parcels WHERE state = 'proven' AND carrier = ? LIMIT ?)`,
  );
  const nextToShip = db.prepare<[string], Parcel>(
    `SELECT p.* FROM orders o JOIN parcels p USING (order_id) WHERE o.state = ? AND p.state = 'closed'
       AND NOT EXISTS (SELECT 1 FROM order_claims c WHERE c.order_id = o.order_id AND (c.awaits IS NOT NULL OR c.settled = 0))
     ORDER BY o.priority DESC, o.due_ms, o.since_ms, o.order_id, p.number LIMIT 1`,
  );
  const halfShipped = db.prepare<[number], { n: number }>(
    `SELECT count(*) AS n FROM (SELECT 1 FROM orders o WHERE o.state = 'shipping'
       AND EXISTS (SELECT 1 FROM parcels p WHERE p.order_id = o.order_id AND p.state = 'closed') LIMIT ?)`,
  );
  const manifest = db.prepare<[string, number, string | null]>(
    `INSERT INTO manifests (carrier, created_ms, operator_id) VALUES (?, ?, ?)`,
  );

  return {
    ofOrder: (orderId: string): Parcel[] => ofOrder.all(orderId),
    put: (parcel: Parcel): void => void put.run(parcel),
    remove: (orderId: string, number: number): void => void remove.run(orderId, number),
    itemsOf: (orderId: string): ParcelItem[] => itemsOf.all(orderId),
    /** Sets how many units of a line are in a parcel; 0 takes the line out. */
    setItem(orderId: string, number: number, lineNo: number, quantity: number): void {
      if (quantity === 0) removeItem.run(orderId, number, lineNo);
      else putItem.run(orderId, number, lineNo, quantity);
    },
    bySscc: (sscc: string) => bySscc.get(sscc),
    byTracking: (trackingNumber: string) => byTracking.get(trackingNumber),
    /** Parcels of a carrier whose label was proved and that wait to be handed over. */
    proven: (carrier: string): Parcel[] => proven.all(carrier),
    /** As many of them, counted up to `limit`. */
    countProven: (carrier: string, limit: number): number => countProven.get(carrier, limit)?.n ?? 0,
    /** The next parcel that waits for its label, first of orders already being shipped. */
    nextToShip: () => nextToShip.get('shipping') ?? nextToShip.get('packed'),
    /** Orders of which a parcel has been opened at the bench and another still waits; counted up to `limit`. */
    ordersHalfShipped: (limit: number): number => halfShipped.get(limit)?.n ?? 0,
    createManifest: (carrier: string, atMs: number, operatorId: string | null): number =>
      Number(manifest.run(carrier, atMs, operatorId).lastInsertRowid),
  };
}

/** A parcel before anything is in it. */
export function openParcel(orderId: string, number: number): Parcel {
  return {
    order_id: orderId,
    number,
    state: 'open',
    box: null,
    weight_g: null,
    weight_source: null,
    weight_question: 0,
    weight_reason: null,
    sscc: null,
    carrier: null,
    transit_days: null,
    tracking_number: null,
    closed_ms: null,
    handed_over_ms: null,
    estimated_delivery: null,
    manifest_id: null,
  };
}
