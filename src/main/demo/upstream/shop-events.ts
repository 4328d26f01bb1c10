import { randomUUID } from 'node:crypto';
import { PRODUCTS, type Product } from '../shop/goods.ts';
import type { EmittedSpan, Service } from '../shop/service.ts';

/** An event of the shop, and under which key it goes to a broker. */
export interface ShopEvent {
  readonly routingKey: 'orders.new' | 'orders.changes';
  /** CloudEvents 1.0, structured. */
  readonly event: Readonly<Record<string, unknown>>;
}

export interface ShopOrder {
  readonly orderId: string;
  readonly checkout: EmittedSpan;
  /** In the order in which they are told. */
  readonly events: readonly ShopEvent[];
}

export interface ShopServices {
  readonly checkout: Service;
  readonly payment: Service;
  readonly inventory: Service;
}

/** Every third order waits for its payment and its goods, which are told right after it. */
const WAITS_EVERY = 3;

/** A customer checks out: the spans that the shop's systems emit, and the events they send. */
export function placeOrder(services: ShopServices, orderId: string, index: number, nowMs: number): ShopOrder {
  const goods = [PRODUCTS[index % PRODUCTS.length], PRODUCTS[(index * 5 + 3) % PRODUCTS.length]];
  const products = [...new Set(goods)].filter((each) => each !== undefined);
  const waits = index % WAITS_EVERY === WAITS_EVERY - 1;
  const emit = (service: Service, name: string): EmittedSpan =>
    service.emit(name, nowMs, nowMs, { 'order.id': orderId });
  const checkout = emit(services.checkout, 'checkout.complete');
  const created = {
    order_id: orderId,
    placed_at: new Date(nowMs).toISOString(),
    service: { carrier: 'house', level: 'standard' },
    ship_to: { name: 'Ada Brandt', street1: `Lindenallee ${index + 1}`, city: 'Leipzig', country: 'DE' },
    ...(waits ? { requires: ['payment', 'inventory'] } : {}),
    items: products.map((product, at) => itemOf(product, at, 1 + (index % 3))),
  };
  const about = { order_id: orderId };
  const confirmed = (): ShopEvent[] => [
    tell('orders.changes', 'payment.confirmed', orderId, emit(services.payment, 'payment.confirm'), about),
    tell('orders.changes', 'inventory.reserved', orderId, emit(services.inventory, 'inventory.reserve'), about),
  ];
  return {
    orderId,
    checkout,
    events: [tell('orders.new', 'order.created', orderId, checkout, created), ...(waits ? confirmed() : [])],
  };
}

function itemOf(product: Product, at: number, quantity: number): Record<string, unknown> {
  return {
    line_id: String(at + 1),
    product_id: product.productId,
    sku: product.sku,
    gtin: product.gtin,
    name: product.name,
    quantity,
    bin_location: product.bin,
    zone: product.zone,
    unit_weight_g: product.weightG,
    unit_dimensions_mm: product.dimensionsMm,
  };
}

function tell(
  routingKey: ShopEvent['routingKey'],
  type: string,
  orderId: string,
  { traceparent, tracestate, endMs }: EmittedSpan,
  data: object,
): ShopEvent {
  return {
    routingKey,
    event: {
      specversion: '1.0',
      id: randomUUID(),
      source: 'urn:pickspan:upstream',
      type: `pickspan.${type}`,
      subject: orderId,
      time: new Date(endMs).toISOString(),
      datacontenttype: 'application/json',
      traceparent,
      ...(tracestate === undefined ? {} : { tracestate }),
      data,
    },
  };
}
