import type { EpcisEvent } from './epcis-event.ts';
import type { OrderNews } from './order-news.ts';
import { packEvents } from './pack-events.ts';
import { pickEvents } from './pick-events.ts';
import { shipEvents } from './ship-events.ts';

const CONTEXT = ['https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld', { pickspan: 'urn:pickspan:epcis:' }];

export interface EpcisDocument {
  readonly '@context': typeof CONTEXT;
  readonly type: 'EPCISDocument';
  readonly schemaVersion: '2.0';
  readonly creationDate: string;
  readonly epcisBody: { readonly eventList: readonly EpcisEvent[] };
}

/**
 * An event out as a GS1 EPCIS 2.0 document; the same each time it is made.
 * @param event its type with prefix, when it happened, and its data.
 * @param locationBase what the name of a bin or station is appended to.
 * @returns undefined where EPCIS has nothing to say of it.
 */
export function epcisDocument(
  event: { readonly type: string; readonly time: string; readonly data: OrderNews },
  locationBase: string,
): EpcisDocument | undefined {
  const eventList = eventsOf(event, locationBase);
  if (eventList.length === 0) return undefined;
  return {
    '@context': CONTEXT,
    type: 'EPCISDocument',
    schemaVersion: '2.0',
    creationDate: event.time,
    epcisBody: { eventList },
  };
}

function eventsOf({ type, time, data }: Parameters<typeof epcisDocument>[0], base: string): EpcisEvent[] {
  switch (type) {
    case 'pickspan.order.picked':
      return pickEvents(data, base);
    case 'pickspan.order.short':
      // An order that goes on is told of as picked at once.
      return data.goes_on === false ? pickEvents(data, base) : [];
    case 'pickspan.order.packed':
      return packEvents(data, base);
    case 'pickspan.order.dispatched':
      return shipEvents(data, base);
    case 'pickspan.order.cancelled':
      // Its goods go back to their bins: what was told of them is taken back, event by event.
      return [...pickEvents(data, base), ...packEvents(data, base)].map((event) => ({
        ...event,
        errorDeclaration: { declarationTime: time, reason: 'did_not_occur' },
      }));
    default:
      return [];
  }
}
