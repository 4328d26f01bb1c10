import { refusal, type Acting, type Step } from '../audit/step.ts';
import { missingRequirements } from '../orders/rules.ts';
import type { Stage } from '../orders/states.ts';
import { STATES_OF_STAGE, toRequirementState, type OrderRow } from '../orders/store.ts';
import type { Parcel } from '../parcels/store.ts';
import type { Batch, BatchSlot } from '../pick/batch-store.ts';
import type { Parts } from './parts.ts';
import type { Job } from './session-store.ts';

/* Which job a scan or a command opens. */

/** Opens the order for whatever it waits for. */
export function openOrder(parts: Parts, order: OrderRow, acting: Acting): Step {
  const words = { order: order.order_id, state: order.state };
  // What has to go back lies in somebody's way, whatever else the order waits for.
  if (parts.putBack.isOpen(order.order_id)) return openPutBack(parts, order.order_id);
  switch (order.state) {
    case 'held': {
      const missing = missingRequirements(parts.orders.requirements(order.order_id).map(toRequirementState));
      return refusal('order.held', { ...words, reason: missing.join(', ') });
    }
    case 'ready':
    case 'picking':
      return openStage(parts, 'pick', order.order_id, acting);
    case 'picked':
    case 'packing':
      return openStage(parts, 'pack', order.order_id, acting);
    case 'packed':
    case 'shipping':
      return openNextParcelOf(parts, order, acting);
    case 'short':
    case 'conflict':
      return openQuestion(parts, order.order_id);
    case 'handed_over':
      return refusal('order.elsewhere', words);
    case 'dispatched':
    case 'cancelled':
    case 'put_back':
      return refusal('order.closed', words);
  }
}

/** Which question a lead is asked about an order: it is short, or it is or was at another station too. */
export function questionAbout({ orders, conflict }: Parts, orderId: string): 'short' | 'conflict' | 'unanswered' {
  const state = orders.get(orderId)?.state;
  if (state === 'conflict') return 'conflict';
  return state !== 'short' && conflict.isUnanswered(orderId) ? 'unanswered' : 'short';
}

export function askAbout(parts: Parts, orderId: string): Step {
  switch (questionAbout(parts, orderId)) {
    case 'conflict':
      return parts.conflict.open(orderId);
    case 'unanswered':
      return parts.conflict.openUnanswered(orderId);
    case 'short':
      return parts.short.open(orderId);
  }
}

const openQuestion = (parts: Parts, orderId: string): Step =>
  opening(parts, askAbout(parts, orderId), { orderId, stage: 'short', parcel: null });

function openPutBack(parts: Parts, orderId: string): Step {
  const step: Step = {
    ok: true,
    code: 'putback.opened',
    words: { order: orderId },
    sound: 'attention',
    orderId,
    stage: 'put_back',
  };
  return opening(parts, step, { orderId, stage: 'put_back', parcel: null });
}

export function openParcel(parts: Parts, parcel: Parcel, acting: Acting): Step {
  const order = parts.orders.get(parcel.order_id);
  if (order === undefined) throw new Error(`parcel of an unknown order ${parcel.order_id}`);
  if (order.state !== 'packed' && order.state !== 'shipping') {
    return order.state === 'packing'
      ? refusal('pack.incomplete', { items: order.order_id }, { orderId: order.order_id })
      : openOrder(parts, order, acting);
  }
  if (parcel.state === 'handed_over') {
    return refusal('order.closed', { order: order.order_id, state: 'handed_over' }, { orderId: order.order_id });
  }
  const missing = withoutRole(parts, 'ship');
  if (missing !== undefined) return missing;
  if (parts.conflict.isUnanswered(order.order_id)) return openQuestion(parts, order.order_id);
  if (!parts.conflict.isSettled(order.order_id))
    return refusal('ship.unsettled', { order: order.order_id }, { orderId: order.order_id });
  return opening(parts, parts.ship.open(parcel, acting), {
    orderId: parcel.order_id,
    stage: 'ship',
    parcel: parcel.number,
  });
}

/** The next job of a kind: one's own that was put down, then by priority, ship-by and age. */
export function openNext(parts: Parts, stage: Stage, acting: Acting): Step {
  const missing = withoutRole(parts, stage);
  if (missing !== undefined) return missing;
  const { orders, parcels } = parts;
  const own = acting.operatorId === null ? undefined : orders.putDownBy(acting.operatorId, STATES_OF_STAGE[stage].open);
  if (stage === 'ship') {
    if (own !== undefined) return openNextParcelOf(parts, own, acting);
    const parcel = parcels.nextToShip();
    return parcel === undefined ? refusal('ship.none') : openParcel(parts, parcel, acting);
  }
  const next = own ?? orders.nextOf(STATES_OF_STAGE[stage].waiting);
  return next === undefined
    ? refusal(stage === 'pick' ? 'pick.none' : 'pack.none')
    : openStage(parts, stage, next.order_id, acting);
}

function openNextParcelOf(parts: Parts, order: OrderRow, acting: Acting): Step {
  const waiting = parts.parcels.ofOrder(order.order_id).filter(({ state }) => state !== 'handed_over');
  const parcel = waiting.find(({ state }) => state === 'closed') ?? waiting[0];
  return parcel === undefined
    ? refusal('order.closed', { order: order.order_id, state: order.state })
    : openParcel(parts, parcel, acting);
}

function openStage(parts: Parts, stage: 'pick' | 'pack', orderId: string, acting: Acting): Step {
  const missing = withoutRole(parts, stage);
  if (missing !== undefined) return missing;
  const step = parts[stage].open(orderId, acting);
  // On a walk with several orders it goes on with the one at hand.
  return opening(parts, step, { orderId: step.orderId ?? orderId, stage, parcel: null });
}

/** PS:PICK:<n>: the own put-down job first; else as many of the next orders as there are, in one walk. */
export function openNextFew(parts: Parts, count: number, acting: Acting): Step {
  const { orders, settings } = parts;
  const most = settings.pick.maxOrders;
  if (count > most) return refusal('pick.batch.size', { count, most });
  const own = acting.operatorId === null ? undefined : orders.putDownBy(acting.operatorId, STATES_OF_STAGE.pick.open);
  const next = own === undefined ? orders.nextFew(STATES_OF_STAGE.pick.waiting, count) : [];
  return next.length > 1 ? openWalk(parts, next, undefined, acting) : openNext(parts, 'pick', acting);
}

/** A batch by its id: under way it goes on; proposed, those of its orders are picked that can be, and the rest is said. */
export function openBatch(parts: Parts, batch: Batch, acting: Acting): Step {
  const words = { batch: batch.id };
  const first = batch.slots.find(({ closed }) => !closed);
  if (batch.state === 'ended' || first === undefined) return refusal('pick.batch.closed', words);
  if (batch.state === 'open') return openStage(parts, 'pick', first.orderId, acting);
  const isReady = ({ orderId }: BatchSlot): boolean =>
    parts.orders.get(orderId)?.state === STATES_OF_STAGE.pick.waiting && !parts.putBack.isOpen(orderId);
  const ready = batch.slots.filter(isReady).slice(0, parts.settings.pick.maxOrders);
  const out = batch.slots.filter((slot) => !ready.includes(slot)).map(({ orderId }) => orderId);
  const named = { ...words, left: listed(out) };
  if (ready.length === 0) return refusal('pick.batch.none', named);
  const step = openWalk(
    parts,
    ready.map(({ orderId }) => orderId),
    batch.id,
    acting,
  );
  if (!step.ok || out.length === 0) return step;
  return { ...step, sound: 'attention', words: { ...step.words, ...named, message: 'pick.opened.walk.left' } };
}

function openWalk(parts: Parts, orderIds: readonly string[], batchId: string | undefined, acting: Acting): Step {
  const missing = withoutRole(parts, 'pick');
  if (missing !== undefined) return missing;
  const step = parts.pick.openBatch(orderIds, batchId, acting);
  return opening(parts, step, { orderId: step.orderId ?? '', stage: 'pick', parcel: null });
}

/** The first of them by name, and how many more. */
const listed = (ids: readonly string[]): string =>
  ids.slice(0, 5).join(', ') + (ids.length > 5 ? ` +${ids.length - 5}` : '');

/** Lets the session know of the job in the same step. */
function opening(parts: Parts, step: Step, job: Job): Step {
  if (!step.ok) return step;
  return {
    ...step,
    apply(auditId) {
      step.apply?.(auditId);
      parts.session.openJob(job);
    },
  };
}

export function withoutRole(parts: Parts, role: Stage): Step | undefined {
  return parts.settings.station.roles.includes(role) ? undefined : refusal('role.missing', { role });
}
