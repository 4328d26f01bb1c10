import { once } from 'node:events';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { hasOpenssl, privateAuthority, tlsInFrontOf } from '../../../../test/support/private-authority.ts';
import { openBench, type Bench } from '../../../../test/support/station/bench.ts';
import { dispatcherOf } from '../../../../test/support/station/dispatcher.ts';
import { created, PICK_SCANS, PACK_SCANS } from '../../../../test/support/station/samples.ts';
import { deliveryStore } from './delivery-store.ts';
import type { Dispatcher } from './dispatcher.ts';
import { PAUSED_AFTER } from './standing.ts';
import { targetStatus } from './target-status.ts';
import { receiveWebhooks } from './test-webhook.ts';

// Events out of a real station to real receivers.

const SECRET = `whsec_${Buffer.from('a key of at least twenty-four bytes').toString('base64')}`;

const dispatcherFor = (bench: Bench): Dispatcher => dispatcherOf(bench, deliveryStore(bench.db));

/** Picks and packs sample orders: two events each. */
function work(bench: Bench, ...orderIds: readonly string[]): void {
  for (const id of orderIds) {
    bench.take(created(id, { ship_to: { name: 'Wilhelmina' } }));
    bench.codes('PS:OP:w1', id, ...PICK_SCANS, id, ...PACK_SCANS);
    expect(bench.stateOf(id)).toBe('packed');
  }
}

const webhooks = (...urls: readonly string[]) => ({
  targets: urls.map((url, at) => ({ name: `hook-${at + 1}`, kind: 'webhook', url, secret: SECRET })),
});

test('a webhook gets each event once, signed, as a CloudEvent, with the span of its stage; then nothing waits', async () => {
  const receiver = await receiveWebhooks(SECRET, () => undefined);
  const bench = openBench(webhooks(receiver.url));
  work(bench, 'ORD-1', 'ORD-2');
  expect(targetStatus(bench.db, ['hook-1'])).toMatchObject([{ state: 'open', waiting: 4, sent: 0 }]);
  const [sync] = await dispatcherFor(bench).sync(false);
  expect(sync).toMatchObject({ sent: 4, waiting: 0 });
  expect(receiver.taken.every(({ isSigned }) => isSigned)).toBe(true);
  const seen = receiver.taken.map(({ event }) => `${event.subject} ${event.type}`);
  for (const id of ['ORD-1', 'ORD-2']) {
    expect(seen.filter((each) => each.startsWith(id))).toEqual([
      `${id} pickspan.order.picked`,
      `${id} pickspan.order.packed`,
    ]);
  }
  for (const { event, headers } of receiver.taken) {
    expect(event.validate()).toBe(true);
    expect(headers['webhook-id']).toBe(event.id);
    expect(event.source).toBe(`urn:pickspan:station:${bench.settings.station.id}`);
    expect(bench.value(`SELECT traceparent FROM events_out WHERE id = ?`, event.id)).toBe(event['traceparent']);
  }
});

test('a target that is not there holds up no other; what it gets later is the same to the byte, in order', async () => {
  let isUp = false;
  const sick = await receiveWebhooks(SECRET, () =>
    isUp ? undefined : { status: 503, headers: { 'retry-after': '60' } },
  );
  const well = await receiveWebhooks(SECRET, () => undefined);
  const bench = openBench(webhooks(sick.url, well.url));
  work(bench, 'ORD-1');
  const dispatcher = dispatcherFor(bench);
  const states = await dispatcher.sync(false);
  expect(states.map(({ sent, waiting }) => [sent, waiting])).toEqual([
    [0, 2],
    [2, 0],
  ]);
  // Under its Retry-After it is asked by nobody, but for whoever insists.
  await dispatcher.sync(false);
  expect(sick.all).toHaveLength(1);
  expect(targetStatus(bench.db, ['hook-1'])[0]).toMatchObject({ state: 'waiting', attempts: 1, because: '503' });
  isUp = true;
  expect(await dispatcher.sync(true)).toMatchObject([{ sent: 2, waiting: 0 }, { sent: 0 }]);
  expect(sick.taken.map(({ event }) => event.toString())).toEqual(well.taken.map(({ event }) => event.toString()));
});

test('an event that is refused holds up its own order alone; refused again and again the target is paused', async () => {
  let refuses = (id: string): boolean => id === 'ORD-1';
  const receiver = await receiveWebhooks(SECRET, ({ subject }) =>
    refuses(subject ?? '') ? { status: 422 } : undefined,
  );
  const bench = openBench(webhooks(receiver.url));
  work(bench, 'ORD-1', 'ORD-2');
  const dispatcher = dispatcherFor(bench);
  const [first] = await dispatcher.sync(false);
  expect(first).toMatchObject({ sent: 2, waiting: 2, refused: [{ events: 1, because: '422' }] });
  expect(receiver.taken.map(({ event }) => event.subject)).toEqual(['ORD-2', 'ORD-2']);
  refuses = () => true;
  for (let tries = 0; tries < PAUSED_AFTER; tries += 1) await dispatcher.sync(true);
  expect(targetStatus(bench.db, ['hook-1'])).toMatchObject([{ state: 'paused', waiting: 2 }]);
  const before = receiver.all.length;
  await dispatcher.sync(false);
  expect(receiver.all).toHaveLength(before);
  refuses = () => false;
  expect(await dispatcher.sync(true)).toMatchObject([{ sent: 2, waiting: 0, state: { state: 'open' } }]);
});

test('a redirect is not followed', async () => {
  const elsewhere = await receiveWebhooks(SECRET, () => undefined);
  const receiver = await receiveWebhooks(SECRET, () => ({ status: 307, headers: { location: elsewhere.url } }));
  const bench = openBench(webhooks(receiver.url));
  work(bench, 'ORD-1');
  await dispatcherFor(bench).sync(false);
  expect(elsewhere.all).toEqual([]);
  expect(targetStatus(bench.db, ['hook-1'])[0]?.because).toContain('redirects are not followed');
});

test('a header that no request can carry is refused with its reason, not tried for ever', async () => {
  const receiver = await receiveWebhooks(SECRET, () => undefined);
  const { targets } = webhooks(receiver.url);
  const bench = openBench({ targets: targets.map((each) => ({ ...each, headers: { 'x-key': 'two\nlines' } })) });
  work(bench, 'ORD-1');
  await dispatcherFor(bench).sync(false);
  expect(receiver.all).toEqual([]);
  expect(bench.rows('SELECT DISTINCT state FROM event_deliveries WHERE attempts > 0')).toEqual([{ state: 'refused' }]);
  expect(targetStatus(bench.db, ['hook-1'])[0]?.because).toContain('x-key');
});

test('a folder gets one whole file per event, in the order of the names; a folder that is away costs nothing', async () => {
  const bench = openBench({ targets: [{ name: 'erp', kind: 'folder', path: 'away/out' }] });
  work(bench, 'ORD-1');
  const dispatcher = dispatcherFor(bench);
  expect(await dispatcher.sync(false)).toMatchObject([{ sent: 0, waiting: 2 }]);
  const out = join(bench.folder, 'away', 'out');
  mkdirSync(join(bench.folder, 'away'));
  expect(await dispatcher.sync(false)).toMatchObject([{ sent: 2, waiting: 0 }]);
  const types = readdirSync(out)
    .toSorted()
    .map((name) => (JSON.parse(readFileSync(join(out, name), 'utf8')) as { type: string }).type);
  expect(types).toEqual(['pickspan.order.picked', 'pickspan.order.packed']);
  rmSync(out, { recursive: true });
});

test('what a target waits for outlives its age, person and all; once it is delivered it goes', async () => {
  const receiver = await receiveWebhooks(SECRET, () => undefined);
  const bench = openBench(webhooks(receiver.url));
  work(bench, 'ORD-1');
  const prune = (): void => {
    for (let day = 0; day < 40; day += 1) {
      bench.clock.advance(86_400_000);
      for (const step of bench.retention.pass()) expect(step).toBeUndefined();
    }
  };
  prune();
  expect(bench.value(`SELECT count(*) FROM events_out WHERE data LIKE '%Wilhelmina%'`)).toBe(2);
  expect(await dispatcherFor(bench).sync(false)).toMatchObject([{ sent: 2 }]);
  expect(JSON.stringify(receiver.taken[1]?.event.data)).toContain('Wilhelmina');
  prune();
  expect(bench.value(`SELECT count(*) FROM events_out WHERE data LIKE '%Wilhelmina%'`)).toBe(0);
});

test.skipIf(!hasOpenssl)('a webhook of the house is trusted by network.ca_file, and not without', async () => {
  const receiver = await receiveWebhooks(SECRET, () => undefined);
  const house = privateAuthority();
  const url = new URL(receiver.url);
  url.protocol = 'https:';
  url.port = String(await tlsInFrontOf(Number(url.port), house));
  const bench = openBench(webhooks(url.href));
  work(bench, 'ORD-1');
  expect(await dispatcherFor(bench).sync(true)).toMatchObject([{ sent: 0, waiting: 2 }]);
  writeFileSync(
    join(bench.folder, 'station.json'),
    JSON.stringify({ ...webhooks(url.href), network: { ca_file: house.authority } }),
  );
  bench.reopen();
  expect(await dispatcherFor(bench).sync(true)).toMatchObject([{ sent: 2, waiting: 0 }]);
  expect(receiver.taken.every(({ isSigned }) => isSigned)).toBe(true);
});

test('a webhook goes through the proxy of the settings, and what is on this computer goes straight', async () => {
  const receiver = await receiveWebhooks(SECRET, () => undefined);
  const asked: string[] = [];
  const proxy = createServer((request, response) => {
    asked.push(request.url ?? '');
    response.writeHead(204).end();
  });
  proxy.listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  onTestFinished(() => void proxy.close());
  const through = { network: { proxy: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}` } };
  const bench = openBench({ ...webhooks('http://erp.invalid/hook', receiver.url), ...through });
  work(bench, 'ORD-1');
  expect(await dispatcherFor(bench).sync(true)).toMatchObject([
    { sent: 2, waiting: 0 },
    { sent: 2, waiting: 0 },
  ]);
  expect(asked).toEqual(['http://erp.invalid/hook', 'http://erp.invalid/hook']);
  expect(receiver.taken).toHaveLength(2);
});
