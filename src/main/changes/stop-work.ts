import type { CancelEvent } from '../audit/span-events.ts';
import type { Acting } from '../audit/step.ts';
import type { OrderRow, OrderStore } from '../orders/store.ts';
import type { PackDesk } from '../pack/desk.ts';
import type { CarrierLabels } from '../parcels/carrier-labels.ts';
import type { ParcelStore } from '../parcels/store.ts';
import type { PickDesk } from '../pick/desk.ts';
import type { PickStore } from '../pick/store.ts';
import type { PrintJobs } from '../print/jobs.ts';
import type { ShipDesk } from '../ship/desk.ts';
import type { PutBackStore } from './put-back-store.ts';

/**
 * Stops all work on an order that is to be worked on no more: its open stage ends with an event that says why, its units
 * become a put-back, nothing of it is printed or leaves with a pile.
 * @returns whether units have to go back to their bins.
 */
export type StopWork = (known: OrderRow, acting: Acting, event: CancelEvent) => boolean;

export function createStopWork(parts: {
  readonly orders: OrderStore;
  readonly picks: PickStore;
  readonly parcels: ParcelStore;
  readonly putBacks: PutBackStore;
  readonly pick: PickDesk;
  readonly pack: PackDesk;
  readonly ship: ShipDesk;
  readonly jobs: PrintJobs;
  readonly carrierLabels: Pick<CarrierLabels, 'withdrawAll'>;
}): StopWork {
  const { orders, picks, parcels, putBacks, pick, pack, ship, jobs, carrierLabels } = parts;

  /** Units of each line that somebody took out of a bin, and that nobody has put back. */
  function unitsInHand(known: OrderRow): Map<number, number> {
    const orderId = known.order_id;
    const picked = picks.pickedOf(orderId);
    const here = new Map(
      [...(picked ?? [])].map(([lineNo, { units }]) => [
        lineNo,
        units.reduce((sum, { quantity }) => sum + quantity, 0),
      ]),
    );
    const elsewhere = picked === undefined && known.state !== 'held' && known.state !== 'ready';
    const all = elsewhere ? new Map(orders.lines(orderId).map(({ lineNo, quantity }) => [lineNo, quantity])) : here;
    for (const { item, short } of pack.load(orderId).lines) all.set(item.lineNo, (all.get(item.lineNo) ?? 0) - short);
    return new Map([...all].filter(([, units]) => units > 0));
  }

  return (known, acting, event) => {
    const orderId = known.order_id;
    if (known.state === 'picking') pick.cancel(orderId, acting, event);
    if (known.state === 'packing') pack.cancel(orderId, acting, event);
    if (known.state === 'shipping') ship.cancel(orderId, acting, event);
    const units = unitsInHand(known);
    // A proved parcel must not leave with its carrier's pile.
    for (const parcel of parcels.ofOrder(orderId))
      if (parcel.state === 'proven') parcels.put({ ...parcel, state: 'closed' });
    jobs.cancelAll(orderId);
    carrierLabels.withdrawAll(orderId);
    orders.setPutDown(orderId, null, null);
    if (units.size > 0) putBacks.add(orderId, orders.lines(orderId), units, acting.nowMs);
    else orders.setTote(orderId, null);
    return units.size > 0;
  };
}
