import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, onTestFinished, test } from 'vitest';
import { ownPort } from '../../../../test/support/own-port.ts';
import type { DecodedSpan } from '../../demo/receiver/decode.ts';
import type { Answer, Receiver } from '../../demo/receiver/receiver-types.ts';
import { startReceiver } from '../../demo/receiver/receiver.ts';
import type { SyncResult } from './sync.ts';
import { createExportHost, type ExportHost } from './export-host.ts';
import { TestJournal } from './test-journal.ts';

// Every fault of a server, through the thread of the export: what it says of it, what it counts, and that everything is
// there in the same bytes once the fault is over.

let journal: TestJournal;
let respond: (spans: readonly DecodedSpan[]) => Answer | undefined;
let receiver: Receiver;
let host: ExportHost | undefined;
beforeEach(async () => {
  journal = new TestJournal();
  respond = () => undefined;
  receiver = await startReceiver({ respond: (_request, spans) => respond(spans) });
});
afterEach(async () => {
  await host?.stop();
  journal.remove();
  await receiver.close();
});

/** `timeoutMs`: short only for who never answers; a busy machine takes its time over 10 MB. */
async function sync(url: string, now: boolean, timeoutMs = 60_000): Promise<SyncResult> {
  await host?.stop();
  const environment = { OTEL_EXPORTER_OTLP_TIMEOUT: String(timeoutMs) };
  host = createExportHost({ db: journal.db, telemetry: { endpoint: url }, environment });
  const answer = await host.sync(now);
  if (!answer.ok) throw new Error(answer.problem);
  return answer.result;
}

async function expectAllArriveOnce(spans: number): Promise<void> {
  respond = () => undefined;
  expect(await sync(receiver.url, true)).toMatchObject({ stillWaiting: 0, because: null });
  expect(receiver.spans()).toHaveLength(spans);
  expect(receiver.resendsDiffer).toEqual([]);
  expect(receiver.problems).toEqual([]);
}

const inAnHour = (): string => new Date(Date.now() + 3_600_000).toUTCString();

test.each<[fault: string, answer: () => Answer, counts: object, because: string, hasTime: boolean]>([
  ['hang', () => ({ delayMs: 3_600_000, store: false }), { waiting: 20 }, 'no answer within 300 ms', false],
  ['401', () => ({ status: 401, body: { message: 'who?' } }), { parked: 20 }, '401: who?', false],
  ['403', () => ({ status: 403 }), { parked: 20 }, '403: {}', false],
  ['404', () => ({ status: 404 }), { parked: 20 }, '404: {}', false],
  ['408', () => ({ status: 408 }), { parked: 20 }, '408: {}', false],
  ['429, seconds', () => ({ status: 429, headers: { 'retry-after': '7' } }), { waiting: 20 }, '429: {}', true],
  ['429, date', () => ({ status: 429, headers: { 'retry-after': inAnHour() } }), { waiting: 20 }, '429: {}', true],
  ['429, an hour', () => ({ status: 429, headers: { 'retry-after': '3600' } }), { waiting: 20 }, '429: {}', true],
  ['500', () => ({ status: 500 }), { parked: 20 }, '500: {}', false],
  ['503', () => ({ status: 503, body: 'later' }), { waiting: 20 }, '503: later', false],
  ['503 of 10 MB', () => ({ status: 503, body: 'x'.repeat(1e7) }), { waiting: 20 }, '503: xxx', false],
  ['302', () => ({ status: 302, headers: { location: receiver.url } }), { parked: 20 }, '302: {}', false],
  ['cut before anything was stored', () => ({ destroy: 'before' }), { waiting: 20 }, 'socket hang up', false],
  ['answer lost', () => ({ destroy: 'after' }), { waiting: 20 }, 'socket hang up', false],
])('%s', async (fault, answer, counts, because, hasTime) => {
  journal.recordMany(20);
  respond = answer;
  const result = await sync(receiver.url, false, fault === 'hang' ? 300 : undefined);
  expect(result).toMatchObject({ sent: 0, refused: 0, stillWaiting: 20 });
  expect(result.because).toContain(because);
  expect(result.notBeforeMs !== null).toBe(hasTime);
  expect(receiver.requests).toHaveLength(1);
  expect(journal.delivery.counts()).toMatchObject({ sent: 0, refused: 0, ...counts });
  await expectAllArriveOnce(20);
});

test.each<[fault: string, answer: Answer, result: object]>([
  ['partial success', { body: { partialSuccess: { rejectedSpans: '3', errorMessage: 'old' } } }, { rejected: 3 }],
  ['a 200 of 10 MB', { body: 'x'.repeat(1e7) }, { rejected: 0 }],
  [
    'a 200 that is cut in the middle',
    { headers: { 'content-length': '999', connection: 'close' }, body: '{' },
    { rejected: 0 },
  ],
])('%s is a success', async (_fault, answer, result) => {
  journal.recordMany(20);
  respond = () => answer;
  expect(await sync(receiver.url, false)).toMatchObject({ stillWaiting: 0, because: null, ...result });
  await expectAllArriveOnce(20);
  expect(receiver.duplicates).toBe(0);
});

test.each([400, 413])('%i is narrowed down to the span at fault', async (status) => {
  journal.recordMany(20);
  respond = (spans) => (spans.some(({ name }) => name === 'span-7') ? { status, body: 'no' } : undefined);
  expect(await sync(receiver.url, false)).toMatchObject({ sent: 19, refused: 1, stillWaiting: 0 });
  expect(journal.delivery.setAside(9)).toMatchObject([{ name: 'span-7', state: 'refused', reason: `${status}: no` }]);
  await expectAllArriveOnce(19);
});

test.each<[fault: string, listener: RequestListener, because: string]>([
  ['cut in the middle of the request', (request) => request.once('data', () => request.socket.destroy()), 'ECONNRESET'],
  ['an answer that is no HTTP', (request) => request.socket.end('SSH-2.0-OpenSSH\r\n'), 'Parse Error'],
])('%s', async (_fault, listener, because) => {
  journal.recordMany(20);
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  const result = await sync(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, false);
  expect(result).toMatchObject({ sent: 0, stillWaiting: 20 });
  expect(result.because).toMatch(new RegExp(`${because}|socket hang up|EPIPE`));
  await expectAllArriveOnce(20);
});

test('a refused connection', async () => {
  journal.recordMany(20);
  const result = await sync(`http://127.0.0.1:${await ownPort()}`, false);
  expect(result).toMatchObject({ sent: 0, stillWaiting: 20 });
  expect(result.because).toContain('ECONNREFUSED');
  await expectAllArriveOnce(20);
});
