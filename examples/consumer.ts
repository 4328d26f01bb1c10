// AMQP_URL=amqp://... node examples/consumer.ts: hears of every picked order, and goes on with a span that links.
import { SpanKind, TraceFlags, type Link } from '@opentelemetry/api';
import { Connection } from 'rabbitmq-client';
import { startTracing } from './tracing.ts';

interface Context {
  readonly trace_id: string;
  readonly span_id: string;
  readonly trace_flags: number;
}
/** As much of the message as is used here; all of it: docs/schemas/out/order.picked.json. */
interface Picked {
  readonly order_id: string;
  readonly checkout_trace_context?: Context;
  readonly pick_trace_context: Context;
}

const linkTo = (stage: string, context: Context | undefined): Link[] =>
  context === undefined
    ? []
    : [
        {
          context: {
            traceId: context.trace_id,
            spanId: context.span_id,
            traceFlags: context.trace_flags & TraceFlags.SAMPLED,
            isRemote: true,
          },
          attributes: { 'link.stage': stage },
        },
      ];

const { tracer, stop } = startTracing('notifications');
const connection = new Connection(process.env['AMQP_URL'] ?? 'amqp://localhost');

// A queue of its own: the queue orders.picked is the packing stations' work. `.kept` is what stays at its station.
const queue = 'example.notifications';
const queueBindings = ['orders.picked', 'orders.picked.kept'].map((routingKey) => ({
  exchange: 'fulfillment',
  routingKey,
}));
const options = { queue, queueOptions: { queue, durable: true }, queueBindings };
const consumer = connection.createConsumer(options, (message) => {
  const order = message.body as Picked;
  const links = [...linkTo('checkout', order.checkout_trace_context), ...linkTo('pick', order.pick_trace_context)];
  const attributes = { 'order.id': order.order_id };
  tracer.startSpan('customer.notify', { kind: SpanKind.CONSUMER, links, attributes }).end();
  console.log(order.order_id);
});
consumer.on('ready', () => console.log('listening'));

process.once('SIGTERM', () => {
  void consumer.close().then(() => Promise.all([connection.close(), stop()]));
});
