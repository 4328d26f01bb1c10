// node examples/payment.ts ORD-1001: the payment of an order is confirmed. One of the two that let it go to the pickers.
import { CloudEvent } from 'cloudevents';
import { load } from './orders.ts';
import { send } from './send.ts';
import { carry, contextOf, startTracing } from './tracing.ts';

const [orderId] = process.argv.slice(2);
if (orderId === undefined) throw new Error('which order?');
const { tracer, stop } = startTracing('payment');

// A trace of its own, linked to the checkout that it belongs to.
const checkout = contextOf(load(orderId));
const span = tracer.startSpan('payment.confirm', {
  attributes: { 'order.id': orderId },
  links: [{ context: checkout, attributes: { 'link.stage': 'checkout' } }],
});
span.end();

await send(
  new CloudEvent({
    type: 'pickspan.payment.confirmed',
    source: 'urn:shop:payment',
    subject: orderId,
    ...carry(span.spanContext()),
    data: { order_id: orderId },
  }),
  // Every station hears of it.
  'orders.changes',
);
await stop();
