import { refusal, type Step } from '../audit/step.ts';
import type { Command } from '../../shared/command-barcodes.ts';
import type { Parts } from './parts.ts';

/**
 * The code of a packing slip: where its order is, and which journey a window shows. It opens no job and closes none. An
 * order of that number with another checkout is another order.
 */
export function tellJourney(parts: Parts, { orderId, traceId }: Extract<Command, { name: 'order' }>): Step {
  const order = parts.orders.get(orderId);
  const checkout = parts.stages.ofOrder(orderId).find(({ stage }) => stage === 'checkout');
  const isOther = traceId !== null && checkout?.trace_id !== traceId;
  if (order === undefined || isOther)
    return refusal('scan.unknown', { scanned: orderId, expected: { say: 'term.order' } });
  const parcels = parts.parcels.ofOrder(orderId).length;
  return { ok: true, code: 'order.journey', words: { order: orderId, state: order.state, parcels }, orderId };
}
