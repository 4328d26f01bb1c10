import { CLAIMS_STREAM } from '../exchange/amqp/names.ts';
import type { Outbox } from '../exchange/outbox.ts';
import { isoTime } from '../exchange/time.ts';
import type { SpanIds } from '../trace/record.ts';
import type { StageLink, StageRow } from '../trace/stage-store.ts';
import { contextsOf, type Tracing } from '../trace/tracing.ts';
import type { OrderLine } from './order-data.ts';
import type { Stage } from './states.ts';
import type { OrderRow, OrderStore } from './store.ts';

export type OrderEvents = ReturnType<typeof createOrderEvents>;

/** What whoever tells of an order has at hand: each spares the transaction that a worker waits for reading it again. */
export interface AtHand {
  readonly lines?: readonly OrderLine[];
  /** What was picked of each line, by its number. */
  readonly picked?: ReadonlyMap<number, { readonly units: readonly unknown[]; readonly shortReason: string | null }>;
  /** All stages of the order, in the order of the journey. */
  readonly stages?: readonly StageRow[];
}

/**
 * The events an order gives out (INTERFACES 4), each with the contexts and times of all stages so far, so that whoever
 * reads one can link to the whole journey.
 */
export function createOrderEvents(options: {
  readonly orders: OrderStore;
  readonly outbox: Outbox;
  readonly tracing: Tracing;
  readonly now: () => number;
  /** What a station that goes on with the order must have besides: what was picked and packed, the claim. */
  readonly goods: (
    orderId: string,
    order: { readonly lines: readonly OrderLine[]; readonly tote: string | null; readonly picked: AtHand['picked'] },
  ) => Readonly<Record<string, unknown>>;
  readonly applied: (orderId: string) => readonly unknown[];
  /** The claim under which the order is worked on here, and how it stands. */
  readonly claimed: (orderId: string) => Readonly<Record<string, unknown>>;
  /** Whether the next stage is another station's; undefined where there is no other. */
  readonly handsOn: ((what: 'picked' | 'packed') => boolean) | undefined;
}) {
  const { orders, outbox, tracing } = options;

  /** For the other stations: how the order stands under its claim, or that the claim has ended. */
  function tellClaim(orderId: string, what: string, isKept: boolean, span: SpanIds): void {
    if (isKept) events.emit(orderId, 'claimed', span, options.claimed(orderId));
    else if (['picked', 'packed', 'dispatched', 'cancelled'].includes(what)) {
      outbox.emit({
        type: 'pickspan.order.claim.ended',
        subject: orderId,
        timeMs: options.now(),
        span,
        data: { order_id: orderId, ...options.claimed(orderId) },
        routingKey: CLAIMS_STREAM,
        floorOnly: true,
      });
    }
  }

  const events = {
    /**
     * Tells that a stage ended, or what became of it; `of` is the stage or the span it is told for. `more` is laid over the
     * common data.
     */
    emit(
      orderId: string,
      what: 'picked' | 'packed' | 'dispatched' | 'short' | 'cancelled' | 'claimed',
      of: Stage | SpanIds,
      more: Readonly<Record<string, unknown>> = {},
      { lines = orders.lines(orderId), stages = tracing.stages.ofOrder(orderId), picked }: AtHand = {},
    ): void {
      const order = orders.get(orderId);
      if (order === undefined) throw new Error(`event for an unknown order ${orderId}`);
      const span = typeof of === 'string' ? idsIn(stages, of) : of;
      const contexts = contextsOf(stages);
      const handsOn = what === 'picked' || what === 'packed' ? options.handsOn?.(what) : undefined;
      const floor =
        what === 'claimed' ? { routingKey: CLAIMS_STREAM, floorOnly: true } : { routingKey: keyOf(what, handsOn) };
      const nowMs = options.now();
      outbox.emit({
        type: `pickspan.order.${what}`,
        subject: orderId,
        timeMs: nowMs,
        ...floor,
        span,
        data: {
          order_id: orderId,
          order: orderData(order, lines),
          ...contexts,
          ...(what === 'picked' || what === 'short' ? {} : { all_trace_contexts: contexts }),
          stages: stages.map(stageData),
          applied_changes: options.applied(orderId),
          ...options.goods(orderId, { lines, tote: order.tote, picked }),
          ...more,
        },
      });
      if (options.handsOn !== undefined) tellClaim(orderId, what, handsOn === false, span);
      if (handsOn === true) {
        // The tote goes along, and may carry another order when it comes back.
        orders.setTote(orderId, null);
        orders.close(orderId, 'handed_over', nowMs);
      }
    },
  };
  return events;
}

function idsIn(stages: readonly StageRow[], of: Stage): SpanIds {
  const row = stages.find(({ stage }) => stage === of);
  if (!row?.trace_id || !row.span_id) throw new Error(`stage ${of} of an order that is told of has no span`);
  return { traceId: row.trace_id, spanId: row.span_id };
}

/** What it leaves with at a broker: work that goes to another station, or news for whoever listens. */
function keyOf(what: string, handsOn: boolean | undefined): string | undefined {
  return handsOn === undefined ? undefined : `orders.${what}${handsOn ? '' : '.kept'}`;
}

function stageData(row: StageRow): Record<string, unknown> {
  return {
    stage: row.stage,
    name: row.name,
    trace_id: row.trace_id,
    span_id: row.span_id,
    start_time: isoTime(row.start_ms),
    end_time: row.end_ms === null ? null : isoTime(row.end_ms),
    station_id: row.station_id,
    operator_id: row.operator_id,
    ...(row.outcome === null ? {} : { outcome: row.outcome }),
    links: JSON.parse(row.links) as StageLink[],
  };
}

/** The order in the words in which it came in. */
export function orderData(order: OrderRow, lines: readonly OrderLine[]): Record<string, unknown> {
  return {
    order_id: order.order_id,
    ...(order.revision === null ? {} : { revision: order.revision }),
    ...(order.ship_by_ms === null ? {} : { ship_by: isoTime(order.ship_by_ms) }),
    priority: order.priority,
    service: { carrier: order.carrier, level: order.service_level },
    ...(order.ship_to === null ? {} : { ship_to: JSON.parse(order.ship_to) as unknown }),
    // A line that an update has taken out is no line any more.
    items: lines
      .filter(({ quantity }) => quantity > 0)
      .map((line) => ({
        line_id: line.lineId,
        ...(line.productId === null ? {} : { product_id: line.productId }),
        ...(line.sku === null ? {} : { sku: line.sku }),
        ...(line.gtin === null ? {} : { gtin: line.gtin }),
        barcodes: line.barcodes,
        name: line.name,
        quantity: line.quantity,
        bin_location: line.bin,
        ...(line.alternativeBins.length === 0 ? {} : { alternative_bins: line.alternativeBins }),
        ...(line.zone === null ? {} : { zone: line.zone }),
        ...(line.unitWeightG === null ? {} : { unit_weight_g: line.unitWeightG }),
        ...(line.dimensionsMm === null ? {} : { unit_dimensions_mm: line.dimensionsMm }),
        lot_required: line.lotRequired,
        serial_required: line.serialRequired,
        expiry_required: line.expiryRequired,
      })),
  };
}
