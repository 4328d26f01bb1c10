import { ORDERS, type Order } from './orders.ts';
import { createService, type EmittedSpan, type Service } from './service.ts';

const HOUR_MS = 3_600_000;

export type Requirement = 'payment' | 'inventory';

/** The systems before the warehouse, and the spans they emitted. */
export interface Upstream {
  /** By order id. */
  readonly checkouts: ReadonlyMap<string, EmittedSpan>;
  /** The checkout of an order that the station will refuse. */
  readonly brokenCheckout: (orderId: string) => EmittedSpan;
  /** The spans behind an order's events, made when first asked for. */
  readonly confirmation: (orderId: string, what: Requirement) => EmittedSpan;
  readonly itemsSent: (orderId: string) => EmittedSpan;
  readonly changed: (orderId: string) => EmittedSpan;
  readonly flush: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/** Every customer checks out: at the receiver these spans are hours old when they arrive, as they would be. */
export function startUpstream(receiverUrl: string): Upstream {
  const unsampled = new Set(ORDERS.filter((order) => order.unsampled).map(({ id }) => id));
  const checkout = createService('checkout', receiverUrl, (attributes) =>
    unsampled.has(String(attributes['order.id'])),
  );
  const payment = createService('payment', receiverUrl);
  const inventory = createService('inventory', receiverUrl);
  const services: readonly Service[] = [checkout, payment, inventory];
  const confirmations = new Map<string, EmittedSpan>();

  const complete = (orderId: string, hoursAgo: number, itemCount: number): EmittedSpan => {
    const startMs = Date.now() - Math.round(hoursAgo * HOUR_MS);
    const attributes = { 'order.id': orderId, 'order.item_count': itemCount };
    return checkout.emit('checkout.complete', startMs, startMs + (hoursAgo === 0 ? 0 : 180), attributes);
  };

  const now = (service: Service, name: string, orderId: string): EmittedSpan => {
    const atMs = Date.now();
    return service.emit(name, atMs, atMs, { 'order.id': orderId });
  };

  return {
    checkouts: new Map(ORDERS.map((order) => [order.id, complete(order.id, order.hoursAgo, unitsOf(order))])),
    brokenCheckout: (orderId) => complete(orderId, 0.1, 1),
    confirmation(orderId, what) {
      const key = `${what} ${orderId}`;
      const known = confirmations.get(key);
      if (known !== undefined) return known;
      const span =
        what === 'payment' ? now(payment, 'payment.confirm', orderId) : now(inventory, 'inventory.reserve', orderId);
      confirmations.set(key, span);
      return span;
    },
    changed: (orderId) => now(checkout, 'order.change', orderId),
    itemsSent: (orderId) => now(inventory, 'inventory.describe_items', orderId),
    flush: async () => void (await Promise.all(services.map((service) => service.flush()))),
    close: async () => void (await Promise.all(services.map((service) => service.close()))),
  };
}

const unitsOf = (order: Order): number => order.items.reduce((sum, [, quantity]) => sum + quantity, 0);
