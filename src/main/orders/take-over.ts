import { readContextParts } from '../trace/context/stored-context.ts';
import type { Tracing } from '../trace/tracing.ts';
import type { SpanIds } from '../trace/record.ts';
import type { HeardClaim } from './claims.ts';
import { missingRequirements } from './rules.ts';
import { recordHeardClaim } from './spans.ts';
import type { OrderState } from '../../shared/order-states.ts';
import type { Stage } from './states.ts';
import { toRequirementState, type OrderStore } from './store.ts';
import type { DoneElsewhereParts } from './take-done-elsewhere.ts';
import type { Claiming } from './claiming.ts';
import { putHandedOn } from './take-handed-on.ts';

export type TakenOver =
  | { readonly kind: 'taken' }
  /** known: the order is worked on here already; role: what it waits for is not done here; number: a label's number is taken. */
  | { readonly kind: 'left'; readonly why: 'known' | 'role' | 'number' };

/** Where work begins again at another station: with what is in nobody's hands. */
function whereToGoOn(state: OrderState): { readonly state: OrderState; readonly stage: Stage } {
  if (state === 'picked' || state === 'packing') return { state: 'picked', stage: 'pack' };
  if (state === 'packed' || state === 'shipping') return { state: 'packed', stage: 'ship' };
  return { state: 'ready', stage: 'pick' };
}

/**
 * Takes an order from a station that is gone, as that station told of it last. Inside the caller's transaction.
 * @param claim tells the others, under a higher number: should that station be alive after all, it stops, and answers;
 *   until then no parcel of the order leaves here without a lead's word.
 */
export function takeOver(
  parts: Pick<DoneElsewhereParts, 'goods'> & {
    readonly orders: OrderStore;
    readonly tracing: Tracing;
    readonly roles: readonly Stage[];
    readonly claim: Claiming;
    /** Forgets what was done of the order here before: a pick that another station redid. */
    readonly beginAnew: (orderId: string) => void;
    /** Whether the work of an order that was handed on from here has not left yet. */
    readonly isKept: (orderId: string) => boolean;
  },
  { claim, envelope }: Extract<HeardClaim, { kind: 'claimed' }>,
  consumer: SpanIds,
  nowMs: number,
): TakenOver {
  const { orders, goods, tracing } = parts;
  const orderId = claim.order_id;
  const known = orders.get(orderId);
  if (known !== undefined && known.state !== 'handed_over') return { kind: 'left', why: 'known' };
  // It would leave under its old number after this, and be on its way twice.
  if (known !== undefined && parts.isKept(orderId)) return { kind: 'left', why: 'known' };
  const goOn = whereToGoOn(claim.state);
  if (!parts.roles.includes(goOn.stage)) return { kind: 'left', why: 'role' };
  if (goods.refuses(claim, '$') !== undefined) return { kind: 'left', why: 'number' };
  if (known !== undefined && goOn.stage === 'pick') parts.beginAnew(orderId);
  const contextOf = (name: string) => {
    const reading = readContextParts(envelope.data[`${name}_trace_context`]);
    return reading.ok ? reading.context : undefined;
  };
  const stages = (['pick', 'pack'] as const).map((stage) => ({ stage, context: contextOf(stage) }));
  // A stage that was under way there never ended, and begins anew here.
  const ended = claim.stages.filter(({ stage, end_time }) => stage === 'checkout' || Boolean(end_time));
  putHandedOn(parts, { ...claim, stages: ended }, { checkout: contextOf('checkout'), stages }, envelope, nowMs);
  orders.setRequired(orderId, ['items', ...claim.requires]);
  const missing = missingRequirements(orders.requirements(orderId).map(toRequirementState));
  orders.setState(orderId, goOn.stage === 'pick' && missing.length > 0 ? 'held' : goOn.state);
  goods.take(goOn.stage === 'pick' ? { ...claim, picked: null, parcels: null, tote: null } : claim, nowMs);
  const from = [...(claim.awaits ?? []), claim.station_id];
  parts.claim(orderId, { claim: claim.claim, stationId: claim.station_id }, consumer, { from, isDeliberate: true });
  recordHeardClaim(tracing, orderId, nowMs, { ids: consumer, eventId: envelope.id, type: envelope.type });
  return { kind: 'taken' };
}
