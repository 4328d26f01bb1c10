import { SpanKind } from '@opentelemetry/api';
import { CLAIMS_STREAM } from '../exchange/amqp/names.ts';
import type { Envelope } from '../exchange/envelope.ts';
import type { LooseAttributes } from '../trace/attributes.ts';
import { readContext, toLinkContext, type StoredContext } from '../trace/context/stored-context.ts';
import type { LinkTo, Recorder, SpanIds } from '../trace/record.ts';
import type { Tracing } from '../trace/tracing.ts';
import type { RequirementRow } from './store.ts';

/** The stage an event speaks of, for `link.stage`. */
function linkStage(type: string): string {
  switch (type) {
    case 'order.created':
      return 'checkout';
    case 'payment.confirmed':
      return 'payment';
    case 'inventory.reserved':
      return 'inventory';
    case 'order.picked':
      return 'pick';
    case 'order.packed':
      return 'pack';
    default:
      return 'event';
  }
}

function producerLink(type: string, context: StoredContext, attributes: LooseAttributes): LinkTo {
  const stage = linkStage(type);
  return {
    context: toLinkContext(context),
    attributes: { 'link.stage': stage, 'link.type': stage === 'checkout' ? 'follows_from' : undefined, ...attributes },
  };
}

export interface ConsumedEvent {
  readonly type: string;
  readonly eventId: string | undefined;
  readonly orderId: string | undefined;
  readonly ids: SpanIds;
  readonly context: StoredContext | undefined;
  readonly status: 'complete' | 'duplicate' | 'held' | 'refused';
  readonly startMs: number;
  readonly endMs: number;
  /** The queue of a broker that it came through. */
  readonly queue?: string | undefined;
}

/** `process <destination>`: one per consumed event, linked to the span that produced it. */
export function recordConsumed(recorder: Recorder, common: LooseAttributes, event: ConsumedEvent): void {
  const destination = event.queue ?? ownDestination(event.type);
  recorder.record({
    name: `process ${destination}`,
    kind: SpanKind.CONSUMER,
    ids: event.ids,
    startMs: event.startMs,
    endMs: event.endMs,
    attributes: {
      ...common,
      'messaging.system': event.queue === undefined ? 'pickspan' : 'rabbitmq',
      'messaging.destination.name': destination,
      'messaging.operation.type': 'process',
      'event.id': event.eventId,
      // The type as CloudEvents write it, also for a message that came bare.
      'event.type': `pickspan.${event.type}`,
      'processing.status': event.status,
    },
    links:
      event.context === undefined
        ? []
        : [
            producerLink(event.type, event.context, {
              'link.relationship': 'triggered_by',
              'link.event_type': `pickspan.${event.type}`,
              'order.id': event.orderId,
            }),
          ],
  });
}

/**
 * A claim on an order was heard, and what is told because of it is told for this span. It links to nobody: whoever made
 * the claim may be gone, and so may be its spans.
 * @returns the ids of the span: `heard.ids`, else new ones.
 */
export function recordHeardClaim(
  tracing: Tracing,
  orderId: string,
  atMs: number,
  heard: { readonly ids?: SpanIds; readonly type?: string; readonly eventId?: string } = {},
): SpanIds {
  const { ids = tracing.recorder.newIds(), type = 'order.claimed', eventId } = heard;
  recordConsumed(tracing.recorder, tracing.domainAttributes(orderId, null), {
    type,
    eventId,
    orderId,
    ids,
    context: undefined,
    status: 'complete',
    startMs: atMs,
    endMs: atMs,
    queue: CLAIMS_STREAM,
  });
  return ids;
}

/** Without a broker's queue a new order goes by the name of one, everything else by its type. */
const ownDestination = (type: string): string => (type === 'order.created' ? 'orders.new' : type);

/** `process_event_batch`: one span for events that arrived together, linked to every producer that said who it was. */
export function recordBatch(
  recorder: Recorder,
  common: LooseAttributes,
  batch: {
    readonly size: number;
    readonly envelopes: readonly { readonly envelope: Envelope; readonly orderId: string | undefined }[];
    readonly startMs: number;
    readonly endMs: number;
  },
): void {
  const links = batch.envelopes.flatMap(({ envelope, orderId }) =>
    envelope.context === undefined
      ? []
      : [producerLink(envelope.type, envelope.context, { 'event.id': envelope.id, 'order.id': orderId })],
  );
  recorder.record({
    name: 'process_event_batch',
    kind: SpanKind.CONSUMER,
    ids: recorder.newIds(),
    startMs: batch.startMs,
    endMs: batch.endMs,
    attributes: { ...common, 'batch.size': batch.size, 'batch.link_count': links.length },
    links,
  });
}

/** `fulfill_order`: the last thing the order waited for is in, and both that let it go are linked. */
export function recordFulfilled(
  recorder: Recorder,
  common: LooseAttributes,
  orderId: string,
  met: readonly RequirementRow[],
  atMs: number,
): void {
  const relationship = { payment: 'payment_confirmation', inventory: 'inventory_reservation', items: 'items' };
  const links = met.flatMap((row): LinkTo[] => {
    const reading = readContext(row);
    if (!reading.ok) return [];
    return [
      {
        context: toLinkContext(reading.context),
        attributes: {
          'link.stage': row.requirement,
          'link.relationship': relationship[row.requirement],
          'order.id': orderId,
        },
      },
    ];
  });
  recorder.record({
    name: 'fulfill_order',
    ids: recorder.newIds(),
    startMs: Math.min(atMs, ...met.map(({ met_ms }) => met_ms ?? atMs)),
    endMs: atMs,
    attributes: { ...common, 'fulfillment.trigger_count': met.length, 'fulfillment.status': 'released' },
    links,
  });
}
