import type { QuantityElement } from './epcis-event.ts';
import { classUri, lotUri, serialUri } from './identifiers.ts';
import type { NewsItem, NewsUnits } from './order-news.ts';

/** Goods as EPCIS names them: those with a serial each by itself, the rest counted by lot or class. */
export interface GoodsMoved {
  readonly instances: readonly string[];
  readonly quantities: readonly QuantityElement[];
}

/** @param moved units of an item, with the lot or serial as far as anybody read them. */
export function goodsMoved(moved: readonly (readonly [item: NewsItem, units: readonly NewsUnits[]])[]): GoodsMoved {
  const instances = new Set<string>();
  const counts = new Map<string, number>();
  for (const [item, all] of moved) {
    for (const { quantity, lot, serial } of all) {
      if (serial !== null) instances.add(serialUri(item, serial));
      else if (quantity > 0) {
        const epcClass = lot === null ? classUri(item) : lotUri(item, lot);
        counts.set(epcClass, (counts.get(epcClass) ?? 0) + quantity);
      }
    }
  }
  return {
    instances: [...instances],
    quantities: [...counts].map(([epcClass, quantity]) => ({ epcClass, quantity })),
  };
}
