import { afterEach, beforeEach, expect, test } from 'vitest';
import { ownPort } from '../../../../test/support/own-port.ts';
import type { Answer, Receiver, ReceiverOptions } from '../../demo/receiver/receiver-types.ts';
import { startReceiver } from '../../demo/receiver/receiver.ts';
import type { Endpoint } from './endpoint.ts';
import { endpointAt, START_MS, TestJournal } from './test-journal.ts';

let journal: TestJournal;
let respond: NonNullable<ReceiverOptions['respond']> = () => undefined;
let receiver: Receiver;
let endpoint: Endpoint;
beforeEach(async () => {
  journal = new TestJournal();
  respond = () => undefined;
  receiver = await startReceiver({ port: await ownPort(), respond: (...request) => respond(...request) });
  endpoint = await endpointAt(receiver.url, { OTEL_EXPORTER_OTLP_TIMEOUT: '600000' });
});
afterEach(async () => {
  journal.remove();
  await receiver.close();
});

const always = (answer: Answer): void => {
  respond = () => answer;
};

test('a refused connection keeps all, and a later sync sends all', async () => {
  journal.recordMany(3);
  await receiver.close();
  const result = await journal.sync(endpoint);
  expect(result).toMatchObject({ sent: 0, stillWaiting: 3, notBeforeMs: null });
  expect(result.because).toContain('ECONNREFUSED');
  expect(journal.reader.endpointState(endpoint.url)).toMatchObject({ attempts: 1, last_success_ms: null });
  expect(journal.deliveries()).toEqual([]);

  receiver = await startReceiver({ port: Number(new URL(receiver.url).port) });
  expect(await journal.sync(endpoint)).toMatchObject({ sent: 3, stillWaiting: 0, because: null });
  expect(journal.reader.endpointState(endpoint.url)).toMatchObject({ attempts: 0, because: null });
});

test.each([
  ['seconds', () => '3600', START_MS + 3_600_000],
  ['a date', () => new Date(Date.now() + 3_600_000).toUTCString(), START_MS + 3_600_000],
])('Retry-After in %s holds this endpoint, not another one', async (_form, header, due) => {
  journal.recordMany(2);
  always({ status: 429, headers: { 'retry-after': header() }, body: { code: 8, message: 'slow\ndown' } });
  const first = await journal.sync(endpoint);
  expect(first).toMatchObject({ sent: 0, stillWaiting: 2, because: '429: slow down' });
  // An HTTP date has whole seconds, and is told from the machine's clock, which goes on while it is read.
  expect(Math.abs((first.notBeforeMs ?? 0) - due)).toBeLessThan(60_000);

  always({});
  expect(await journal.sync(endpoint)).toEqual(first);
  expect(receiver.requests).toHaveLength(1);

  const other = await startReceiver();
  expect(await journal.sync(await endpointAt(other.url))).toMatchObject({ sent: 2, stillWaiting: 0 });
  await other.close();

  journal.recordMany(1, 'later');
  expect(await journal.sync(endpoint)).toMatchObject({ sent: 0, stillWaiting: 1 });
  expect(await journal.sync(endpoint, { ignoreNotBefore: true })).toMatchObject({ sent: 1, notBeforeMs: null });
  journal.recordMany(1, 'last');
  expect(await journal.sync(endpoint)).toMatchObject({ sent: 1 });
});

test('a Retry-After that is over holds nothing up', async () => {
  journal.recordMany(1);
  always({ status: 429, headers: { 'retry-after': '10' } });
  await journal.sync(endpoint);
  always({});
  journal.nowMs += 10_000;
  expect(await journal.sync(endpoint)).toMatchObject({ sent: 1 });
});

test.each([502, 503, 504])('%i stops the sync, settles nothing and is tried again at the next', async (status) => {
  journal.recordMany(600);
  always({ status });
  expect(await journal.sync(endpoint)).toMatchObject({ sent: 0, stillWaiting: 600, notBeforeMs: null });
  expect(receiver.requests).toHaveLength(1);
  expect(journal.delivery.counts()).toMatchObject({ waiting: 600, parked: 0 });
  always({});
  expect(await journal.sync(endpoint)).toMatchObject({ sent: 600, stillWaiting: 0 });
});

test('partial success is recorded with the words and not sent again', async () => {
  journal.recordMany(10);
  always({ body: { partialSuccess: { rejectedSpans: '2', errorMessage: 'too old' } } });
  expect(await journal.sync(endpoint)).toMatchObject({ sent: 8, rejected: 2, stillWaiting: 0, because: null });
  expect(journal.deliveries()).toEqual([['sent', 10, 200, 'rejected 2 of 10: too old']]);
  expect(journal.reader.endpointState(endpoint.url)?.last_answer).toBe('rejected 2 of 10: too old');
  expect(await journal.sync(endpoint)).toMatchObject({ sent: 0, rejected: 0 });
  expect(receiver.requests).toHaveLength(1);
});

test('an answer that was cut after storing makes duplicates, each equal to the first', async () => {
  journal.recordMany(20);
  respond = ({ index }) => (index === 0 ? { destroy: 'after' } : undefined);
  expect(await journal.sync(endpoint)).toMatchObject({ sent: 0, stillWaiting: 20 });
  journal.recordMany(5, 'more');
  expect(await journal.sync(endpoint)).toMatchObject({ sent: 25, stillWaiting: 0 });
  expect(receiver.duplicates).toBe(20);
  expect(receiver.resendsDiffer).toEqual([]);
});

test('a server that never answers is given up after the time set', async () => {
  journal.recordMany(1);
  always({ delayMs: 3_600_000 });
  const impatient = await endpointAt(receiver.url, { OTEL_EXPORTER_OTLP_TIMEOUT: '500' });
  expect(await journal.sync(impatient)).toMatchObject({ stillWaiting: 1, because: 'no answer within 500 ms' });
});

test('an answer of 10 MB is judged by its status', async () => {
  journal.recordMany(1);
  always({ body: 'x'.repeat(10_000_000) });
  expect(await journal.sync(endpoint)).toMatchObject({ sent: 1, stillWaiting: 0 });
  journal.recordMany(1);
  always({ status: 503, body: 'x'.repeat(10_000_000) });
  expect((await journal.sync(endpoint)).because).toBe(`503: ${'x'.repeat(300)}`);
});

test('a web page with status 200 is a login page, not a receipt', async () => {
  journal.recordMany(1);
  always({ headers: { 'content-type': 'text/html; charset=utf-8' }, body: '<html>', store: false });
  expect(await journal.sync(endpoint)).toMatchObject({ sent: 0, stillWaiting: 1 });
});
