import type { Envelope, Refusal } from '../exchange/envelope.ts';
import { upstreamStage } from '../trace/stage-store.ts';
import type { Tracing } from '../trace/tracing.ts';
import type { HandedOn } from './handed-on.ts';
import type { Incoming } from './incoming.ts';
import { decideDoneElsewhere } from './rules.ts';
import type { OrderStore } from './store.ts';
import { putHandedOn } from './take-handed-on.ts';
import type { Taken } from './take-order.ts';

export interface DoneElsewhereParts {
  readonly orders: OrderStore;
  readonly tracing: Tracing;
  /** Gives an order that was packed elsewhere the parcel it will be shipped as. */
  readonly packedElsewhere: {
    readonly isPossible: () => boolean;
    readonly give: (orderId: string, nowMs: number) => void;
  };
  /** Takes over what was picked and packed at another station of the floor. */
  readonly goods: {
    readonly refuses: (handedOn: HandedOn, path: string) => Refusal | undefined;
    readonly take: (handedOn: HandedOn, nowMs: number) => void;
  };
}

/**
 * Another system picked, or picked and packed, an order: its stages become part of the journey.
 * @param before is done once it is sure that the order is taken: a refusal leaves nothing behind.
 */
export function takeDoneElsewhere(
  options: DoneElsewhereParts,
  incoming: Extract<Incoming, { kind: 'done-elsewhere' }>,
  envelope: Envelope,
  nowMs: number,
  before: () => void,
): Taken {
  const { orders, tracing } = options;
  const { orderId, reached, stages, checkout, handedOn } = incoming;
  const path = `${envelope.dataPath}.order_id`;
  const has = { items: orders.lines(orderId).length > 0, order: handedOn !== undefined };
  const decision = decideDoneElsewhere(orders.get(orderId), reached, has, orderId, path);
  if (decision.kind === 'refuse') return { ok: false, refusal: decision.refusal };
  if (handedOn !== undefined) {
    const refusal = options.goods.refuses(handedOn, envelope.dataPath);
    if (refusal !== undefined) return { ok: false, refusal };
  }
  const bringsParcels = (handedOn?.parcels ?? []).length > 0;
  if (reached === 'packed' && !bringsParcels && !options.packedElsewhere.isPossible()) {
    const message = 'This station has no SSCC left to give the parcel.';
    return { ok: false, refusal: { reason: 'numbers_exhausted', path: '$', message } };
  }
  before();
  if (handedOn === undefined) addStages();
  else putHandedOn(options, handedOn, { checkout, stages }, envelope, nowMs);
  orders.setState(orderId, reached);
  if (handedOn !== undefined) options.goods.take(handedOn, nowMs);
  if (reached === 'packed' && !bringsParcels) options.packedElsewhere.give(orderId, nowMs);
  return { ok: true, waitsFor: [] };

  /** The contexts of the articles' messages, with the times as far as anybody said. */
  function addStages(): void {
    const atMs = envelope.timeMs ?? nowMs;
    const source = envelope.timeMs === undefined ? 'arrival' : 'time';
    const known = tracing.stages.ofOrder(orderId);
    const first = known.find(({ stage }) => stage === 'checkout');
    if (first?.trace_id === null && checkout !== undefined) {
      tracing.stages.put(
        upstreamStage(orderId, 'checkout', checkout, {
          startMs: first.start_ms,
          endMs: first.start_ms,
          source: first.time_source ?? 'arrival',
        }),
      );
    }
    for (const { stage, context } of stages) {
      if (known.some((row) => row.stage === stage)) continue;
      // Whoever did it linked to what came before, as the articles' stages do.
      const links = tracing.stages
        .ofOrder(orderId)
        .flatMap((row) =>
          row.trace_id === null || row.span_id === null
            ? []
            : [{ trace_id: row.trace_id, span_id: row.span_id, stage: row.stage }],
        );
      const row = upstreamStage(orderId, stage, context, { startMs: atMs, endMs: atMs, source });
      tracing.stages.put({ ...row, links: JSON.stringify(links) });
    }
  }
}
