// node examples/inventory.ts ORD-1001: the goods of an order are reserved. One of the two that let it go to the pickers.
import { CloudEvent } from 'cloudevents';
import { load } from './orders.ts';
import { send } from './send.ts';
import { carry, contextOf, startTracing } from './tracing.ts';

const [orderId] = process.argv.slice(2);
if (orderId === undefined) throw new Error('which order?');
const { tracer, stop } = startTracing('inventory');

// A trace of its own, linked to the checkout that it belongs to.
const checkout = contextOf(load(orderId));
const span = tracer.startSpan('inventory.reserve', {
  attributes: { 'order.id': orderId },
  links: [{ context: checkout, attributes: { 'link.stage': 'checkout' } }],
});
span.end();

await send(
  new CloudEvent({
    type: 'pickspan.inventory.reserved',
    source: 'urn:shop:inventory',
    subject: orderId,
    ...carry(span.spanContext()),
    data: { order_id: orderId },
  }),
  // Every station hears of it.
  'orders.changes',
);
await stop();
