import type { StationNumbers } from '../parcels/station-numbers.ts';
import type { OrderStore } from '../orders/store.ts';
import { openParcel, type ParcelStore } from '../parcels/store.ts';

/**
 * The parcel of an order that another system packed. Its message names none, so it counts as one parcel with everything
 * in it, and gets a number here: without one, nobody could scan it at the shipping bench.
 */
export function parcelPackedElsewhere(
  parts: { readonly orders: OrderStore; readonly parcels: ParcelStore; readonly numbers: StationNumbers },
  orderId: string,
  nowMs: number,
): void {
  const { orders, parcels, numbers } = parts;
  parcels.put({ ...openParcel(orderId, 1), state: 'closed', sscc: numbers.takeSscc(), closed_ms: nowMs });
  for (const line of orders.lines(orderId)) parcels.setItem(orderId, 1, line.lineNo, line.quantity);
}
