import type { Refusal } from '../exchange/envelope.ts';
import type { OrderData } from './order-data.ts';
import type { OrderState } from '../../shared/order-states.ts';
import type { Requirement } from './states.ts';

/** What is known of an order when an event for it arrives. */
export interface KnownOrder {
  readonly state: OrderState;
  readonly revision: number | null;
}

export type OrderDecision =
  | { readonly kind: 'create' }
  /** Work has not started: the new data takes the place of the old. */
  | { readonly kind: 'replace' }
  | { readonly kind: 'refuse'; readonly refusal: Refusal };

/** Before work starts an order may still change in every way (INTERFACES 3). */
export function decideOrder(known: KnownOrder | undefined, data: OrderData, path: string): OrderDecision {
  if (known === undefined) return { kind: 'create' };
  if (known.state !== 'held' && known.state !== 'ready') {
    return refuse('already_started', path, `Order ${data.order_id} is ${known.state} already.`);
  }
  if (typeof data.revision === 'number' && known.revision !== null && data.revision < known.revision) {
    return refuse(
      'stale_revision',
      `${path}.revision`,
      `Revision ${known.revision} of order ${data.order_id} is here already.`,
    );
  }
  return { kind: 'replace' };
}

/** Another system says it picked or packed an order: taken while nobody here has begun that stage. */
export function decideDoneElsewhere(
  known: KnownOrder | undefined,
  reached: 'picked' | 'packed',
  has: { readonly items: boolean; readonly order: boolean },
  orderId: string,
  path: string,
): { readonly kind: 'take' } | { readonly kind: 'refuse'; readonly refusal: Refusal } {
  // A station of the floor hands the whole order on; it may also come back to one that had it before.
  const isFree = known === undefined || known.state === 'handed_over' || known.state === 'conflict';
  if (has.order && isFree) return { kind: 'take' };
  if (known === undefined) return refuse('unknown_order', path, `Order ${orderId} is not known here.`);
  if (!has.items && !has.order)
    return refuse('items_missing', path, `The items of order ${orderId} have not come yet.`);
  const before: readonly OrderState[] = reached === 'picked' ? ['held', 'ready'] : ['held', 'ready', 'picked'];
  if (before.includes(known.state)) return { kind: 'take' };
  return refuse('already_started', path, `Order ${orderId} is ${known.state} already.`);
}

/** One thing an order may wait for. An event that came early is met before it is required. */
export interface RequirementState {
  readonly requirement: Requirement;
  readonly required: boolean;
  readonly met: boolean;
}

/** What the order still waits for, in a fixed order; empty means that it may be picked. */
export function missingRequirements(requirements: readonly RequirementState[]): Requirement[] {
  const order: readonly Requirement[] = ['items', 'payment', 'inventory'];
  return order.filter((name) => requirements.some((row) => row.requirement === name && row.required && !row.met));
}

function refuse(reason: string, path: string, message: string): { kind: 'refuse'; refusal: Refusal } {
  return { kind: 'refuse', refusal: { reason, path, message } };
}
