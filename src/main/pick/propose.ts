import type { ProposedBatch } from '../orders/take.ts';
import type { Taken } from '../orders/take-order.ts';
import type { BatchStore } from './batch-store.ts';

/** Orders that somebody would have picked in one walk; a walk that was begun is not proposed anew. */
export function proposeWalk(
  batches: BatchStore,
  { batchId, orderIds }: ProposedBatch,
  dataPath: string,
  nowMs: number,
): Taken {
  const known = batches.get(batchId)?.state;
  if (known === undefined || known === 'proposed') {
    batches.propose(batchId, orderIds, nowMs);
    return { ok: true, waitsFor: [] };
  }
  const message = `Batch ${batchId} is ${known} already.`;
  return { ok: false, refusal: { reason: 'already_started', path: `${dataPath}.batch_id`, message } };
}
