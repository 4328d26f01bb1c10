import type { Envelope } from '../exchange/envelope.ts';
import type { HandedOn } from './handed-on.ts';
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

/** How a station came to an order that it claims. */
export interface ClaimedHow {
  /** The stations that it was taken over from and that have not answered. */
  readonly from: readonly string[];
  /** No other station can have been given it. */
  readonly isOurs: boolean;
}

export type Taking = (
  incoming: Incoming,
  envelope: Envelope,
  nowMs: number,
  consumer: SpanIds,
  /** How often others were given the same message before; undefined for one that no other can be given. */
  deliveries: number | undefined,
) => Taken;

/** Applies a checked event to the orders, inside the caller's transaction. */
export function createTaking(
  options: DoneElsewhereParts & {
    /** What becomes of an order under way when it is updated or cancelled. */
    readonly change: (change: OrderChange, context: ChangeContext) => Taken;
    /** Changes that another station has applied to an order before it handed it on: they are known here from now on. */
    readonly applied: (changes: HandedOn['applied_changes'], orderId: string, nowMs: number) => void;
    /** The order is this station's to work on; `after`: the claim that it had before. */
    readonly claim: (orderId: string, after: number, consumer: SpanIds, how: ClaimedHow) => void;
  },
): Taking {
  const { orders } = options;
  const { takeOrder, release } = createOrderTaking(options);

  function takeChange(change: OrderChange, envelope: Envelope, nowMs: number, consumer: SpanIds): Taken {
    const order = orders.get(change.orderId);
    // Whoever has the order now hears of it too; here it is kept in case the order comes back.
    if (order === undefined || order.state === 'handed_over') {
      orders.keepEarlyChange(change.orderId, nowMs, change, envelope);
      return { ok: true, waitsFor: ['order'] };
    }
    const replace = (): Taken =>
      change.kind === 'update' ? takeOrder(change.data, envelope, nowMs) : { ok: true, waitsFor: [] };
    return options.change(change, { nowMs, consumer, path: envelope.dataPath, replace });
  }

  function takeDone(
    incoming: Extract<Incoming, { kind: 'done-elsewhere' }>,
    envelope: Envelope,
    nowMs: number,
    consumer: SpanIds,
    deliveries: number | undefined,
  ): Taken {
    const taken = takeDoneElsewhere(options, incoming, envelope, nowMs);
    if (!taken.ok || incoming.handedOn === undefined) return taken;
    options.applied(incoming.handedOn.applied_changes, incoming.orderId, nowMs);
    const { claim, awaits } = incoming.handedOn;
    const how = { from: awaits ?? [], isOurs: deliveries === undefined };
    options.claim(incoming.orderId, (claim ?? 0) + (deliveries ?? 0), consumer, how);
    return withEarlyChanges(taken, incoming, envelope, nowMs, consumer);
  }

  /** What came before its order is applied as if it came now; one that does not fit is void, not the order's fault. */
  function withEarlyChanges(taken: Taken, incoming: Incoming, envelope: Envelope, nowMs: number, consumer: SpanIds) {
    const done = incoming.kind === 'done-elsewhere' ? (incoming.handedOn?.applied_changes ?? []) : [];
    const early = orders
      .takeEarlyChanges(incoming.orderId)
      .filter(({ source, eventId }) => !done.some((each) => each.source === source && each.id === eventId));
    const results = early.map(({ change }) => takeChange(change, envelope, nowMs, consumer));
    return results.findLast(({ ok }) => ok) ?? taken;
  }

  return (incoming, envelope, nowMs, consumer, deliveries) => {
    switch (incoming.kind) {
      case 'order': {
        const taken = takeOrder(incoming.data, envelope, nowMs);
        if (!taken.ok) return taken;
        options.claim(incoming.orderId, deliveries ?? 0, consumer, { from: [], isOurs: deliveries === undefined });
        return withEarlyChanges(taken, incoming, envelope, nowMs, consumer);
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
        return takeDone(incoming, envelope, nowMs, consumer, deliveries);
    }
  };
}
