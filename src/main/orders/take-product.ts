import type { Envelope } from '../exchange/envelope.ts';
import { namesOf } from '../products/goods.ts';
import { isNewer, type Product } from '../products/product-data.ts';
import type { ProductStore } from '../products/product-store.ts';
import type { SpanIds } from '../trace/record.ts';
import { fillItems } from './fill-items.ts';
import { toLine, type Item } from './order-data.ts';
import type { OrderStore } from './store.ts';
import type { Taken } from './take-order.ts';

/** Takes a product in, and lets go the orders that waited for it. Orders that have their lines keep them as they are. */
export function createProductTaking(parts: {
  readonly orders: OrderStore;
  readonly products: ProductStore;
  readonly release: (orderId: string, nowMs: number) => unknown;
  /** The order is this station's to work on. */
  readonly claim: (orderId: string, consumer: SpanIds) => void;
}): (product: Product, envelope: Envelope, nowMs: number, consumer: SpanIds) => Taken {
  const { orders, products } = parts;

  function complete(name: string, nowMs: number, consumer: SpanIds): void {
    for (const { orderId, items, eventId, context } of products.awaiting<Item>(name)) {
      if (orders.get(orderId)?.state !== 'held') {
        products.stopWaiting(orderId);
        continue;
      }
      const goods = fillItems(items, (item) => products.find(item), '$');
      if (!goods.isWhole) continue;
      products.stopWaiting(orderId);
      orders.replaceLines(orderId, goods.items.map(toLine));
      orders.meet(orderId, 'items', nowMs, eventId, context);
      parts.release(orderId, nowMs);
      parts.claim(orderId, consumer);
    }
  }

  return (product, envelope, nowMs, consumer) => {
    const told = { revision: product.revision ?? null, timeMs: envelope.timeMs ?? nowMs };
    const before = products.told(product.product_id);
    if (!isNewer(told, before)) {
      const isByRevision = told.revision !== null && told.revision !== before?.revision;
      const path = isByRevision && before?.revision !== null ? `${envelope.dataPath}.revision` : '$.time';
      const message = `A later state of product ${product.product_id} is here already.`;
      return { ok: false, refusal: { reason: 'stale_revision', path, message } };
    }
    products.put(product, told);
    for (const name of namesOf(product)) complete(name, nowMs, consumer);
    return { ok: true, waitsFor: [] };
  };
}
