import { eventId, orderUri } from './identifiers.ts';
import type { EndedStage, OrderNews } from './order-news.ts';

/* EPCIS 2.0 events as JSON-LD, as far as a station has a use for them. https://ref.gs1.org/standards/epcis/2.0.1/ */

export interface QuantityElement {
  readonly epcClass: string;
  readonly quantity: number;
}

interface AnyEvent {
  readonly eventID: string;
  readonly eventTime: string;
  readonly eventTimeZoneOffset: '+00:00';
  readonly bizStep: string;
  readonly disposition: string;
  readonly readPoint?: { readonly id: string };
  readonly bizLocation?: { readonly id: string };
  readonly bizTransactionList: readonly { readonly type: 'po'; readonly bizTransaction: string }[];
  /** The span of the stage, in our own namespace. */
  readonly 'pickspan:traceparent': string;
  readonly errorDeclaration?: { readonly declarationTime: string; readonly reason: 'did_not_occur' };
}

export interface ObjectEvent extends AnyEvent {
  readonly type: 'ObjectEvent';
  readonly action: 'OBSERVE';
  readonly epcList: readonly string[];
  readonly quantityList?: readonly QuantityElement[];
}

export interface AggregationEvent extends AnyEvent {
  readonly type: 'AggregationEvent';
  readonly action: 'ADD';
  readonly parentID: string;
  readonly childEPCs?: readonly string[];
  readonly childQuantityList?: readonly QuantityElement[];
}

export type EpcisEvent = ObjectEvent | AggregationEvent;

/** What every event of a stage says; `what` tells the events of one stage apart. */
export function stageFacts(news: OrderNews, stage: EndedStage, what: string) {
  return {
    eventID: eventId(stage, what),
    eventTime: stage.endTime,
    eventTimeZoneOffset: '+00:00',
    // CBV has no word for a sales order; for whoever ships it is the customer's purchase order.
    bizTransactionList: [{ type: 'po', bizTransaction: orderUri(news.order_id) }],
    'pickspan:traceparent': `00-${stage.traceId}-${stage.spanId}-01`,
  } as const;
}
