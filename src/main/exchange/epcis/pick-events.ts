import { stageFacts, type ObjectEvent } from './epcis-event.ts';
import { goodsMoved } from './goods-moved.ts';
import { placeUri } from './identifiers.ts';
import { endedStage, type OrderNews } from './order-news.ts';

/** What was taken from each bin: an ObjectEvent per line, read at its bin. */
export function pickEvents(news: OrderNews, locationBase: string): ObjectEvent[] {
  const stage = endedStage(news, 'pick');
  if (stage === undefined) return [];
  return (news.picked ?? []).flatMap(({ line_id: lineId, units }): ObjectEvent[] => {
    const item = news.order.items.find((each) => each.line_id === lineId);
    if (item === undefined) return [];
    const { instances, quantities } = goodsMoved([[item, units]]);
    if (instances.length + quantities.length === 0) return [];
    return [
      {
        type: 'ObjectEvent',
        ...stageFacts(news, stage, `pick ${lineId}`),
        action: 'OBSERVE',
        bizStep: 'picking',
        disposition: 'in_progress',
        epcList: instances,
        ...(quantities.length === 0 ? {} : { quantityList: quantities }),
        readPoint: { id: placeUri(locationBase, item.bin_location) },
        ...(item.zone === undefined ? {} : { bizLocation: { id: placeUri(locationBase, item.zone) } }),
      },
    ];
  });
}
