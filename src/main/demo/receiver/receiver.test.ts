import { gzipSync } from 'node:zlib';
import { afterEach, expect, test } from 'vitest';
import type { Receiver, ReceiverOptions } from './receiver-types.ts';
import { startReceiver } from './receiver.ts';
import { post, sampleRequest } from './sample-request.ts';

let receiver: Receiver | undefined;

async function start(options?: ReceiverOptions): Promise<Receiver> {
  receiver = await startReceiver(options);
  return receiver;
}

afterEach(() => receiver?.close());

/** The sample with another span id, and perhaps another name. */
function withSpan(spanId: string, name = 'warehouse.pick'): string {
  return JSON.stringify(sampleRequest()).replace('eee19b7ec3c1b174', spanId).replace('warehouse.pick_item', name);
}

test('a plain and a packed request are taken and measured', async () => {
  const { url, requests, spans, problems } = await start();
  const json = JSON.stringify(sampleRequest());
  const packed = new Uint8Array(gzipSync(withSpan('00000000000000aa')));
  expect((await post(url, json, { 'content-type': 'Application/JSON; charset=utf-8' })).status).toBe(200);
  expect((await post(url, packed, { 'content-encoding': 'gzip' })).status).toBe(200);
  expect(spans().map(({ spanId }) => spanId)).toEqual(['eee19b7ec3c1b174', '00000000000000aa']);
  expect(problems).toEqual([]);
  expect(requests[0]).toMatchObject({ index: 0, method: 'POST', path: '/v1/traces', spanCount: 1, status: 200 });
  expect(requests[0]?.wireBytes).toBe(Buffer.byteLength(json));
  expect(requests[1]).toMatchObject({ index: 1, wireBytes: packed.length, headers: { 'content-encoding': 'gzip' } });
  expect(requests[1]?.bodyBytes).toBeGreaterThan(packed.length);
});

test('a span that comes again is counted, and named when it differs', async () => {
  const running = await start();
  await post(running.url, withSpan('00000000000000aa'));
  // Same content in another order of members is the same span.
  const reordered: unknown = JSON.parse(withSpan('00000000000000aa'), (_key, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).toReversed())
      : value,
  );
  await post(running.url, JSON.stringify(reordered));
  expect(running).toMatchObject({ duplicates: 1, resendsDiffer: [] });
  await post(running.url, withSpan('00000000000000aa', 'renamed'));
  await post(running.url, withSpan('00000000000000aa', 'renamed'));
  const otherResource = withSpan('00000000000000bb');
  await post(running.url, otherResource);
  await post(running.url, otherResource.replace('"pickspan"', '"other"'));
  expect(running).toMatchObject({
    duplicates: 4,
    resendsDiffer: [
      '5b8efff798038103d269b633813fc60c:00000000000000aa',
      '5b8efff798038103d269b633813fc60c:00000000000000bb',
    ],
  });
  expect(running.spans().map(({ name }) => name)).toEqual(['warehouse.pick', 'warehouse.pick']);
});

test('what is not an export is turned away', async () => {
  const { url, requests, problems, spans } = await start({ maxBodyBytes: 4000 });
  const sample = sampleRequest();
  const bomb = new Uint8Array(gzipSync(' '.repeat(4001)));
  expect((await fetch(`${url}/v1/metrics`, { method: 'POST', body: '{}' })).status).toBe(404);
  const get = await fetch(`${url}/v1/traces?x=1`);
  expect([get.status, get.headers.get('allow')]).toEqual([405, 'POST']);
  expect(problems).toEqual([]);
  expect((await post(url, sample, { 'content-type': 'application/x-protobuf' })).status).toBe(415);
  expect((await post(url, sample, { 'content-encoding': 'br' })).status).toBe(415);
  expect((await post(url, sample, { 'content-encoding': 'gzip' })).status).toBe(400);
  expect((await post(url, ' '.repeat(1_000_000))).status).toBe(413);
  expect((await post(url, bomb, { 'content-encoding': 'gzip' })).status).toBe(413);
  expect(requests.map(({ status }) => status)).toEqual([404, 405, 415, 415, 400, 413, 413]);
  expect(problems.map((problem) => problem.split(':', 1)[0])).toEqual(
    [2, 3, 4, 5, 6].map((index) => `request ${index}`),
  );
  expect(spans()).toEqual([]);
});

test('a breach beyond the schema is remembered but the span is taken', async () => {
  const { url, problems, spans } = await start();
  const late = JSON.stringify(sampleRequest()).replace('1544712661000000001', '1544712659000000000');
  expect((await post(url, late)).status).toBe(200);
  expect(problems).toEqual([
    'request 0: span 5b8efff798038103d269b633813fc60c:eee19b7ec3c1b174 (warehouse.pick_item): it ends before it starts',
  ]);
  expect(spans()).toHaveLength(1);
});

test('waiting ends with the last span, with the time, or with the receiver', async () => {
  const { url, waitForSpans, close } = await start();
  const two = waitForSpans(2, 60_000);
  await post(url, withSpan('00000000000000aa'));
  await post(url, withSpan('00000000000000aa'));
  await expect(waitForSpans(2, 1)).rejects.toThrow('1 of 2 spans after 1 ms');
  await post(url, withSpan('00000000000000bb'));
  await two;
  await waitForSpans(2, 0);
  const [never] = await Promise.allSettled([waitForSpans(3, 60_000), close(), close()]);
  expect(never).toMatchObject({ status: 'rejected', reason: new Error('the receiver closed with 2 of 3 spans') });
});

test('a port that is taken is an error', async () => {
  const { url } = await start();
  await expect(startReceiver({ port: Number(new URL(url).port) })).rejects.toThrow('EADDRINUSE');
});
