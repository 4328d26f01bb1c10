// node examples/checkout.ts ORD-1001: a customer has paid; the order goes to the warehouse with the checkout's context.
import { CloudEvent } from 'cloudevents';
import { store } from './orders.ts';
import { send } from './send.ts';
import { carry, startTracing } from './tracing.ts';

const [orderId = `ORD-${Date.now()}`] = process.argv.slice(2);
const { tracer, stop } = startTracing('checkout');

const items = [
  { line_id: '1', sku: 'MUG-BLUE', name: 'Mug, blue', gtin: '9521234501017', quantity: 2, bin_location: 'A-01-03' },
  { line_id: '2', sku: 'TEA-GREEN', name: 'Tea, green', gtin: '9521234501024', quantity: 1, bin_location: 'B-02-01' },
];
const span = tracer.startSpan('checkout.complete', {
  attributes: { 'order.id': orderId, 'order.item_count': items.length },
});
// ... the customer pays, stock is counted down ...
span.end();

// Every later stage links to this span, days later and from other machines: it is stored with the order.
const context = carry(span.spanContext());
store({ order_id: orderId, ...context });

await send(
  new CloudEvent({
    type: 'pickspan.order.created',
    source: 'urn:shop:checkout',
    subject: orderId,
    ...context,
    data: {
      order_id: orderId,
      placed_at: new Date().toISOString(),
      // Picked once payment.ts and inventory.ts have said so; leave it out where there is nothing to wait for.
      requires: ['payment', 'inventory'],
      ship_to: { name: 'Ada Brandt', street1: 'Lindenallee 7', postal_code: '04103', city: 'Leipzig', country: 'DE' },
      items,
    },
  }),
  'orders.new',
);
await stop();
