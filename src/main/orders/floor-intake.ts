import { readEnvelope } from '../exchange/envelope.ts';
import type { Unusable } from '../exchange/amqp/dead-letter.ts';
import type { TakeItem } from '../exchange/amqp/take-message.ts';
import type { InputItem } from '../exchange/read-input.ts';
import type { Intake } from './intake.ts';
import type { Stage } from './states.ts';
import { STATES_OF_STAGE, type OrderStore } from './store.ts';

/** The source of messages that name none. */
const WAY_IN = 'urn:pickspan:rabbitmq';
/** Orders that wait for payment or items are no work yet; of these a station may have so many times more. */
const HELD_PER_READY = 10;

const CHANGES: ReadonlySet<string> = new Set([
  'payment.confirmed',
  'inventory.reserved',
  'order.updated',
  'order.cancelled',
  'product.upserted',
]);
/** Refusals of what can be read and does not fit the order: kept with the refused inputs of the station that has it. */
const DOES_NOT_FIT: ReadonlySet<string> = new Set([
  'too_late',
  'stale_revision',
  'already_started',
  'already_cancelled',
  'unknown_order',
]);

/** Whether the station may take one more order of a stage: it holds fewer than `claimAhead` that nobody has started. */
export function hasRoomFor(orders: OrderStore, stage: Stage, claimAhead: number): boolean {
  const waiting = orders.countUpTo(STATES_OF_STAGE[stage].waiting, claimAhead);
  if (waiting >= claimAhead) return false;
  return stage !== 'pick' || orders.countUpTo('held', claimAhead * HELD_PER_READY) < claimAhead * HELD_PER_READY;
}

/** Orders from the queues of the floor. What is refused is put aside there, where everybody can see it. */
export function workFromFloor(intake: Pick<Intake, 'batch'>): TakeItem {
  return (item, queue, deliveries) => taken(intake, item, queue, deliveries);
}

/** Changes that every station hears of: what does not fit an order here concerns nobody else. */
export function changesFromFloor(intake: Pick<Intake, 'batch'>): TakeItem {
  return (item, queue, deliveries) => {
    const reading = item.ok ? readEnvelope(item.value, WAY_IN) : undefined;
    if (reading?.ok === true && !CHANGES.has(reading.envelope.type)) return { reason: 'unknown_type', path: '$.type' };
    const unusable = taken(intake, item, queue, deliveries);
    return unusable !== undefined && DOES_NOT_FIT.has(unusable.reason) ? undefined : unusable;
  };
}

function taken(
  intake: Pick<Intake, 'batch'>,
  item: InputItem,
  queue: string,
  deliveries: number,
): Unusable | undefined {
  const [result] = intake.batch({ form: 'single', items: [item] }, WAY_IN, { queue, deliveries });
  if (result?.result !== 'refused') return undefined;
  return { reason: result.reason ?? 'refused', path: result.path ?? '$' };
}
