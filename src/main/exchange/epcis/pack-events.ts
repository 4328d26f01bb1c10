import { stageFacts, type AggregationEvent } from './epcis-event.ts';
import { goodsMoved } from './goods-moved.ts';
import { placeUri, ssccUri } from './identifiers.ts';
import { endedStage, type NewsItem, type NewsParcel, type NewsUnits, type OrderNews } from './order-news.ts';

/** What went into each parcel: an AggregationEvent per SSCC. */
export function packEvents(news: OrderNews, locationBase: string): AggregationEvent[] {
  const stage = endedStage(news, 'pack');
  if (stage === undefined) return [];
  return (news.parcels ?? []).flatMap((parcel): AggregationEvent[] => {
    const { instances, quantities } = goodsMoved(contents(news, parcel));
    if (parcel.sscc === null || instances.length + quantities.length === 0) return [];
    return [
      {
        type: 'AggregationEvent',
        ...stageFacts(news, stage, `pack ${parcel.sscc}`),
        action: 'ADD',
        bizStep: 'packing',
        disposition: 'container_closed',
        parentID: ssccUri(parcel.sscc),
        ...(instances.length === 0 ? {} : { childEPCs: instances }),
        ...(quantities.length === 0 ? {} : { childQuantityList: quantities }),
        ...(stage.stationId === null ? {} : { readPoint: { id: placeUri(locationBase, stage.stationId) } }),
      },
    ];
  });
}

/** Lots and serials are known by line: of a line that lies in several parcels nobody knows which is where. */
function contents(news: OrderNews, parcel: NewsParcel): [NewsItem, readonly NewsUnits[]][] {
  return parcel.items.flatMap(({ line_id: lineId, quantity }): [NewsItem, readonly NewsUnits[]][] => {
    const item = news.order.items.find((each) => each.line_id === lineId);
    if (item === undefined) return [];
    const picked = news.picked?.find((line) => line.line_id === lineId)?.units ?? [];
    const isAll = picked.reduce((sum, units) => sum + units.quantity, 0) === quantity;
    return [[item, isAll ? picked : [{ quantity, lot: null, serial: null }]]];
  });
}
