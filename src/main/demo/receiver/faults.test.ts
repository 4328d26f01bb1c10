import { once } from 'node:events';
import { connect } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import type { Answer, Receiver, ReceiverOptions } from './receiver-types.ts';
import { startReceiver } from './receiver.ts';
import { post, sampleRequest } from './sample-request.ts';

let receiver: Receiver | undefined;
afterEach(() => receiver?.close());

async function start(respond: NonNullable<ReceiverOptions['respond']>): Promise<Receiver> {
  receiver = await startReceiver({ respond });
  return receiver;
}

test.each<[what: string, answer: Answer, stored: number, body: unknown]>([
  ['503, by default without storing', { status: 503, headers: { 'retry-after': '7' }, body: 'busy' }, 0, 'busy'],
  ['503 after storing', { status: 503, store: true }, 1, {}],
  [
    'a partial success',
    { body: { partialSuccess: { rejectedSpans: '1' } } },
    1,
    { partialSuccess: { rejectedSpans: '1' } },
  ],
  ['200 without storing', { store: false }, 0, {}],
])('a scripted answer: %s', async (_what, answer, stored, body) => {
  const { url, spans, requests, problems } = await start(() => answer);
  const response = await fetch(`${url}/v1/traces`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(sampleRequest()),
  });
  const text = await response.text();
  expect(response.status).toBe(answer.status ?? 200);
  expect(response.headers.get('retry-after')).toBe(answer.headers?.['retry-after'] ?? null);
  expect(text).toBe(typeof body === 'string' ? body : JSON.stringify(body));
  expect(spans()).toHaveLength(stored);
  expect(requests[0]?.status).toBe(answer.status ?? 200);
  expect(problems).toEqual([]);
});

test.each([
  ['before', 0],
  ['after', 1],
] as const)('a connection cut %s storing', async (destroy, stored) => {
  const { url, spans, requests } = await start(() => ({ destroy }));
  await expect(post(url, sampleRequest())).rejects.toThrow('fetch failed');
  expect(spans()).toHaveLength(stored);
  expect(requests[0]?.status).toBeUndefined();
});

test('a fault can go by the spans of the request and last for one attempt', async () => {
  const { url, requests, spans } = await start((request, [first]) =>
    request.index === 0 && first?.name === 'warehouse.pick_item' ? { status: 429 } : undefined,
  );
  await post(url, sampleRequest());
  await post(url, sampleRequest());
  expect(requests.map(({ status, spanCount }) => [status, spanCount])).toEqual([
    [429, 1],
    [200, 1],
  ]);
  expect(spans()).toHaveLength(1);
});

test('a delayed answer comes after the spans are stored, and closing does not wait for it', async () => {
  const { url, waitForSpans, close, requests } = await start(() => ({ delayMs: 3_600_000 }));
  const [refused] = await Promise.allSettled([post(url, sampleRequest()), waitForSpans(1, 60_000).then(close)]);
  expect(refused.status).toBe('rejected');
  expect(requests[0]?.status).toBeUndefined();
});

test('a short delay ends in the usual answer', async () => {
  const { url } = await start(() => ({ delayMs: 5, body: { partialSuccess: {} } }));
  expect(await post(url, sampleRequest())).toEqual({ status: 200, answer: { partialSuccess: {} } });
});

test('a scripted answer does not hide a breach, and a bad body is never stored', async () => {
  const { url, problems, spans } = await start(() => ({ status: 200 }));
  expect((await post(url, { resourceSpans: null })).status).toBe(200);
  expect(problems).toEqual(['request 0: /resourceSpans must be array']);
  expect(spans()).toEqual([]);
});

test('a script that throws is answered 500 and seen', async () => {
  const { url, problems } = await start(() => {
    throw new Error('typo');
  });
  expect((await post(url, sampleRequest())).status).toBe(500);
  expect(problems).toEqual(['request 0: the receiver failed: typo']);
});

test('a sender that dies in the middle of a body leaves no problem behind', async () => {
  const { url, requests, problems } = await start(() => undefined);
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  await once(socket, 'connect');
  socket.write('POST /v1/traces HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 99\r\n\r\n{');
  socket.destroySoon();
  await once(socket, 'close');
  // The next request is handled after the broken one has been given up, on the same event loop.
  expect((await post(url, sampleRequest())).status).toBe(200);
  expect(requests.map(({ status }) => status)).toEqual([undefined, 200]);
  expect(problems).toEqual([]);
});
