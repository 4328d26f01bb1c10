import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openBench, type Bench } from '../../../test/support/station/bench.ts';
import { dispatcherOf } from '../../../test/support/station/dispatcher.ts';
import { one, present } from '../../../test/support/station/one.ts';
import { context, created, event, orderData, PACK_SCANS, PICK_SCANS } from '../../../test/support/station/samples.ts';
import { journalSpans } from '../../../test/support/station/spans.ts';
import type { Dispatcher } from '../exchange/targets/dispatcher.ts';
import { PAUSED_AFTER } from '../exchange/targets/standing.ts';
import { receiveWebhooks } from '../exchange/targets/test-webhook.ts';
import { subscriberStatus } from './subscriber-status.ts';

const SECRET = `whsec_${Buffer.from('a key for nobody else').toString('base64')}`;

const confirmation = (url: string, more: object = {}) => ({
  name: 'send_order_confirmation',
  kind: 'webhook',
  url,
  secret: SECRET,
  ...more,
});
const shipment = (path: string) => ({ name: 'send_shipment_notification', kind: 'folder', path });

const dispatcherFor = (bench: Bench): Dispatcher =>
  dispatcherOf(bench, bench.subscribers.notifications, bench.settings.subscribers, (target) => ({
    ...target,
    atOnce: 1,
  }));

const take = (bench: Bench, ...orders: readonly number[]) =>
  bench.take(...orders.map((n) => created(`ORD-${n}`, {}, { traceparent: context(n).traceparent })));

function dispatch(bench: Bench, n: number): void {
  bench.codes('PS:OP:w1', 'PS:PICK', ...PICK_SCANS, `ORD-${n}`, ...PACK_SCANS, 'PS:SHIP');
  bench.codes(String(bench.value(`SELECT tracking_number FROM parcels WHERE order_id = ?`, `ORD-${n}`)), 'PS:HANDOVER');
}

const notified = (folder: string) =>
  readdirSync(folder)
    .toSorted()
    .map(
      (name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as { type: string; subject: string; data: object },
    );

test('one event sets off each of its subscribers, in a span of its own that links to the producer', async () => {
  const receiver = await receiveWebhooks(SECRET, () => undefined);
  const bench = openBench({ subscribers: [confirmation(receiver.url, { channel: 'email' }), shipment('sent')] });
  take(bench, 1);
  dispatch(bench, 1);
  await dispatcherFor(bench).sync(false);
  bench.count();

  const confirmed = one(journalSpans(bench.db, 'send_order_confirmation'));
  const shipped = one(journalSpans(bench.db, 'send_shipment_notification'));
  const counted = journalSpans(bench.db, 'record_order_analytics');
  const dispatchSpan = one(journalSpans(bench.db, 'shipping.dispatch'));
  expect(confirmed.attributes).toMatchObject({ 'notification.channel': 'email', 'order.id': 'ORD-1' });
  expect(shipped.attributes).toMatchObject({ 'notification.channel': 'folder', 'order.id': 'ORD-1' });
  expect(counted.map(({ attributes }) => attributes['analytics.recorded'])).toEqual([true, true]);
  const all = [confirmed, shipped, ...counted];
  for (const span of all) expect(span).toMatchObject({ kind: 'CONSUMER', parentSpanId: undefined });
  expect(new Set(all.map(({ traceId }) => traceId)).size).toBe(4);
  const checkout = { traceId: context(1).traceId, spanId: context(1).spanId };
  const ofCreated = {
    'link.relationship': 'triggered_by_order_created',
    'link.stage': 'checkout',
    'order.id': 'ORD-1',
  };
  const left = { traceId: dispatchSpan.traceId, spanId: dispatchSpan.spanId };
  const ofLeft = { 'link.relationship': 'triggered_by_order_dispatched', 'link.stage': 'event', 'order.id': 'ORD-1' };
  for (const [span, to, attributes] of [
    [confirmed, checkout, ofCreated],
    [present(counted[0]), checkout, ofCreated],
    [shipped, left, ofLeft],
    [present(counted[1]), left, ofLeft],
  ] as const) {
    expect(one(span.links)).toMatchObject({ ...to, attributes });
  }

  // What the customer's side gets: signed, with the producer's context, and the order or the whole journey.
  const hook = one(receiver.taken);
  expect(hook.isSigned).toBe(true);
  expect(hook.event).toMatchObject({
    type: 'pickspan.order.confirmation',
    subject: 'ORD-1',
    traceparent: context(1).traceparent,
    data: { order_id: 'ORD-1', order: { items: [{ sku: 'MUG-BLUE' }, {}] }, checkout_trace_context: context(1).parts },
  });
  expect(notified(join(bench.folder, 'sent'))).toMatchObject([
    { type: 'pickspan.shipment.notification', subject: 'ORD-1', data: { parcels: [{ number: 1 }] } },
  ]);
});

test('one whose target is dead holds up no other; what it missed it gets later, once and in order', async () => {
  let isUp = false;
  const receiver = await receiveWebhooks(SECRET, () => (isUp ? undefined : { status: 503 }));
  const bench = openBench({ subscribers: [confirmation(receiver.url), shipment('sent')] });
  take(bench, 1, 2, 3);
  dispatch(bench, 1);
  const ends = await dispatcherFor(bench).sync(false);
  expect(ends.map(({ sent, waiting }) => [sent, waiting])).toEqual([
    [0, 3],
    [1, 0],
  ]);
  bench.count();
  expect(bench.figures({ stage: 'in' })).toMatchObject({ orders: 3, lines: 6, units: 9 });
  expect(subscriberStatus(bench.db, bench.settings)).toMatchObject([
    { name: 'send_order_confirmation', state: 'waiting', waiting: 3, attempts: 1, because: '503' },
    { name: 'send_shipment_notification', state: 'open', waiting: 0, sent: 1 },
  ]);
  bench.reopen();
  isUp = true;
  expect(await dispatcherFor(bench).sync(false)).toMatchObject([{ sent: 3, waiting: 0 }, { sent: 0 }]);
  expect(receiver.taken.map(({ event: { subject } }) => subject)).toEqual(['ORD-1', 'ORD-2', 'ORD-3']);
  // The first try that failed and the one that went well were the same to the byte.
  expect(receiver.all[0]?.event.toString()).toBe(receiver.taken[0]?.event.toString());
});

test('an event that is not wanted is left aside for the next, and offered again; wanted by none, it is paused', async () => {
  let refuses = (subject = ''): boolean => subject === 'ORD-2';
  const receiver = await receiveWebhooks(SECRET, ({ subject }) => (refuses(subject) ? { status: 422 } : undefined));
  const bench = openBench({ subscribers: [confirmation(receiver.url)] });
  take(bench, 1, 2, 3);
  const dispatcher = dispatcherFor(bench);
  expect(await dispatcher.sync(false)).toMatchObject([
    { sent: 2, waiting: 1, refused: [{ events: 1, because: '422' }] },
  ]);
  refuses = () => true;
  take(bench, 4);
  for (let tries = 0; tries < PAUSED_AFTER; tries += 1) await dispatcher.sync(true);
  expect(subscriberStatus(bench.db, bench.settings)).toMatchObject([{ state: 'paused', waiting: 2 }]);
  const before = receiver.all.length;
  await dispatcher.sync(false);
  expect(receiver.all).toHaveLength(before);
  refuses = () => false;
  expect(await dispatcher.sync(true)).toMatchObject([{ sent: 2, waiting: 0, state: { state: 'open' } }]);
  expect(receiver.taken.map(({ event: { subject } }) => subject)).toEqual(['ORD-1', 'ORD-3', 'ORD-2', 'ORD-4']);
  expect(journalSpans(bench.db, 'send_order_confirmation')).toHaveLength(4);
});

test('an update, a duplicate and a refusal confirm nothing; an order without a trace is confirmed without a link', async () => {
  const bench = openBench({ subscribers: [confirmation('http://127.0.0.1:1'), { ...shipment('sent') }] });
  const first = created('ORD-1');
  bench.take(first, first, created('ORD-1', { priority: 3 }), event('order.created', { order_id: 'ORD-2' }));
  bench.take(event('order.updated', orderData('ORD-1', { revision: 9 })), { order_id: 'ORD-3' });
  bench.count();
  expect(journalSpans(bench.db, 'record_order_analytics').map(({ attributes }) => attributes['order.id'])).toEqual([
    'ORD-1',
    'ORD-3',
  ]);
  expect(journalSpans(bench.db, 'record_order_analytics').flatMap(({ links }) => links)).toEqual([]);
  expect(subscriberStatus(bench.db, bench.settings)).toMatchObject([{ waiting: 2 }, { waiting: 0 }]);
});

test('with none set up nothing waits; one that is set up later begins there, also when it was there before', async () => {
  const bench = openBench({});
  take(bench, 1);
  expect(bench.subscribers.notifications.waiting('send_order_confirmation')).toBe(0);
  bench.reopen({ subscribers: [{ name: 'send_order_confirmation', kind: 'folder', path: 'sent' }] });
  take(bench, 2);
  expect(await dispatcherFor(bench).sync(false)).toMatchObject([{ sent: 1 }]);
  bench.reopen({});
  take(bench, 3);
  bench.reopen({ subscribers: [{ name: 'send_order_confirmation', kind: 'folder', path: 'sent' }] });
  take(bench, 4);
  expect(await dispatcherFor(bench).sync(false)).toMatchObject([{ sent: 1 }]);
  expect(notified(join(bench.folder, 'sent')).map(({ subject }) => subject)).toEqual(['ORD-2', 'ORD-4']);
});

test('what a subscriber has not had yet outlives its age, and goes when it has', async () => {
  const bench = openBench({ subscribers: [shipment('away/sent')] });
  bench.take(created('ORD-1', { ship_to: { name: 'Wilhelmina' } }));
  dispatch(bench, 1);
  const prune = (): void => {
    for (let day = 0; day < 40; day += 1) {
      bench.clock.advance(86_400_000);
      for (const step of bench.retention.pass()) expect(step).toBeUndefined();
    }
  };
  const persons = (): unknown => bench.value(`SELECT count(*) FROM events_out WHERE data LIKE '%Wilhelmina%'`);
  bench.count();
  prune();
  expect(persons()).toBe(1);
  mkdirSync(join(bench.folder, 'away'));
  expect(await dispatcherFor(bench).sync(false)).toMatchObject([{ sent: 1, waiting: 0 }]);
  prune();
  expect(persons()).toBe(0);
});
