import { afterEach, beforeEach, expect, test } from 'vitest';
import type { DecodedSpan } from '../../demo/receiver/decode.ts';
import type { Answer, Receiver } from '../../demo/receiver/receiver-types.ts';
import { startReceiver } from '../../demo/receiver/receiver.ts';
import type { Endpoint } from './endpoint.ts';
import { endpointAt, START_MS, TestJournal } from './test-journal.ts';

// What is set aside: parked until the fault is mended, or refused for good.

let journal: TestJournal;
let respond: (spans: readonly DecodedSpan[]) => Answer | undefined;
let receiver: Receiver;
let endpoint: Endpoint;
beforeEach(async () => {
  journal = new TestJournal();
  respond = () => undefined;
  receiver = await startReceiver({ respond: (_request, spans) => respond(spans) });
  endpoint = await endpointAt(receiver.url);
});
afterEach(async () => {
  journal.remove();
  await receiver.close();
});

const named = (spans: readonly DecodedSpan[], ...names: string[]): boolean =>
  spans.some(({ name }) => names.includes(name));

test.each([401, 403, 404, 302])('%i parks one batch, and the rest keeps waiting', async (status) => {
  journal.recordMany(1600);
  respond = () => ({ status, headers: { location: receiver.url }, body: { code: 16, message: 'no' } });
  expect(await journal.sync(endpoint)).toMatchObject({ sent: 0, stillWaiting: 1600, because: `${status}: no` });
  expect(receiver.requests).toHaveLength(1);
  expect(journal.delivery.counts()).toMatchObject({ waiting: 1088, parked: 512, sent: 0 });
  // Asked again and again, it does not park ever more.
  await journal.sync(endpoint);
  expect(receiver.requests).toHaveLength(2);
  expect(journal.delivery.counts()).toMatchObject({ waiting: 1088, parked: 512 });

  respond = () => undefined;
  expect(await journal.sync(endpoint)).toMatchObject({ sent: 1600, stillWaiting: 0, because: null });
  expect(receiver.duplicates).toBe(0);
  expect(journal.delivery.counts()).toMatchObject({ waiting: 0, parked: 0, sent: 1600 });
});

test.each([500, 408])('a batch that makes the server fail (%i) does not block what comes behind', async (status) => {
  journal.recordMany(1500);
  respond = (spans) => (named(spans, 'span-3') ? { status } : undefined);
  expect(await journal.sync(endpoint)).toMatchObject({ sent: 988, stillWaiting: 512, because: `${status}: {}` });
  journal.recordMany(5, 'fresh');
  // Others were taken since it was parked: it is narrowed down to the span at fault.
  expect(await journal.sync(endpoint)).toMatchObject({ sent: 516, stillWaiting: 1 });
  expect(journal.delivery.setAside(2)).toMatchObject([{ name: 'span-3', state: 'parked' }]);
  respond = () => undefined;
  expect(await journal.sync(endpoint)).toMatchObject({ sent: 1, stillWaiting: 0 });
  expect(receiver.spans()).toHaveLength(1505);
});

test('a server that fails at everything is asked twice, not for the whole backlog', async () => {
  journal.recordMany(2000);
  respond = () => ({ status: 500 });
  expect(await journal.sync(endpoint)).toMatchObject({ sent: 0, stillWaiting: 2000 });
  expect(receiver.requests).toHaveLength(2);
  expect(journal.delivery.counts()).toMatchObject({ waiting: 976, parked: 1024 });
});

test('parked spans can be spared the endpoint that parked them, and only that', async () => {
  journal.recordMany(2);
  const spared = { parkedForMs: 60_000 };
  respond = () => ({ status: 401 });
  await journal.sync(endpoint, spared);
  respond = () => undefined;
  expect(await journal.sync(endpoint, spared)).toMatchObject({
    sent: 0,
    stillWaiting: 2,
    because: '401: {}',
    notBeforeMs: START_MS + 60_000,
  });
  const other = await endpointAt(`${receiver.url}/`, {
    OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: `${receiver.url}/v1/traces?`,
  });
  expect(await journal.sync(other, spared)).toMatchObject({ sent: 2, stillWaiting: 0 });
});

test('one poison span among 100 is refused with the words of the server, the others arrive', async () => {
  journal.recordMany(100);
  respond = (spans) => (named(spans, 'span-37') ? { status: 400, body: { code: 3, message: 'bad span' } } : undefined);
  expect(await journal.sync(endpoint)).toMatchObject({ sent: 99, refused: 1, stillWaiting: 0, because: null });
  expect(receiver.spans()).toHaveLength(99);
  expect(receiver.duplicates).toBe(0);
  expect(journal.lanes()).toEqual([[100, null]]);
  expect(journal.delivery.counts()).toMatchObject({ waiting: 0, sent: 99, refused: 1 });
  expect(journal.delivery.setAside(10)).toMatchObject([{ name: 'span-37', state: 'refused', reason: '400: bad span' }]);
  const asked = receiver.requests.length;
  await journal.sync(endpoint);
  expect(receiver.requests).toHaveLength(asked);
});

test('413 is halved until it fits', async () => {
  journal.recordMany(100);
  respond = (spans) => (spans.length > 30 ? { status: 413 } : undefined);
  expect(await journal.sync(endpoint)).toMatchObject({ sent: 100, refused: 0, stillWaiting: 0 });
  expect(receiver.duplicates).toBe(0);
});

test('a fault of the network in the middle of halving leaves the rest as it was', async () => {
  journal.recordMany(8);
  respond = (spans) =>
    spans.length > 4 ? { status: 413 } : named(spans, 'span-7') ? { destroy: 'before' } : undefined;
  expect(await journal.sync(endpoint)).toMatchObject({ sent: 4, stillWaiting: 4 });
  expect(journal.lanes()).toEqual([[4, null]]);
});

test('an endpoint that refuses every span costs eight spans, and none after it failed once', async () => {
  journal.recordMany(600);
  respond = () => ({ status: 400, body: 'protobuf only' });
  expect(await journal.sync(endpoint)).toMatchObject({ refused: 8, stillWaiting: 592, because: '400: protobuf only' });
  // It has taken nothing yet: what it will not have from now on is not held against the span.
  expect(await journal.sync(endpoint)).toMatchObject({ refused: 0, stillWaiting: 592 });
  expect(await journal.sync(endpoint)).toMatchObject({ refused: 0, stillWaiting: 592 });
  expect(journal.delivery.counts()).toMatchObject({ refused: 8 });
  respond = () => undefined;
  expect(await journal.sync(endpoint)).toMatchObject({ sent: 592, stillWaiting: 0 });

  // Another endpoint starts fresh, also with what this one refused.
  const other = await startReceiver();
  expect(await journal.sync(await endpointAt(other.url))).toMatchObject({ sent: 8, stillWaiting: 0 });
  await other.close();
});

test('a span that is parked on suspicion is refused once the endpoint takes others', async () => {
  journal.recordMany(4);
  respond = () => ({ status: 503 });
  await journal.sync(endpoint);
  respond = (spans) => (named(spans, 'span-0') ? { status: 400 } : undefined);
  expect(await journal.sync(endpoint)).toMatchObject({ sent: 3, refused: 1, stillWaiting: 0 });
});
