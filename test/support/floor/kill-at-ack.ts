// Preloaded into a station under test: kills it, as a power cut would, instead of its n-th acknowledgement of an order
// (KILL_AT_ACK). What the message brought is committed by then; the broker has not heard of it.
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

interface Channel {
  basicAck: (params: unknown) => void;
  basicConsume: (params: { readonly queue: string }, take: unknown) => unknown;
}

const require = createRequire(import.meta.url);
const file = join(dirname(require.resolve('rabbitmq-client')), 'Channel.js');
const { prototype } = (require(file) as { Channel: { prototype: Channel } }).Channel;
const { basicAck, basicConsume } = prototype;
const ofOrders = new WeakSet<Channel>();
let left = Number(process.env['KILL_AT_ACK']);

prototype.basicConsume = function consume(this: Channel, params, take) {
  if (params.queue.startsWith('orders.')) ofOrders.add(this);
  return Reflect.apply(basicConsume, this, [params, take]);
};
prototype.basicAck = function ack(this: Channel, params) {
  if (ofOrders.has(this)) left -= 1;
  if (left === 0) process.kill(process.pid, 'SIGKILL');
  else Reflect.apply(basicAck, this, [params]);
};
