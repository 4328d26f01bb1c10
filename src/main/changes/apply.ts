import type { Acting } from '../audit/step.ts';
import type { CancelEvent } from '../audit/span-events.ts';
import type { OrderEvents } from '../orders/events-out.ts';
import type { Stage } from '../orders/states.ts';
import { NO_SHIP_BY, type OrderChange, type OrderRow, type OrderStore } from '../orders/store.ts';
import type { ChangeContext } from '../orders/take.ts';
import type { Taken } from '../orders/take-order.ts';
import type { PackDesk } from '../pack/desk.ts';
import type { Labelling } from '../parcels/labelling.ts';
import type { ParcelStore } from '../parcels/store.ts';
import type { PickDesk } from '../pick/desk.ts';
import type { PickStore } from '../pick/store.ts';
import type { Tracing } from '../trace/tracing.ts';
import type { PutBackStore } from './put-back-store.ts';
import type { StopWork } from './stop-work.ts';
import { decideCancel, decideUpdate, type Reduction } from './rules.ts';

const TAKEN: Taken = { ok: true, waitsFor: [] };

/** What becomes of an order under way when the shop updates or cancels it. Inside the transaction of the event. */
export function createChanges(parts: {
  readonly orders: OrderStore;
  readonly picks: PickStore;
  readonly parcels: ParcelStore;
  readonly putBacks: PutBackStore;
  readonly pick: PickDesk;
  readonly pack: PackDesk;
  readonly labelling: Labelling;
  readonly tracing: Tracing;
  readonly events: OrderEvents;
  /** Who works on the order at this moment, if anybody does. */
  readonly operatorOn: (orderId: string) => string | null;
  readonly stopWork: StopWork;
  /** The order is not to be worked on any more; `putBack`: its units have to go back to their bins. */
  readonly cancelled: (orderId: string, putBack: boolean) => void;
}): (change: OrderChange, context: ChangeContext) => Taken {
  const { orders, picks, parcels, putBacks, pick, pack, labelling, tracing, events } = parts;

  function update(change: Extract<OrderChange, { kind: 'update' }>, known: OrderRow, context: ChangeContext): Taken {
    const { orderId, data } = change;
    const lines = orders.lines(orderId);
    const decision = decideUpdate(known, lines, data, sealedUnits(orderId), context.path);
    if (decision.kind === 'refuse') return { ok: false, refusal: decision.refusal };
    if (decision.kind === 'replace') return context.replace();
    const acting: Acting = { operatorId: parts.operatorOn(orderId), nowMs: context.nowMs };
    const shipBy = data.ship_by === undefined ? known.ship_by_ms : data.ship_by;
    const shipTo = data.ship_to ? JSON.stringify(data.ship_to) : known.ship_to;
    const carrier = data.service?.carrier ?? known.carrier;
    const level = data.service?.level ?? known.service_level;
    orders.setTerms(orderId, {
      revision: change.revision,
      priority: data.priority ?? known.priority,
      ship_by_ms: shipBy ?? null,
      due_ms: shipBy ?? NO_SHIP_BY,
      carrier,
      service_level: level,
      ship_to: shipTo,
    });
    reduce(orderId, decision.reductions, acting);
    const addressed = shipTo !== known.ship_to || carrier !== known.carrier || level !== known.service_level;
    if (addressed) relabel(orderId, acting);
    return TAKEN;
  }

  function reduce(orderId: string, reductions: readonly Reduction[], acting: Acting): void {
    if (reductions.length === 0) return;
    const wanted = new Map(reductions.map(({ lineNo, to }) => [lineNo, to]));
    const pickedHere = picks.pickedOf(orderId) !== undefined;
    const surplus = pickedHere
      ? pick.reduce(orderId, wanted, acting)
      : new Map(reductions.map(({ lineNo, from, to }) => [lineNo, from - to]));
    if (!pickedHere) for (const { lineNo, to } of reductions) orders.setQuantity(orderId, lineNo, to);
    const there = pack.takeOut(orderId, surplus);
    if (there.size > 0) putBacks.add(orderId, orders.lines(orderId), there, acting.nowMs);
  }

  /** Labels that name the old place are taken back; who had one gets a new one at once. */
  function relabel(orderId: string, acting: Acting): void {
    for (const parcel of parcels.ofOrder(orderId)) {
      if (parcel.tracking_number === null || parcel.state === 'handed_over') continue;
      const bare = labelling.withdraw(parcel);
      if (labelling.noNumber(bare, acting.nowMs) !== undefined) continue;
      const stage = orders.get(orderId)?.state === 'shipping' ? 'ship' : 'pack';
      labelling.label(bare, tracing.idsOf(orderId, stage), acting);
    }
  }

  function cancel(change: Extract<OrderChange, { kind: 'cancel' }>, known: OrderRow, context: ChangeContext): Taken {
    const { orderId } = change;
    const decision = decideCancel(
      known,
      parcels.ofOrder(orderId).some(({ state }) => state === 'handed_over'),
      orderId,
      `${context.path}.order_id`,
    );
    if (decision.kind === 'refuse') return { ok: false, refusal: decision.refusal };
    const acting: Acting = { operatorId: parts.operatorOn(orderId), nowMs: context.nowMs };
    const event: CancelEvent = {
      name: 'order.cancelled',
      atMs: context.nowMs,
      attributes: { 'cancel.reason': change.reason },
    };
    const putBack = parts.stopWork(known, acting, event);
    orders.close(orderId, 'cancelled', context.nowMs);
    const last = lastStageHere(orderId);
    events.emit(orderId, 'cancelled', last ?? context.consumer, { reason: change.reason, stage: last ?? null });
    parts.cancelled(orderId, putBack);
    return TAKEN;
  }

  function sealedUnits(orderId: string): (lineNo: number) => number {
    const closed = new Set(
      parcels
        .ofOrder(orderId)
        .filter(({ state }) => state !== 'open')
        .map(({ number }) => number),
    );
    const items = parcels.itemsOf(orderId).filter(({ number }) => closed.has(number));
    return (lineNo) => items.reduce((sum, item) => sum + (item.line_no === lineNo ? item.quantity : 0), 0);
  }

  function lastStageHere(orderId: string): Stage | undefined {
    const row = tracing.stages.ofOrder(orderId).findLast(({ origin }) => origin === 'station');
    return row === undefined || row.stage === 'checkout' ? undefined : row.stage;
  }

  return (change, context) => {
    const known = orders.get(change.orderId);
    if (known === undefined) throw new Error(`change of an unknown order ${change.orderId}`);
    return change.kind === 'update' ? update(change, known, context) : cancel(change, known, context);
  };
}
