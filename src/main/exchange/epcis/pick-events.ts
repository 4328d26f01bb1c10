import { stageFacts, type ObjectEvent } from './epcis-event.ts';
import { goodsMoved } from './goods-moved.ts';
import { placeUri } from './identifiers.ts';
import { endedStage, type OrderNews } from './order-news.ts';

/** What was taken from each bin: an ObjectEvent per line, read at its bin, and one for each other bin it was found in. */
export function pickEvents(news: OrderNews, locationBase: string): ObjectEvent[] {
  const stage = endedStage(news, 'pick');
  if (stage === undefined) return [];
  return (news.picked ?? []).flatMap(({ line_id: lineId, units }): ObjectEvent[] => {
    const item = news.order.items.find((each) => each.line_id === lineId);
    if (item === undefined) return [];
    const own = item.bin_location;
    return [...Map.groupBy(units, ({ bin = own }) => bin)].flatMap(([bin, there]): ObjectEvent[] => {
      const { instances, quantities } = goodsMoved([[item, there]]);
      if (instances.length + quantities.length === 0) return [];
      return [
        {
          type: 'ObjectEvent',
          ...stageFacts(news, stage, bin === own ? `pick ${lineId}` : `picked at ${JSON.stringify([lineId, bin])}`),
          action: 'OBSERVE',
          bizStep: 'picking',
          disposition: 'in_progress',
          epcList: instances,
          ...(quantities.length === 0 ? {} : { quantityList: quantities }),
          readPoint: { id: placeUri(locationBase, bin) },
          // The zone is that of the line's own bin.
          ...(item.zone === undefined || bin !== own ? {} : { bizLocation: { id: placeUri(locationBase, item.zone) } }),
        },
      ];
    });
  });
}
