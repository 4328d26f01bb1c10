import type { Envelope } from '../exchange/envelope.ts';
import { stationOfSource } from '../exchange/station-source.ts';
import type { HandedOn } from './handed-on.ts';
import type { ProductStore } from '../products/product-store.ts';
import type { SpanIds } from '../trace/record.ts';
import { fillItems, goodsOfLine, type FilledItems, type Goods } from './fill-items.ts';
import type { Basis } from './claims.ts';
import type { Claiming, TakenAlready } from './claiming.ts';
import type { Incoming } from './incoming.ts';
import { withLineIds } from './line-ids.ts';
import type { Item, OrderData } from './order-data.ts';
import { takeDoneElsewhere, type DoneElsewhereParts } from './take-done-elsewhere.ts';
import type { OrderChange } from './store.ts';
import { createOrderTaking, type Taken } from './take-order.ts';
import { createProductTaking } from './take-product.ts';

/** Where in time and in which span a change is taken, and where its data begins for a refusal's path. */
export interface ChangeContext {
  readonly nowMs: number;
  readonly consumer: SpanIds;
  readonly path: string;
  /** Puts the new data in the place of the old: for an order that nobody works on yet. */
  readonly replace: () => Taken;
}

const FROM_SHOP: Basis = { claim: 0, stationId: undefined };
const TAKEN_ALREADY: Taken = { ok: true, waitsFor: [], isDuplicate: true };

export type ProposedBatch = Extract<Incoming, { kind: 'batch' }>;
type OfOrder = Extract<Incoming, { kind: 'order' | 'done-elsewhere' }>;

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
    readonly products: ProductStore;
    /** What becomes of an order under way when it is updated or cancelled. */
    readonly change: (change: OrderChange, context: ChangeContext) => Taken;
    /** Changes that another station has applied to an order before it handed it on: they are known here from now on. */
    readonly applied: (changes: HandedOn['applied_changes'], orderId: string, nowMs: number) => void;
    readonly claim: Claiming;
    readonly takenAlready: TakenAlready;
    /** An order that was let go of here comes again: what was done of it here counts no more. */
    readonly comesBack: (orderId: string, nowMs: number) => void;
    /** Orders that somebody would have picked in one walk. */
    readonly propose: (batch: ProposedBatch, envelope: Envelope, nowMs: number) => Taken;
  },
): Taking {
  const { orders, products } = options;
  const { takeOrder, release } = createOrderTaking(options);
  const takeProduct = createProductTaking({
    ...options,
    release,
    claim: (orderId, consumer) => options.claim(orderId, FROM_SHOP, consumer, { from: [] }),
  });

  /** What the items leave out: of an order under way from its lines as they were taken, else from the products. */
  function filled({ order_id: orderId, items }: OrderData, path: string): FilledItems {
    const state = orders.get(orderId)?.state ?? 'held';
    const lines = state === 'held' || state === 'ready' ? [] : orders.lines(orderId);
    const goodsOf = (item: Item): Goods | undefined => {
      const line = lines.find(({ lineId }) => lineId === item.line_id);
      return line === undefined ? products.find(item) : goodsOfLine(line);
    };
    return fillItems(withLineIds(items ?? [], lines), goodsOf, path);
  }

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
    const carried: Basis = { claim: incoming.handedOn?.claim ?? 0, stationId: stationOfSource(envelope.source) };
    const isOfFloor = incoming.handedOn !== undefined && deliveries !== undefined;
    if (isOfFloor && options.takenAlready.handedOn(incoming.orderId, carried, nowMs)) return TAKEN_ALREADY;
    const taken = takeDoneElsewhere(options, incoming, envelope, nowMs, () => {
      if (isOfFloor) options.comesBack(incoming.orderId, nowMs);
    });
    if (!taken.ok || incoming.handedOn === undefined) return taken;
    options.applied(incoming.handedOn.applied_changes, incoming.orderId, nowMs);
    const how = { from: incoming.handedOn.awaits ?? [], isOurs: deliveries === undefined, deliveries };
    options.claim(incoming.orderId, carried, consumer, how);
    return withEarlyChanges(taken, incoming, envelope, nowMs, consumer);
  }

  /** What came before its order is applied as if it came now; one that does not fit is void, not the order's fault. */
  function withEarlyChanges(taken: Taken, incoming: OfOrder, envelope: Envelope, nowMs: number, consumer: SpanIds) {
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
        const { data, mayWait } = incoming;
        // Here it is an update of an order that may still change.
        const isUpdate = ['held', 'ready'].includes(orders.get(incoming.orderId)?.state ?? '');
        if (deliveries !== undefined && !isUpdate && options.takenAlready.ofShop(incoming.orderId))
          return TAKEN_ALREADY;
        const goods = filled(data, envelope.dataPath);
        if (!goods.isWhole && !mayWait) return { ok: false, refusal: goods.refusal };
        const whole = { ...data, items: data.items && goods.isWhole ? goods.items : undefined };
        const unknown = goods.isWhole ? undefined : { items: goods.items, names: goods.names };
        const taken = takeOrder(whole, envelope, nowMs, unknown);
        if (!taken.ok) return taken;
        options.claim(incoming.orderId, FROM_SHOP, consumer, {
          from: [],
          isOurs: deliveries === undefined,
          deliveries,
        });
        return withEarlyChanges(taken, incoming, envelope, nowMs, consumer);
      }
      case 'product':
        return takeProduct(incoming.product, envelope, nowMs, consumer);
      case 'update': {
        const goods = filled(incoming.data, envelope.dataPath);
        if (!goods.isWhole) return { ok: false, refusal: goods.refusal };
        const data = { ...incoming.data, items: incoming.data.items ? goods.items : undefined };
        return takeChange({ ...incoming, data }, envelope, nowMs, consumer);
      }
      case 'cancel':
        return takeChange(incoming, envelope, nowMs, consumer);
      case 'requirement':
        orders.meet(incoming.orderId, incoming.requirement, nowMs, envelope.id, envelope.context);
        if (orders.get(incoming.orderId) === undefined) return { ok: true, waitsFor: ['order'] };
        release(incoming.orderId, nowMs);
        return { ok: true, waitsFor: [] };
      case 'batch':
        return options.propose(incoming, envelope, nowMs);
      case 'done-elsewhere':
        return takeDone(incoming, envelope, nowMs, consumer, deliveries);
    }
  };
}
