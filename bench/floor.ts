/*
 * (h) Orders per second through broker and station. A real RabbitMQ has N orders in a quorum queue; stations, each a
 * process, take them one at a time, commit each with its span and its claim to disk, acknowledge, and publish the claim.
 * Peer: the bare client that takes the same messages from a queue of the same kind, one at a time, and acknowledges; and
 * the bare client that publishes them with confirms. Rounds take turns; the medians count.
 */
import Database from 'better-sqlite3';
import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Connection } from 'rabbitmq-client';
import { CLAIMS_STREAM } from '../src/main/exchange/amqp/names.ts';
import { declareTopology } from '../src/main/exchange/amqp/topology.ts';
import { hasRabbit, NO_RABBIT, startRabbit } from '../test/support/floor/rabbitmq.ts';
import type { Figure, Row, Size } from './support/figure.ts';
import { median, ratioOfRounds } from './support/statistics.ts';

const SIZES = { full: { orders: 1000, rounds: 3 }, quick: { orders: 60, rounds: 1 } };
const STATIONS = [1, 2, 4, 8];
const PROGRAM = fileURLToPath(new URL('../bin/pickspan.mjs', import.meta.url));
const BARE = 'bench.bare';
const LOOK_EVERY_MS = 10;
const ITEMS = [
  { line_id: '1', sku: 'MUG', gtin: '9521234500018', name: 'Mug', quantity: 2, bin_location: 'A-01-03' },
  { line_id: '2', sku: 'TEA', gtin: '9521234500025', name: 'Tea', quantity: 1, bin_location: 'B-02-01' },
];

type Where = { readonly exchange?: string; readonly routingKey: string };

interface Station {
  readonly folder: string;
  readonly child: ChildProcess;
}

async function startStation(url: string, id: string): Promise<Station> {
  const folder = mkdtempSync(join(tmpdir(), 'pickspan-bench-'));
  const settings = { station: { id, roles: ['pick'] }, amqp: { url, claim_ahead: 100_000 } };
  writeFileSync(join(folder, 'station.json'), JSON.stringify(settings));
  const child = spawn(process.execPath, [PROGRAM, 'terminal', '--data', folder], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  await once(createInterface({ input: child.stdout }), 'line');
  return { folder, child };
}

async function stop({ folder, child }: Station): Promise<void> {
  const ended = once(child, 'exit');
  child.stdin?.end();
  await ended;
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}

function takenBy(stations: readonly Station[]): number {
  return stations.reduce((sum, { folder }) => {
    const db = new Database(join(folder, 'pickspan.sqlite'), { readonly: true });
    const { n } = db.prepare<[], { n: number }>(`SELECT count(*) AS n FROM orders`).get() ?? { n: 0 };
    db.close();
    return sum + n;
  }, 0);
}

/** @returns orders per second of the bare client, publishing with confirms, so many at once. */
async function publish(shop: Connection, where: Where, orders: number, round: string, atOnce = 1): Promise<number> {
  const under: Promise<void>[] = [];
  const publisher = shop.createPublisher({ confirm: true });
  const began = performance.now();
  for (let n = 0; n < orders; n += 1) {
    const orderId = `${round}-${n}`;
    const headers = {
      'cloudEvents:specversion': '1.0',
      'cloudEvents:id': orderId,
      'cloudEvents:source': 'urn:bench',
      'cloudEvents:type': 'pickspan.order.created',
      'cloudEvents:traceparent': `00-${randomBytes(16).toString('hex')}-${randomBytes(8).toString('hex')}-01`,
    };
    const to = { ...where, durable: true, contentType: 'application/json', headers };
    under.push(publisher.send(to, Buffer.from(JSON.stringify({ order_id: orderId, items: ITEMS }))));
    if (under.length === atOnce) await Promise.all(under.splice(0));
  }
  await Promise.all(under);
  const perSecond = orders / ((performance.now() - began) / 1000);
  await publisher.close();
  return perSecond;
}

async function consumeBare(shop: Connection, orders: number): Promise<number> {
  let left = orders;
  const done = Promise.withResolvers<void>();
  const began = performance.now();
  const consumer = shop.createConsumer(
    { queue: BARE, queueOptions: { passive: true }, qos: { prefetchCount: 1 } },
    () => {
      left -= 1;
      if (left === 0) done.resolve();
    },
  );
  await done.promise;
  const perSecond = orders / ((performance.now() - began) / 1000);
  await consumer.close();
  return perSecond;
}

/** Stations that are up and idle get the orders, as fast as they can be published. */
async function consumeByStations(shop: Connection, stations: readonly Station[], orders: number, round: string) {
  const before = takenBy(stations);
  const began = performance.now();
  await publish(shop, { exchange: 'fulfillment', routingKey: 'orders.new' }, orders, round, 100);
  while (takenBy(stations) < before + orders) await wait(LOOK_EVERY_MS);
  return orders / ((performance.now() - began) / 1000);
}

async function measure(size: Size, say: (progress: string) => void): Promise<Row[]> {
  if (!hasRabbit) return [{ what: 'orders through broker and station', measured: NO_RABBIT }];
  const { orders, rounds } = SIZES[size];
  const rabbit = await startRabbit();
  const shop = rabbit.connection();
  await declareTopology(shop, 'shop');
  await shop.queueDeclare({ queue: BARE, durable: true, arguments: { 'x-queue-type': 'quorum' } });
  const rows: Row[] = [];
  for (const count of STATIONS) {
    const each: { above: number; below: number; published: number }[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const published = await publish(shop, { routingKey: BARE }, orders, `bare-${count}-${round}`);
      const below = await consumeBare(shop, orders);
      // A new station reads the claims of two weeks: those of earlier rounds are not what is measured.
      await shop.queueDelete({ queue: CLAIMS_STREAM });
      await declareTopology(shop, 'shop');
      const stations = await Promise.all(
        Array.from({ length: count }, (_, at) => startStation(rabbit.url, `s-${count}-${round}-${at}`)),
      );
      const above = await consumeByStations(shop, stations, orders, `st-${count}-${round}`);
      for (const station of stations) await stop(station);
      each.push({ above, below, published });
      say(`${count} stations, round ${round + 1} of ${rounds}: ${above.toFixed(0)} : ${below.toFixed(0)} orders/s`);
    }
    const { ratio, lowest, highest } = ratioOfRounds(each);
    const of = (key: 'above' | 'below' | 'published'): string => median(each.map((one) => one[key])).toFixed(0);
    rows.push({
      what: `${count} station${count === 1 ? '' : 's'}, orders published and on disk : bare client, the same queue read one at a time`,
      measured: `${of('above')} : ${of('below')} orders/s; bare publish one at a time ${of('published')}`,
      ratio,
      rounds: [lowest, highest],
    });
  }
  await rabbit.remove();
  return rows;
}

export const floor: Figure = { letter: 'h', title: 'Orders through broker and stations', measure };
