import type { Envelope, Refusal } from '../exchange/envelope.ts';
import { upstreamStage, type StageRow } from '../trace/stage-store.ts';
import type { ProductStore } from '../products/product-store.ts';
import type { Tracing } from '../trace/tracing.ts';
import { toLine, type Item, type OrderData, type WholeOrderData } from './order-data.ts';
import { decideOrder, missingRequirements } from './rules.ts';
import { recordFulfilled } from './spans.ts';
import type { Requirement } from './states.ts';
import { NO_SHIP_BY, toRequirementState, type OrderStore } from './store.ts';

export type Taken =
  /** `waitsFor`: what the order still waits for; empty when it may be worked on. */
  | {
      readonly ok: true;
      readonly waitsFor: readonly (Requirement | 'order' | 'product')[];
      /** Another station has taken it already: nothing was done. */
      readonly isDuplicate?: true;
    }
  | { readonly ok: false; readonly refusal: Refusal };

/** Items of which some goods are not known yet, and by what names they may become known. */
export interface UnknownGoods {
  readonly items: readonly Item[];
  readonly names: readonly string[];
}

/** Takes an order in, completes it or puts new data in its place, while nobody works on it yet. */
export function createOrderTaking({
  orders,
  products,
  tracing,
}: {
  readonly orders: OrderStore;
  readonly products: ProductStore;
  readonly tracing: Tracing;
}) {
  /** Moves a held order on when nothing is missing any more, and records what let it go. */
  function release(orderId: string, nowMs: number, wasReleased = false): Requirement[] {
    const order = orders.get(orderId);
    const rows = orders.requirements(orderId);
    const missing = missingRequirements(rows.map(toRequirementState));
    if (order?.state !== 'held' || missing.length > 0) return missing;
    orders.setState(orderId, 'ready');
    const required = rows.filter((row) => row.required === 1 && row.requirement !== 'items');
    if (required.length > 0 && !wasReleased) {
      recordFulfilled(tracing.recorder, tracing.domainAttributes(orderId, null), orderId, required, nowMs);
    }
    return [];
  }

  function takeOrder(data: WholeOrderData, envelope: Envelope, nowMs: number, unknown?: UnknownGoods): Taken {
    const orderId = data.order_id;
    const known = orders.get(orderId);
    const decision = decideOrder(known, data, envelope.dataPath);
    if (decision.kind === 'refuse') return { ok: false, refusal: decision.refusal };
    const checkout = checkoutRow(orderId, data, envelope, nowMs);
    const hasItems = Boolean(data.items) || unknown !== undefined;
    const shipBy = data.ship_by ?? (hasItems ? null : (known?.ship_by_ms ?? null));
    orders.put({
      order_id: orderId,
      state: 'held',
      revision: data.revision ?? known?.revision ?? null,
      priority: data.priority ?? known?.priority ?? 0,
      ship_by_ms: shipBy,
      due_ms: shipBy ?? NO_SHIP_BY,
      since_ms: checkout.start_ms,
      received_ms: known?.received_ms ?? nowMs,
      carrier: data.service?.carrier ?? known?.carrier ?? null,
      service_level: data.service?.level ?? known?.service_level ?? null,
      ship_to: data.ship_to ? JSON.stringify(data.ship_to) : (known?.ship_to ?? null),
    });
    tracing.stages.put(checkout);
    const before = orders.requirements(orderId);
    const waits: Requirement[] =
      data.requires ??
      before
        .filter(({ required, requirement }) => required === 1 && requirement !== 'items')
        .map(({ requirement }) => requirement);
    orders.setRequired(orderId, ['items', ...waits]);
    if (hasItems) products.stopWaiting(orderId);
    if (unknown !== undefined) {
      orders.replaceLines(orderId, []);
      orders.unmeet(orderId, 'items');
      products.await({ orderId, items: unknown.items, eventId: envelope.id, context: envelope.context }, unknown.names);
    } else if (data.items) {
      orders.replaceLines(orderId, data.items.map(toLine));
      orders.meet(orderId, 'items', nowMs, envelope.id, envelope.context);
    }
    const missing = release(orderId, nowMs, known?.state === 'ready');
    const isAwaiting = missing.includes('items') && products.isAwaiting(orderId);
    return { ok: true, waitsFor: missing.map((what) => (what === 'items' && isAwaiting ? 'product' : what)) };
  }

  /** The checkout as it is now known: the first context is kept, and the time from the best source so far. */
  function checkoutRow(orderId: string, data: OrderData, envelope: Envelope, nowMs: number): StageRow {
    const known = tracing.stages.ofOrder(orderId).find(({ stage }) => stage === 'checkout');
    const time = checkoutTime(data.placed_at, envelope.timeMs, nowMs);
    const rank = { placed_at: 2, time: 1, arrival: 0 };
    const better = known === undefined || rank[time.source] > rank[known.time_source ?? 'arrival'];
    const row = upstreamStage(orderId, 'checkout', envelope.context, {
      startMs: better ? time.ms : known.start_ms,
      endMs: better ? time.ms : known.start_ms,
      source: better ? time.source : (known.time_source ?? 'arrival'),
    });
    if (known === undefined || known.trace_id === null) return row;
    const { trace_id, span_id, traceparent, tracestate } = known;
    return { ...row, trace_id, span_id, traceparent, tracestate };
  }

  return { takeOrder, release };
}

/** When the customer checked out: what the order says, else what the event says, else when it came. */
function checkoutTime(
  placedAt: number | null | undefined,
  eventTime: number | undefined,
  nowMs: number,
): { ms: number; source: 'placed_at' | 'time' | 'arrival' } {
  if (typeof placedAt === 'number') return { ms: placedAt, source: 'placed_at' };
  if (eventTime !== undefined) return { ms: eventTime, source: 'time' };
  return { ms: nowMs, source: 'arrival' };
}
