import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { startReceiver } from '../src/main/demo/receiver/receiver.ts';
import { dataFolder } from './support/folder.ts';
import { environmentOf, run, type Environment } from './support/pickspan.ts';
import { scanUntilOk, startStation, until } from './support/floor/floor.ts';
import { hasRabbit, NO_RABBIT, startRabbit, type Rabbit } from './support/floor/rabbitmq.ts';

// Every example as an integrator runs it, against a real station, a real receiver and a real broker.

let rabbit: Rabbit | undefined;
beforeAll(async () => {
  if (hasRabbit) rabbit = await startRabbit();
});
afterAll(() => rabbit?.remove());

const PICK = ['PS:PICK', 'A-01-03', '9521234501017', 'PS:QTY:2'];

function start(example: string, args: readonly string[], env: Environment): ChildProcess {
  const file = resolve(import.meta.dirname, '../examples', `${example}.ts`);
  const child = spawn(process.execPath, [file, ...args], {
    env: environmentOf('', env),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void (child.exitCode === null && child.kill('SIGKILL')));
  return child;
}

async function runExample(example: string, args: readonly string[], env: Environment): Promise<void> {
  const child = start(example, args, env);
  child.stdout?.resume();
  const [code] = (await once(child, 'exit')) as [number | null];
  expect([example, code]).toEqual([example, 0]);
}

/** A receiver, and what its spans link to by name. */
async function startBackend() {
  const receiver = await startReceiver();
  onTestFinished(() => receiver.close());
  const spanOf = (name: string, orderId: string) =>
    receiver.spans().find((span) => span.name === name && span.attributes['order.id'] === orderId);
  return {
    url: receiver.url,
    /** The names of the spans that a span of an order links to, once it and they are there. */
    linksOf: (name: string, orderId: string): Promise<string[]> =>
      until(`${name} of ${orderId}, and what it links to`, () => {
        const named = new Map(receiver.spans().map((each) => [each.spanId, each.name]));
        const links = spanOf(name, orderId)?.links.map(({ spanId }) => named.get(spanId));
        return links?.every((link) => link !== undefined) === true ? links.map(String) : undefined;
      }),
  };
}

test('over HTTP: checkout, payment, inventory, and Shopify; each pick links to the checkout of its example', async () => {
  const backend = await startBackend();
  const traced = { OTEL_EXPORTER_OTLP_ENDPOINT: backend.url };
  const station = await startStation('bench-1', ['pick'], traced, { http: { port: 0 } });
  const read = (name: string): string => readFileSync(join(station.folder, name), 'utf8').trim();
  const env = {
    ...traced,
    SHOP_DATA: dataFolder(),
    STATION_URL: `http://127.0.0.1:${read('http-port')}`,
    STATION_TOKEN: read('http-token'),
  };
  await runExample('checkout', ['ORD-1'], env);
  await Promise.all(['payment', 'inventory'].map((each) => runExample(each, ['ORD-1'], env)));
  for (const scan of [...PICK, 'B-02-01', '9521234501024']) await scanUntilOk(station, scan);
  await runExample('shopify', ['1046000902'], env);
  for (const scan of PICK) await scanUntilOk(station, scan);

  expect(await backend.linksOf('warehouse.pick', 'ORD-1')).toEqual(['checkout.complete']);
  expect(await backend.linksOf('warehouse.pick', '1046000902')).toEqual(['checkout.complete']);
  expect(await backend.linksOf('payment.confirm', 'ORD-1')).toEqual(['checkout.complete']);
  expect((await backend.linksOf('fulfill_order', 'ORD-1')).toSorted()).toEqual([
    'inventory.reserve',
    'payment.confirm',
  ]);

  const played = await run(station.folder, ['upstream', '--orders', '6', '--to', 'http'], { env: traced });
  expect(played).toMatchObject({ code: 0, stderr: '' });
  const [first = ''] = played.stdout.split('\n');
  const { order_id: orderId } = JSON.parse(first) as { order_id: string };
  expect(await backend.linksOf('process orders.new', orderId)).toEqual(['checkout.complete']);
  const status = JSON.parse((await run(station.folder, ['status', '--json'])).stdout) as { orders: object };
  expect(status.orders).toEqual({ ready: 6, picked: 2 });
  expect(await station.terminal.close()).toBe(0);
});

test.skipIf(!hasRabbit)(
  `over a broker: the same, and a consumer goes on with a span that links${hasRabbit ? '' : ` (${NO_RABBIT})`}`,
  async () => {
    const backend = await startBackend();
    const { url = '' } = rabbit ?? {};
    const traced = { OTEL_EXPORTER_OTLP_ENDPOINT: backend.url };
    const env = { ...traced, SHOP_DATA: dataFolder(), AMQP_URL: url };
    const station = await startStation('bench-2', ['pick', 'pack'], { ...traced, PICKSPAN_AMQP_URL: url });
    const consumer = start('consumer', [], env);
    await until('the consumer listens', async () => {
      const [said] = (await once(consumer.stdout ?? consumer, 'data')) as [Buffer];
      return String(said).includes('listening') || undefined;
    });
    await runExample('checkout', ['ORD-7'], env);
    await Promise.all(['payment', 'inventory'].map((each) => runExample(each, ['ORD-7'], env)));
    for (const scan of [...PICK, 'B-02-01', '9521234501024']) await scanUntilOk(station, scan);
    expect(await backend.linksOf('customer.notify', 'ORD-7')).toEqual(['checkout.complete', 'warehouse.pick']);
    consumer.kill('SIGTERM');
    expect(await once(consumer, 'exit')).toEqual([0, null]);

    const played = await run(station.folder, ['upstream', '--orders', '3', '--to', 'amqp'], {
      env: { ...traced, PICKSPAN_AMQP_URL: url },
    });
    expect(played).toMatchObject({ code: 0, stderr: '' });
    const [{ order_id: orderId }] = JSON.parse(`[${played.stdout.trim().split('\n').join(',')}]`) as [
      { order_id: string },
    ];
    expect(await backend.linksOf('process orders.new', orderId)).toEqual(['checkout.complete']);
    expect(await station.terminal.close()).toBe(0);
  },
);
