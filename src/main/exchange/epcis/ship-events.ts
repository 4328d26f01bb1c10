import { stageFacts, type ObjectEvent } from './epcis-event.ts';
import { placeUri, ssccUri } from './identifiers.ts';
import { endedStage, type OrderNews } from './order-news.ts';

/** The parcels that left, in one ObjectEvent. */
export function shipEvents(news: OrderNews, locationBase: string): ObjectEvent[] {
  const stage = endedStage(news, 'ship');
  const parcels = (news.parcels ?? []).flatMap(({ sscc }) => (sscc === null ? [] : [ssccUri(sscc)]));
  if (stage === undefined || parcels.length === 0) return [];
  return [
    {
      type: 'ObjectEvent',
      ...stageFacts(news, stage, 'ship'),
      action: 'OBSERVE',
      bizStep: 'shipping',
      disposition: 'in_transit',
      epcList: parcels,
      ...(stage.stationId === null ? {} : { readPoint: { id: placeUri(locationBase, stage.stationId) } }),
    },
  ];
}
