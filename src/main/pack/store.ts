import type { Database } from 'better-sqlite3';
import type { ShortReason } from '../../shared/command-barcodes.ts';
import type { OrderLine } from '../orders/order-data.ts';
import type { ParcelStore } from '../parcels/store.ts';
import type { PickStore } from '../pick/store.ts';
import type { PackLine, PackState } from './state.ts';

export type PackStore = ReturnType<typeof packStore>;

/** Loads and saves the packing of an order; parcels have their own store, shorts at the bench are here. */
export function packStore(db: Database, parcels: ParcelStore, picks: PickStore) {
  const shortsOf = db.prepare<[string], { line_no: number; quantity: number; reason: string }>(
    `SELECT line_no, quantity, reason FROM pack_shorts WHERE order_id = ?`,
  );
  const putShort = db.prepare<[string, number, number, string]>(
    `INSERT INTO pack_shorts (order_id, line_no, quantity, reason) VALUES (?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET quantity = excluded.quantity, reason = excluded.reason`,
  );
  const setShort = db.prepare<[number, string, number]>(
    `UPDATE pack_shorts SET quantity = ? WHERE order_id = ? AND line_no = ?`,
  );
  const removeShort = db.prepare<[string, number]>(`DELETE FROM pack_shorts WHERE order_id = ? AND line_no = ?`);

  return {
    shortsOf: (orderId: string) => shortsOf.all(orderId),
    load(orderId: string, items: readonly OrderLine[]): PackState {
      const picked = picks.pickedOf(orderId);
      const shorts = new Map(shortsOf.all(orderId).map((row) => [row.line_no, row.quantity]));
      const packed = new Map<number, Map<number, number>>();
      for (const { number, line_no: lineNo, quantity } of parcels.itemsOf(orderId)) {
        packed.set(lineNo, (packed.get(lineNo) ?? new Map<number, number>()).set(number, quantity));
      }
      const lines = items.map((item): PackLine => {
        const units = picked?.get(item.lineNo)?.units ?? [];
        return {
          item,
          // What another system picked is, as far as anybody said, what was ordered.
          picked: picked === undefined ? item.quantity : units.reduce((sum, { quantity }) => sum + quantity, 0),
          units,
          short: shorts.get(item.lineNo) ?? 0,
          packed: packed.get(item.lineNo) ?? new Map<number, number>(),
        };
      });
      return { orderId, lines, parcels: parcels.ofOrder(orderId) };
    },
    /** Writes what differs from `before`. Without a reason a line that is short keeps the one it has. */
    save(before: PackState, after: PackState, shortReason: ShortReason | undefined): void {
      const { orderId } = after;
      const knownParcels = new Set(before.parcels);
      for (const parcel of after.parcels) if (!knownParcels.has(parcel)) parcels.put(parcel);
      const kept = new Set(after.parcels.map(({ number }) => number));
      for (const { number } of before.parcels) if (!kept.has(number)) parcels.remove(orderId, number);
      for (const line of after.lines) {
        const was = before.lines.find(({ item }) => item.lineNo === line.item.lineNo);
        if (was === line || was === undefined) continue;
        for (const number of new Set([...was.packed.keys(), ...line.packed.keys()])) {
          const quantity = line.packed.get(number) ?? 0;
          if (quantity !== (was.packed.get(number) ?? 0)) parcels.setItem(orderId, number, line.item.lineNo, quantity);
        }
        if (line.short === was.short) continue;
        if (line.short === 0) removeShort.run(orderId, line.item.lineNo);
        else if (shortReason === undefined && was.short > 0) setShort.run(line.short, orderId, line.item.lineNo);
        else putShort.run(orderId, line.item.lineNo, line.short, shortReason ?? 'missing');
      }
    },
  };
}
