import { setTimeout as wait } from 'node:timers/promises';
import type { Connection } from 'rabbitmq-client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startReceiver } from '../../src/main/demo/receiver/receiver.ts';
import type { Receiver } from '../../src/main/demo/receiver/receiver-types.ts';
import { createService, type Service } from '../../src/main/demo/shop/service.ts';
import { declareTopology } from '../../src/main/exchange/amqp/topology.ts';
import { lateBySpans, looseEnds } from '../support/floor/backend.ts';
import { publish, until } from '../support/floor/floor.ts';
import { Hand, type Role } from '../support/floor/hand.ts';
import { hasRabbit, NO_RABBIT, startRabbit, type Rabbit } from '../support/floor/rabbitmq.ts';
import { rows } from '../support/database.ts';
import { mugs, orderCreated, teas } from '../support/orders.ts';
import { randomOf } from '../support/random.ts';
import { HANG_LIMIT_MS, seed, seedName } from '../support/station/seed.ts';

// A shift on a floor of six: orders flow while stations are killed, the broker goes and comes, and cables are pulled.

const SOAK = process.env['PICKSPAN_SOAK'] === '1';
const ORDERS = SOAK ? 500 : 24;
const KILLS = SOAK ? 25 : 2;
const BROKER_OUTAGES = SOAK ? 3 : 1;
const CUT_OFFS = SOAK ? 6 : 1;

const CREW: readonly (readonly [string, readonly Role[]])[] = [
  ['picker', ['pick']],
  ['pick-packer', ['pick', 'pack']],
  ['packer', ['pack']],
  ['shipper', ['ship']],
  ['all-1', ['pick', 'pack', 'ship']],
  ['all-2', ['pick', 'pack', 'ship']],
];
const HOUR_MS = 3_600_000;

let rabbit: Rabbit;
let shop: Connection;
let receiver: Receiver;
let checkout: Service;
let crew: Hand[] = [];
beforeAll(async () => {
  if (!hasRabbit) return;
  rabbit = await startRabbit();
  shop = rabbit.connection();
  await declareTopology(shop, 'shop');
  // What every listener hears, to the end.
  await shop.queueDeclare({ queue: 'listener', durable: true, arguments: { 'x-queue-type': 'quorum' } });
  await shop.queueBind({ exchange: 'fulfillment', queue: 'listener', routingKey: 'orders.dispatched' });
  receiver = await startReceiver();
  checkout = createService('checkout', receiver.url);
  const to = { broker: rabbit.url, receiver: receiver.url };
  crew = await Promise.all(CREW.map(([id, roles], at) => Hand.start(id, roles, to, at * 1000 + 1)));
}, 120_000);
afterAll(async () => {
  // A broker that stays behind would be in everybody's way.
  await Promise.allSettled(crew.map((hand) => hand.close()));
  await checkout?.close();
  await receiver?.close();
  await rabbit?.remove();
});

const random = randomOf(seed);
const pickOf = <T>(list: readonly T[]): T => {
  const one = list[Math.floor(random() * list.length)];
  if (one === undefined) throw new Error('an empty list');
  return one;
};
const handOf = (id: string): Hand => {
  const hand = crew.find((each) => each.id === id);
  if (hand === undefined) throw new Error(id);
  return hand;
};

const dispatchedAt = ({ folder }: Hand): string[] =>
  rows<{ order_id: string }>(folder, `SELECT order_id FROM orders WHERE state = 'dispatched'`).map(
    (row) => row.order_id,
  );
const dispatched = (): string[] => crew.flatMap(dispatchedAt);
const stateAt = ({ folder }: Hand, orderId: string): unknown =>
  rows<{ state: string }>(folder, `SELECT state FROM orders WHERE order_id = ?`, orderId)[0]?.state;
const waitingAt = ({ folder }: Hand): number =>
  rows<{ n: number }>(folder, `SELECT count(*) AS n FROM event_deliveries`)[0]?.n ?? 0;

const unsettledAt = ({ folder }: Hand): number =>
  rows<{ n: number }>(folder, `SELECT count(*) AS n FROM order_claims WHERE settled = 0`)[0]?.n ?? 0;

/** All that the stations know of orders that were not dispatched exactly once: where to begin to look. */
function askew(all: readonly string[]): string[] {
  const out = dispatched();
  const wrong = all.filter((orderId) => out.filter((each) => each === orderId).length !== 1);
  const told = `SELECT time_ms, type, data ->> '$.claim' AS claim, data ->> '$.answer' AS answer FROM events_out WHERE subject = ?`;
  return wrong.flatMap((orderId) =>
    crew.flatMap(({ id, folder }) =>
      [
        `SELECT state, closed_ms FROM orders WHERE order_id = ?`,
        `SELECT * FROM order_claims WHERE order_id = ?`,
        `SELECT * FROM conflicts WHERE order_id = ?`,
        `SELECT received_ms, source, type, result FROM events_in WHERE order_id = ?`,
        told,
      ].flatMap((sql) =>
        rows<object>(folder, sql, orderId).map((row) => `${orderId} at ${id}: ${JSON.stringify(row)}`),
      ),
    ),
  );
}

/** Orders as a shop sends them, each behind a checkout of its own; every tenth was placed three days ago. */
async function placeOrders(): Promise<{ readonly all: string[]; readonly late: string[] }> {
  const all: string[] = [];
  const late: string[] = [];
  for (let n = 0; n < ORDERS; n += 1) {
    const orderId = `ORD-${String(n).padStart(4, '0')}`;
    const isLate = random() < 0.1;
    const placedMs = Date.now() - (isLate ? 72 : 1) * HOUR_MS;
    const { traceparent } = checkout.emit('checkout.complete', placedMs, placedMs + 100, { 'order.id': orderId });
    const items = [mugs(1 + Math.floor(random() * 2)), ...(random() < 0.5 ? [teas(1)] : [])];
    const order = orderCreated(orderId, items, { placed_at: new Date(placedMs).toISOString() });
    const queue = random() < 0.1 ? 'orders.new.rush' : 'orders.new';
    await publish(shop, queue, { ...order, traceparent }, random() < 0.5 ? 'binary' : 'structured');
    all.push(orderId);
    if (isLate) late.push(orderId);
  }
  return { all, late };
}

/** Messages that nobody can read, among the others. @returns in which dead queue each belongs. */
async function plantUnreadable(): Promise<string[]> {
  const raw = shop.createPublisher({ confirm: true });
  const keys = ['orders.new', 'orders.new', 'orders.picked', 'orders.packed'];
  for (const [at, routingKey] of keys.entries())
    await raw.send(
      { exchange: 'fulfillment', routingKey, durable: true },
      Buffer.from(at === 0 ? '{not json' : '{"a":1}'),
    );
  await raw.close();
  return keys.map((key) => `${key}.dead`);
}

const messagesIn = async (queue: string): Promise<number> =>
  (await shop.queueDeclare({ queue, passive: true })).messageCount;

/** Asked again: a broker that is busy answers with none. */
const holds = (queue: string, count: number): Promise<unknown> =>
  until(`${count} in ${queue}`, async () => (await messagesIn(queue)) === count || undefined);

/** Something happens each time another part of the orders has been dispatched. */
async function goOnUntilAllAreOut(all: readonly string[]): Promise<void> {
  const faults: (() => Promise<void>)[] = [
    ...Array.from({ length: KILLS }, () => () => pickOf(crew).kill()),
    ...Array.from({ length: BROKER_OUTAGES }, () => async () => {
      await rabbit.kill();
      await wait(500);
      await rabbit.start();
    }),
    ...Array.from({ length: CUT_OFFS }, () => async () => {
      const hand = pickOf(crew);
      hand.cutOff();
      await wait(2000);
      hand.plugIn();
    }),
  ]
    .map((fault) => ({ fault, at: random() }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ fault }) => fault);
  const before = dispatched().length;
  for (const [at, fault] of faults.entries()) {
    const due = before + Math.floor(((all.length - before) * at) / faults.length);
    await until(`${due} dispatched`, () => dispatched().length >= due || undefined);
    await fault();
  }
  let last = -1;
  // As long as anything moves.
  for (let still = 0; still < 600 && dispatched().length < all.length; still += 1) {
    const now = dispatched().length;
    if (now > last) still = 0;
    last = now;
    await wait(100);
  }
}

/**
 * A station is cut off with orders in hand and works on; another takes them over. One order has left by then, one is under
 * way at both, the rest at one. @returns the order that left, and the one under way.
 */
async function takeOverFromOneCutOff(): Promise<{ readonly left: string; readonly underWay: string }> {
  const [lost, heir] = [handOf('all-1'), handOf('all-2')];
  await Promise.all([lost.rest(), heir.rest()]);
  const ready = (): string[] =>
    rows<{ order_id: string }>(lost.folder, `SELECT order_id FROM orders WHERE state = 'ready' ORDER BY order_id`).map(
      ({ order_id }) => order_id,
    );
  const [left, underWay] = await until('three orders that wait', () => (ready().length >= 3 ? ready() : undefined));
  if (left === undefined || underWay === undefined) throw new Error('no orders');
  await until('their claims at the broker', () => (waitingAt(lost) === 0 && unsettledAt(lost) === 0) || undefined);
  lost.cutOff();
  expect(await heir.send('PS:TAKEOVER:all-1')).toMatchObject({ code: 'takeover.asked' });
  await until('taken over', () => stateAt(heir, left) === 'ready' || undefined);
  await until('the claims of the heir at the broker', () => waitingAt(heir) === 0 || undefined);
  // The one goes out of the door while nobody hears of it, the other is begun.
  await lost.send(left);
  for (let view = lost.view(); stateAt(lost, left) !== 'dispatched'; view = lost.view()) {
    const parcel = view.kind === 'ship' ? view.parcels[0] : undefined;
    const scan = view.kind === 'home' || (view.kind === 'pack' && view.closed) ? left : undefined;
    await lost.send(
      scan ??
        (view.kind === 'ship' && !view.expect.includes('label')
          ? 'PS:HANDOVER'
          : nextScan(view, parcel?.tracking_number ?? '')),
    );
  }
  for (const hand of [lost, heir])
    for (const scan of [underWay, 'PS:CANCEL']) expect(await hand.send(scan)).toMatchObject({ ok: true });
  for (const scan of [left, 'PS:CANCEL']) expect(await heir.send(scan)).toMatchObject({ ok: true });
  lost.plugIn();
  await until(
    'the conflicts',
    () => (stateAt(heir, left) === 'conflict' && stateAt(lost, underWay) === 'conflict') || undefined,
  );
  lost.goOn();
  heir.goOn();
  return { left, underWay };
}

function nextScan(view: ReturnType<Hand['view']>, tracking: string): string {
  if (view.kind === 'pick') return (view.bin_confirmed ? view.line?.gtin : view.line?.bin) ?? '';
  if (view.kind === 'pack') return view.expect.includes('item') ? (view.line?.gtin ?? '') : 'PS:DONE';
  return tracking;
}

test.skipIf(!hasRabbit)(
  `${ORDERS} orders over six stations, ${KILLS} kills, ${BROKER_OUTAGES} broker outages, ${CUT_OFFS} cut-offs: each dispatched once, each link resolves (${seedName})${hasRabbit ? '' : ` (${NO_RABBIT})`}`,
  async () => {
    const began = performance.now();
    const dead = await plantUnreadable();
    const { all, late } = await placeOrders();
    await checkout.flush();
    for (const hand of crew) hand.work();
    const { left, underWay } = await takeOverFromOneCutOff();
    await goOnUntilAllAreOut(all);

    // Each exactly once, whatever happened.
    expect(askew(all)).toEqual([]);
    expect(dispatched().toSorted()).toEqual(all);
    const took = Math.round((performance.now() - began) / 1000);
    await until('nothing waits to be told', () => crew.every((hand) => waitingAt(hand) === 0) || undefined);
    const told = new Map<string, string>();
    let heard = 0;
    for (;;) {
      const message = await shop.basicGet({ queue: 'listener', noAck: true });
      if (message === undefined) break;
      heard += 1;
      told.set(String(message.headers?.['cloudEvents:id']), String(message.headers?.['cloudEvents:subject']));
    }
    expect([...told.values()].toSorted()).toEqual(all);
    // Nothing is left anywhere, and nothing was put aside but what was planted.
    for (const queue of ['orders.new', 'orders.new.rush', 'orders.picked', 'orders.packed']) await holds(queue, 0);
    for (const queue of new Set([...dead, 'orders.new.rush.dead', ...CREW.map(([id]) => `station.${id}.changes.dead`)]))
      await holds(queue, dead.filter((each) => each === queue).length);
    // The two that were at two stations: one conflict each, seen by somebody.
    const conflicts = crew.flatMap(({ id, folder }) =>
      rows<{ order_id: string; kind: string }>(folder, `SELECT order_id, kind FROM conflicts`).map(
        ({ order_id, kind }) => `${order_id} ${kind} at ${id}`,
      ),
    );
    const ofTakeover = conflicts.filter((conflict) => [left, underWay].some((order) => conflict.startsWith(order)));
    expect(ofTakeover.toSorted()).toEqual([`${left} gone at all-2`, `${underWay} claimed at all-1`].toSorted());
    expect([handOf('all-2').conflicts, handOf('all-1').conflicts]).toMatchObject([
      expect.arrayContaining([left]),
      expect.arrayContaining([underWay]),
    ]);

    const unsent = (): number =>
      crew.reduce(
        (sum, { folder }) =>
          sum +
          (rows<{ n: number }>(
            folder,
            `SELECT count(*) AS n FROM journal j WHERE EXISTS (
               SELECT 1 FROM export_lanes l WHERE seq > l.after_seq AND seq <= coalesce(l.through_seq, seq))`,
          )[0]?.n ?? 0),
        0,
      );
    for (const hand of crew) await hand.stop();
    await until('all spans at the receiver', () => unsent() === 0 || undefined);
    const spans = receiver.spans();
    expect(looseEnds(spans)).toEqual([]);
    expect([receiver.problems, receiver.resendsDiffer]).toEqual([[], []]);
    expect(lateBySpans(spans).toSorted()).toEqual(late);
    // Everybody had a part in it.
    const stages = new Map<string, number>();
    for (const { name, attributes } of spans)
      if (
        ['warehouse.pick', 'warehouse.pack', 'shipping.dispatch'].includes(name) &&
        attributes['stage.outcome'] === 'complete'
      ) {
        const id = attributes['station.id'] as string;
        stages.set(id, (stages.get(id) ?? 0) + 1);
      }
    expect([...stages.keys()].toSorted()).toEqual(CREW.map(([id]) => id).toSorted());
    const redelivered = spans.filter(({ attributes }) => attributes['processing.status'] === 'duplicate').length;
    console.log(
      `${ORDERS} orders in ${took} s; ${spans.length} spans, ${receiver.duplicates} came twice; ${heard - told.size} events twice, ${redelivered} redeliveries known; ` +
        `late ${late.length}; conflicts ${conflicts.length}, of them ${ofTakeover.length} by the take-over; stages ended ${[...stages].map(([id, n]) => `${id} ${n}`).join(', ')}`,
    );
  },
  HANG_LIMIT_MS,
);
