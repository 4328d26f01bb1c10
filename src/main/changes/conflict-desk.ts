import type { Step } from '../audit/step.ts';
import type { OrderStore } from '../orders/store.ts';

export type ConflictDesk = ReturnType<typeof createConflictDesk>;

/** An order that another station took over while it was worked on here: a lead sees it, and leaves it to the other. */
export function createConflictDesk(parts: {
  readonly orders: OrderStore;
  readonly jobEnded: (orderId: string) => void;
}) {
  return {
    open: (orderId: string): Step => ({
      ok: true,
      code: 'conflict.opened',
      words: { order: orderId },
      sound: 'attention',
      orderId,
      stage: 'short',
    }),

    /** Its units are back in their bins by then: the order opens its put-back first. */
    release: (orderId: string, nowMs: number): Step => ({
      ok: true,
      code: 'conflict.released',
      words: { order: orderId },
      orderId,
      stage: 'short',
      apply() {
        parts.orders.setTote(orderId, null);
        parts.orders.close(orderId, 'handed_over', nowMs);
        parts.jobEnded(orderId);
      },
    }),
  };
}
