import type { Envelope } from '../exchange/envelope.ts';
import type { StoredContext } from '../trace/context/stored-context.ts';
import { formatTraceparent } from '../trace/context/traceparent.ts';
import { upstreamStage, type StageRow } from '../trace/stage-store.ts';
import type { Tracing } from '../trace/tracing.ts';
import type { HandedOn } from './handed-on.ts';
import type { StageDoneElsewhere } from './incoming.ts';
import { toLine, type OrderLine } from './order-data.ts';
import { NO_SHIP_BY, type OrderStore } from './store.ts';

/** The contexts that came with an order, as they were sent: flags and tracestate among them. */
interface Contexts {
  readonly checkout: StoredContext | undefined;
  readonly stages: readonly StageDoneElsewhere[];
}

/** Puts an order here as another station handed it on: as it is by now, with its whole journey. */
export function putHandedOn(
  { orders, tracing }: { readonly orders: OrderStore; readonly tracing: Tracing },
  handedOn: HandedOn,
  contexts: Contexts,
  envelope: Envelope,
  nowMs: number,
): void {
  const { order, order_id: orderId } = handedOn;
  const known = orders.get(orderId);
  const checkout = handedOn.stages.find(({ stage }) => stage === 'checkout');
  const shipBy = order.ship_by ?? null;
  orders.put({
    order_id: orderId,
    state: 'held',
    revision: order.revision ?? null,
    priority: order.priority ?? 0,
    ship_by_ms: shipBy,
    due_ms: shipBy ?? NO_SHIP_BY,
    since_ms: checkout === undefined ? nowMs : Date.parse(checkout.start_time),
    received_ms: known?.received_ms ?? nowMs,
    carrier: order.service?.carrier ?? null,
    service_level: order.service?.level ?? null,
    ship_to: order.ship_to ? JSON.stringify(order.ship_to) : null,
  });
  orders.reopen(orderId);
  orders.setRequired(orderId, ['items']);
  orders.meet(orderId, 'items', nowMs, envelope.id, envelope.context);
  const lines = (order.items ?? []).map(toLine);
  putLines(orders, orderId, lines);

  const here = new Map(tracing.stages.ofOrder(orderId).map((row) => [row.stage, row]));
  for (const told of handedOn.stages) {
    const own = here.get(told.stage);
    if (own?.origin === 'station' && own.span_id === told.span_id) continue;
    tracing.stages.put(stageRow(orderId, told, contextOf(told, contexts)));
  }
}

/** An order that comes back has lines that its pick points to: they stay, with the quantities as they are by now. */
function putLines(orders: OrderStore, orderId: string, lines: readonly OrderLine[]): void {
  const before = orders.lines(orderId);
  const isSame = lines.every(({ lineId }) => before.some((line) => line.lineId === lineId));
  if (before.length === 0 || !isSame) orders.replaceLines(orderId, lines);
  else {
    for (const { lineNo, lineId } of before)
      orders.setQuantity(orderId, lineNo, lines.find((line) => line.lineId === lineId)?.quantity ?? 0);
  }
}

function stageRow(orderId: string, told: HandedOn['stages'][number], context: StoredContext | undefined): StageRow {
  const startMs = Date.parse(told.start_time);
  const endMs = told.end_time ? Date.parse(told.end_time) : startMs;
  return {
    ...upstreamStage(orderId, told.stage, context, { startMs, endMs, source: 'time' }),
    name: told.name,
    station_id: told.station_id ?? null,
    operator_id: told.operator_id ?? null,
    links: JSON.stringify(told.links),
  };
}

/** The context as it was sent; else, of a stage of the floor, its ids. */
function contextOf(told: HandedOn['stages'][number], contexts: Contexts): StoredContext | undefined {
  const sent =
    told.stage === 'checkout' ? contexts.checkout : contexts.stages.find(({ stage }) => stage === told.stage)?.context;
  if (sent !== undefined) return sent;
  if (!told.trace_id || !told.span_id) return undefined;
  const ids = { traceId: told.trace_id, spanId: told.span_id, flags: 1 };
  return { ...ids, traceparent: formatTraceparent(ids), tracestate: null };
}
