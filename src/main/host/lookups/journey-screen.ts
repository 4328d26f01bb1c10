import type { Database } from 'better-sqlite3';
import type { JourneyScreen } from '../../../shared/journey.ts';
import { journeyOf } from '../../trace/journey.ts';

const NEWEST_INPUTS = 1000;

type Input = Omit<JourneyScreen['inputs'][number], 'at' | 'ok'> & { readonly at_ms: number; readonly ok: 0 | 1 };

/** The journey of an order with what happened on the way. Only SELECTs. */
export function journeyScreens(db: Database) {
  const order = db.prepare<[string], { state: string; ship_by_ms: number | null }>(
    `SELECT state, ship_by_ms FROM orders WHERE order_id = ?`,
  );
  const inputs = db.prepare<[string, number], Input>(
    `SELECT at_ms, stage, ok, code FROM (
       SELECT id, at_ms, stage, ok, code FROM audit WHERE order_id = ? ORDER BY id DESC LIMIT ?) ORDER BY id`,
  );
  const parcels = db.prepare<[string], JourneyScreen['parcels'][number]>(
    `SELECT number, sscc, carrier, tracking_number, box, weight_g FROM parcels WHERE order_id = ? ORDER BY number`,
  );
  return {
    of(orderId: string, nowMs: number): JourneyScreen | null {
      const journey = journeyOf(db, orderId, nowMs);
      const row = order.get(orderId);
      if (journey === undefined || row === undefined) return null;
      return {
        ...journey,
        state: row.state,
        ship_by: row.ship_by_ms === null ? null : new Date(row.ship_by_ms).toISOString(),
        inputs: inputs
          .all(orderId, NEWEST_INPUTS)
          .map(({ at_ms, stage, ok, code }) => ({ at: new Date(at_ms).toISOString(), stage, ok: ok === 1, code })),
        parcels: parcels.all(orderId),
      };
    },
  };
}
