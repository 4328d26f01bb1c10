import type { StationNumbers } from '../parcels/station-numbers.ts';
import type { OrderStore } from '../orders/store.ts';
import type { PickStore } from '../pick/store.ts';
import { openParcel, type ParcelStore } from '../parcels/store.ts';

/**
 * The parcel of an order that another system packed. Its message names none, so it counts as one parcel with everything
 * in it, and gets a number here: without one, nobody could scan it at the shipping bench.
 */
export function createPackedElsewhere(parts: {
  readonly orders: OrderStore;
  readonly picks: PickStore;
  readonly parcels: ParcelStore;
  readonly numbers: StationNumbers;
}) {
  const { orders, picks, parcels, numbers } = parts;
  return {
    isPossible: (): boolean => numbers.noSscc() === undefined,
    give(orderId: string, nowMs: number): void {
      const picked = picks.pickedOf(orderId);
      parcels.put({ ...openParcel(orderId, 1), state: 'closed', sscc: numbers.takeSscc(), closed_ms: nowMs });
      for (const { lineNo, quantity } of orders.lines(orderId)) {
        // Picked here, it holds what was picked; picked elsewhere too, as far as anybody said, what was ordered.
        const units = picked?.get(lineNo)?.units.reduce((sum, each) => sum + each.quantity, 0);
        parcels.setItem(orderId, 1, lineNo, units ?? quantity);
      }
      // Whatever tote it lay in is empty now.
      orders.setTote(orderId, null);
    },
  };
}
