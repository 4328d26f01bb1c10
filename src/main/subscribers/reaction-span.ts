import { SpanKind } from '@opentelemetry/api';
import type { LooseAttributes } from '../trace/attributes.ts';
import { readContext, toLinkContext } from '../trace/context/stored-context.ts';
import { localContext, type LinkTo } from '../trace/record.ts';
import type { Tracing } from '../trace/tracing.ts';
import type { EventLogName, FedEvent } from './event-feed.ts';

const RELATIONSHIP = { events_in: 'triggered_by_order_created', events_out: 'triggered_by_order_dispatched' } as const;

/** Whoever produced the event: the checkout for one that came in, a stage of this station for one that went out. */
function producerLink(log: EventLogName, event: FedEvent): LinkTo[] {
  const reading = readContext(event);
  if (!reading.ok) return [];
  const isOwn = log === 'events_out';
  const context = toLinkContext(reading.context);
  return [
    {
      context: isOwn ? localContext(context) : context,
      attributes: {
        'link.stage': isOwn ? 'event' : 'checkout',
        'link.type': isOwn ? undefined : 'follows_from',
        'link.relationship': RELATIONSHIP[log],
        'link.event_type': event.type,
        'order.id': event.subject,
      },
    },
  ];
}

/** What one subscriber made of one event, as a span of its own. To be called in the transaction that records it. */
export function recordReaction(
  tracing: Tracing,
  reaction: {
    readonly name: string;
    readonly log: EventLogName;
    readonly event: FedEvent;
    readonly startMs: number;
    readonly endMs: number;
    readonly attributes: LooseAttributes;
  },
): void {
  const { name, log, event, startMs, endMs, attributes } = reaction;
  tracing.recorder.record({
    name,
    kind: SpanKind.CONSUMER,
    ids: tracing.recorder.newIds(),
    startMs,
    endMs,
    attributes: {
      ...tracing.domainAttributes(event.subject, null),
      'event.id': event.id,
      'event.type': event.type,
      ...attributes,
    },
    links: producerLink(log, event),
  });
}
