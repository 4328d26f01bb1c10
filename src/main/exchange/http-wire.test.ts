import { describe, expect, it } from 'vitest';
import { chunked, nothingTaken, send, sendRaw, type Sent } from '../../../test/support/station/raw-http.ts';
import { created } from '../../../test/support/station/samples.ts';
import { openDoor, TOKEN } from '../../../test/support/station/ways-in.ts';

describe('what is hardly a request', () => {
  it.each<[string, number, string]>([
    [
      'no length',
      411,
      `POST /events HTTP/1.1\r\nHost: HOST\r\nAuthorization: Bearer ${TOKEN}\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n`,
    ],
    ['no Host', 400, `POST /events HTTP/1.1\r\nConnection: close\r\n\r\n`],
    ['two Hosts', 400, `POST /events HTTP/1.1\r\nHost: HOST\r\nHost: HOST\r\nConnection: close\r\n\r\n`],
    ['no HTTP', 400, 'hello\r\n\r\n'],
    ['HTTP/2', 400, 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'],
    ['TLS', 400, '\x16\x03\x01\x02\x00\x01\x00\x01\xFC\x03\x03'],
    ['two lengths', 400, 'POST /events HTTP/1.1\r\nHost: HOST\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n'],
    [
      'a length and chunks',
      400,
      'POST /events HTTP/1.1\r\nHost: HOST\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
    ],
    ['a folded header', 400, 'POST /events HTTP/1.1\r\nHost: HOST\r\nA: b\r\n c\r\nConnection: close\r\n\r\n'],
    ['too large a head', 431, `POST /events HTTP/1.1\r\nHost: HOST\r\nA: ${'x'.repeat(20_000)}\r\n\r\n`],
    ['a proxy', 405, 'CONNECT example.com:443 HTTP/1.1\r\nHost: HOST\r\n\r\n'],
    ['another expectation', 417, 'POST /events HTTP/1.1\r\nHost: HOST\r\nExpect: tea\r\nConnection: close\r\n\r\n'],
  ])('%s: %i', async (_name, status, bytes) => {
    const door = await openDoor();
    const answer = await sendRaw(door.port, bytes.replaceAll('HOST', `127.0.0.1:${door.port}`));
    expect(answer.slice(0, 12)).toBe(`HTTP/1.1 ${status}`);
    expect(answer).toContain('application/problem+json');
    nothingTaken(door);
    expect((await door.post('[]')).status).toBe(200);
  });
});

describe('a request that is taken', () => {
  it.each<[string, (port: number) => Sent]>([
    ['by localhost', (port) => ({ headers: { host: `LocalHost:${port}` } })],
    ['from a page of its own', (port) => ({ headers: { origin: `http://127.0.0.1:${port}` } })],
    ['in chunks', () => ({ headers: chunked({}) })],
    ['after 100 Continue', () => ({ headers: { expect: '100-continue' } })],
    ['with a query', () => ({ path: '/events?from=shop' })],
    ['with the scheme in small letters', () => ({ headers: { authorization: `bearer ${TOKEN}` } })],
    ['after a byte order mark', () => ({ body: '\uFEFF[]' })],
  ])('%s', async (_name, make) => {
    const door = await openDoor();
    expect(await send(door.port, make(door.port))).toMatchObject({ status: 200, body: '[]' });
  });

  it('several on one connection', async () => {
    const door = await openDoor();
    const head = `POST /events HTTP/1.1\r\nHost: 127.0.0.1:${door.port}\r\nAuthorization: Bearer ${TOKEN}\r\nContent-Type: application/json\r\nContent-Length: 2\r\n`;
    const answer = await sendRaw(door.port, `${head}\r\n[]${head}\r\n[]${head}Connection: close\r\n\r\n[]`);
    expect(answer.match(/HTTP\/1\.1 200/g)).toHaveLength(3);
  });
});

describe('a sender that does not go on', () => {
  const timeouts = { headMs: 50, requestMs: 100, checkEveryMs: 20 };

  it.each([
    ['in the head', 'POST /events HTTP/1.1\r\nHost:'],
    [
      'in the body',
      `POST /events HTTP/1.1\r\nHost: HOST\r\nAuthorization: Bearer ${TOKEN}\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n[`,
    ],
  ])('%s is told so and cut off', async (_name, bytes) => {
    const door = await openDoor({ timeouts });
    const answer = await sendRaw(door.port, bytes.replace('HOST', `127.0.0.1:${door.port}`));
    expect(answer.slice(0, 12)).toBe('HTTP/1.1 408');
    nothingTaken(door);
  });

  it('does not hold up the end of the station', async () => {
    const door = await openDoor();
    const open = sendRaw(door.port, 'POST /events HTTP/1.1\r\n');
    expect((await door.post('[]')).status).toBe(200);
    // The test ends with the door, which ends with this connection.
    void open;
  });
});

it.each([
  ['a full disk: 503, and the sender may try again', 'SQLITE_FULL', 503, '30'],
  ['a fault of its own: 500', 'ERR_OTHER', 500, null],
])('a station that cannot keep events says so: %s', async (_name, code, status, retryAfter) => {
  const door = await openDoor({
    take() {
      throw Object.assign(new Error('something inside'), { code });
    },
  });
  const answer = await door.post(JSON.stringify(created('ORD-1')));
  expect([answer.status, answer.headers.get('retry-after')]).toEqual([status, retryAfter]);
  expect(await answer.text()).not.toContain('inside');
});
