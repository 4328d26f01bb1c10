import { randomUUID } from 'node:crypto';
import { productBy } from './goods.ts';
import { isCancelled, isRush, wantedAddress, wantedItems, type Order } from './orders.ts';
import type { Context, EmittedSpan } from './service.ts';

/* The messages of the shop, in each form that a station reads (INTERFACES 3). */

export type Message = Readonly<Record<string, unknown>>;

const tracingFields = ({ traceparent, tracestate }: Context): Message => ({
  traceparent,
  ...(tracestate === undefined ? {} : { tracestate }),
});

const cloudEvent = (type: string, source: string, orderId: string, sender: EmittedSpan, data: Message): Message => ({
  specversion: '1.0',
  id: randomUUID(),
  source: `urn:demo:${source}`,
  type: `pickspan.${type}`,
  subject: orderId,
  time: new Date(sender.endMs).toISOString(),
  datacontenttype: 'application/json',
  ...tracingFields(sender),
  data,
});

export const orderEvent = (order: Order, checkout: EmittedSpan): Message =>
  cloudEvent('order.created', 'checkout', order.id, checkout, orderData(order, checkout.startMs));

/** The items of an order whose first message had none; `sender` is a span of its own, not the checkout. */
export const itemsEvent = (order: Order, checkout: EmittedSpan, sender: EmittedSpan): Message =>
  cloudEvent('order.created', 'inventory', order.id, sender, orderData(order, checkout.startMs));

export const requirementEvent = (
  type: 'payment.confirmed' | 'inventory.reserved',
  orderId: string,
  sender: EmittedSpan,
): Message =>
  cloudEvent(type, type.startsWith('payment') ? 'payment' : 'inventory', orderId, sender, { order_id: orderId });

/** The shop has thought again: the order is cancelled, or is to be as it is wanted now. */
export const changeEvent = (order: Order, checkout: EmittedSpan, sender: EmittedSpan): Message =>
  isCancelled(order)
    ? cloudEvent('order.cancelled', 'checkout', order.id, sender, { order_id: order.id, reason: 'customer' })
    : cloudEvent('order.updated', 'checkout', order.id, sender, {
        ...orderData({ ...order, items: wantedItems(order), shipTo: wantedAddress(order) }, checkout.startMs),
        revision: 2,
      });

/** The first article's message, with the order's data beside the context. */
export const articleMessage = (order: Order, checkout: EmittedSpan): Message => ({
  ...articleMessageWithoutItems(order, checkout),
  ...orderData(order, checkout.startMs),
});

/** The first article's message as it stands there. */
export const articleMessageWithoutItems = (order: Order, checkout: EmittedSpan): Message => ({
  order_id: order.id,
  trace_context: { trace_id: checkout.traceId, span_id: checkout.spanId, trace_flags: checkout.flags },
});

/** The second article's event: the context lies in its metadata. */
export const metadataEvent = (order: Order, checkout: EmittedSpan): Message => ({
  id: randomUUID(),
  source: 'urn:demo:checkout',
  type: 'order.created',
  metadata: tracingFields(checkout),
  data: orderData(order, checkout.startMs),
});

function orderData(order: Order, placedMs: number): Message {
  return {
    order_id: order.id,
    placed_at: new Date(placedMs).toISOString(),
    ...(isRush(order) ? { priority: 10 } : {}),
    service: { carrier: 'house', level: 'standard' },
    ship_to: order.shipTo,
    ...(order.release === 'nothing-to-wait-for' ? {} : { requires: ['payment', 'inventory'] }),
    items: order.items.map(([sku, quantity], index) => {
      const product = productBy('sku', sku);
      return {
        line_id: String(index + 1),
        product_id: product.productId,
        sku,
        gtin: product.gtin,
        barcodes: product.carton === undefined ? [] : [product.carton],
        name: product.name,
        quantity,
        bin_location: product.bin,
        zone: product.zone,
        unit_weight_g: product.weightG,
        unit_dimensions_mm: product.dimensionsMm,
        lot_required: product.batch !== undefined,
      };
    }),
  };
}
