import type { Envelope } from '../exchange/envelope.ts';
import type { SpanIds } from '../trace/record.ts';
import type { Incoming } from './incoming.ts';
import { takeDoneElsewhere, type DoneElsewhereParts } from './take-done-elsewhere.ts';
import type { OrderChange } from './store.ts';
import { createOrderTaking, type Taken } from './take-order.ts';

/** Where in time and in which span a change is taken, and where its data begins for a refusal's path. */
export interface ChangeContext {
  readonly nowMs: number;
  readonly consumer: SpanIds;
  readonly path: string;
  /** Puts the new data in the place of the old: for an order that nobody works on yet. */
  readonly replace: () => Taken;
}

export type Taking = (incoming: Incoming, envelope: Envelope, nowMs: number, consumer: SpanIds) => Taken;

/** Applies a checked event to the orders, inside the caller's transaction. */
export function createTaking(
  options: DoneElsewhereParts & {
    /** What becomes of an order under way when it is updated or cancelled. */
    readonly change: (change: OrderChange, context: ChangeContext) => Taken;
  },
): Taking {
  const { orders } = options;
  const { takeOrder, release } = createOrderTaking(options);

  function takeChange(change: OrderChange, envelope: Envelope, nowMs: number, consumer: SpanIds): Taken {
    if (orders.get(change.orderId) === undefined) {
      orders.keepEarlyChange(change.orderId, nowMs, change);
      return { ok: true, waitsFor: ['order'] };
    }
    const replace = (): Taken =>
      change.kind === 'update' ? takeOrder(change.data, envelope, nowMs) : { ok: true, waitsFor: [] };
    return options.change(change, { nowMs, consumer, path: envelope.dataPath, replace });
  }

  return (incoming, envelope, nowMs, consumer) => {
    switch (incoming.kind) {
      case 'order': {
        const taken = takeOrder(incoming.data, envelope, nowMs);
        if (!taken.ok) return taken;
        const early = orders.takeEarlyChanges(incoming.orderId);
        if (early.length === 0) return taken;
        // What came before its order is applied as if it came now; one that does not fit is void, not the order's fault.
        const results = early.map((change) => takeChange(change, envelope, nowMs, consumer));
        return results.findLast(({ ok }) => ok) ?? taken;
      }
      case 'update':
      case 'cancel':
        return takeChange(incoming, envelope, nowMs, consumer);
      case 'requirement':
        orders.meet(incoming.orderId, incoming.requirement, nowMs, envelope.id, envelope.context);
        if (orders.get(incoming.orderId) === undefined) return { ok: true, waitsFor: ['order'] };
        release(incoming.orderId, nowMs);
        return { ok: true, waitsFor: [] };
      case 'done-elsewhere':
        return takeDoneElsewhere(options, incoming, envelope, nowMs);
    }
  };
}
