import * as fc from 'fast-check';
import { createConnection } from 'node:net';
import { describe, expect, it } from 'vitest';
import { created } from '../../../test/support/station/samples.ts';
import { runs, seed, seedName } from '../../../test/support/station/seed.ts';
import { openDoor, TOKEN } from '../../../test/support/station/ways-in.ts';

interface Request {
  readonly line: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const good = (port: number, id: string): Request => ({
  line: 'POST /events HTTP/1.1',
  headers: {
    host: `127.0.0.1:${port}`,
    authorization: `Bearer ${TOKEN}`,
    'content-type': 'application/cloudevents+json',
    connection: 'close',
  },
  body: JSON.stringify(created(id)),
});

const toBytes = ({ line, headers, body }: Request): Buffer => {
  const content = Buffer.from(body);
  const all = Object.entries({ 'content-length': String(content.length), ...headers });
  const head = [line, ...all.map(([name, value]) => `${name}: ${value}`)].join('\r\n');
  return Buffer.concat([Buffer.from(`${head}\r\n\r\n`, 'latin1'), content]);
};

/** Sends bytes and nothing more; all that comes back until the other side ends. */
function send(port: number, bytes: Uint8Array): Promise<string> {
  return new Promise((resolve) => {
    let text = '';
    const socket = createConnection(port, '127.0.0.1', () => socket.end(bytes));
    socket.setEncoding('latin1').on('data', (chunk: string) => void (text += chunk));
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(text));
  });
}

type Spoil = (request: Request) => Request;
const withHeader =
  (name: string, value: string): Spoil =>
  (request) => ({
    ...request,
    headers: { ...request.headers, [name]: value },
  });
const word = fc.string({
  unit: fc.constantFrom(...'abcXYZ019-_./%\\"\';:=&{}<>$é\u00FF'.split('')),
  minLength: 1,
  maxLength: 40,
});

/** Each makes any request one that must be turned away. */
const spoil: fc.Arbitrary<Spoil> = fc.oneof(
  word.map((text) => withHeader('host', `${text}.example`)),
  word.map((text) => withHeader('origin', `http://${text}`)),
  word.map((text) => withHeader('authorization', `Bearer ${text}`)),
  word.map((text) => withHeader('content-type', `text/${text}`)),
  word.map((text) => withHeader('content-encoding', `x${text}`)),
  word.map((text) => withHeader('content-length', `${text}!`)),
  word.map((text) => withHeader('transfer-encoding', text)),
  word.map((text) => withHeader(`bad header ${text}`, text)),
  word.map((text): Spoil => (request) => ({ ...request, line: `POST /x${text} HTTP/1.1` })),
  word.map((text): Spoil => (request) => ({ ...request, line: `${text} /events` })),
  fc
    .constantFrom('GET', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'PROPFIND')
    .map((method): Spoil => (request) => ({ ...request, line: `${method} /events HTTP/1.1` })),
  fc.json().map((json): Spoil => (request) => ({ ...request, body: `{"hostile": ${json}}` })),
  fc.json().map((json): Spoil => (request) => ({ ...request, body: `${json},` })),
  word.map((text): Spoil => (request) => ({
    ...request,
    body: `{"specversion": "1.0", "id": ${JSON.stringify(text)}}`,
  })),
  fc.integer({ min: 100, max: 100_000 }).map((depth): Spoil => (request) => ({
    ...request,
    body: `{"specversion": ${'['.repeat(depth)}${']'.repeat(depth)}}`,
  })),
);

describe(`whatever is sent to the door (${seedName})`, () => {
  it('a hostile request gets a 4xx, and an honest one is taken afterwards', async () => {
    const { port, station } = await openDoor();
    await fc.assert(
      fc.asyncProperty(fc.array(spoil, { minLength: 1, maxLength: 3 }), async (spoils) => {
        const request = spoils.reduce<Request>((each, change) => change(each), good(port, 'HOSTILE'));
        expect((await send(port, toBytes(request))).slice(0, 10)).toMatch(/^HTTP\/1\.1 4/);
      }),
      { seed, numRuns: runs(3000) },
    );
    expect(station.rows('SELECT order_id FROM orders')).toEqual([]);
    expect((await send(port, toBytes(good(port, 'ORD-1')))).slice(0, 12)).toBe('HTTP/1.1 200');
  });

  it('one that breaks off gets a 4xx', async () => {
    const { port, station } = await openDoor();
    const bytes = toBytes(good(port, 'HOSTILE'));
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: bytes.length - 1 }), async (length) => {
        expect((await send(port, bytes.subarray(0, length))).slice(0, 10)).toMatch(/^HTTP\/1\.1 4/);
      }),
      { seed, numRuns: runs(1000) },
    );
    expect(station.rows('SELECT order_id FROM orders')).toEqual([]);
  });

  it('bytes of no kind, and honest requests with wrong bytes in them, end no station', async () => {
    const { port } = await openDoor();
    const honest = toBytes(good(port, 'ORD-1'));
    const wrong = fc.tuple(fc.nat({ max: honest.length - 1 }), fc.nat({ max: 255 }));
    const bytes = fc.oneof(
      fc.uint8Array({ minLength: 1, maxLength: 500 }),
      fc.array(wrong, { minLength: 1, maxLength: 5 }).map((places) => {
        const copy = Buffer.from(honest);
        for (const [at, byte] of places) copy[at] = byte;
        return copy;
      }),
    );
    await fc.assert(
      fc.asyncProperty(bytes, async (each) => {
        expect((await send(port, each)).slice(0, 12)).toMatch(/^(HTTP\/1\.1 (200|4\d\d)|)$/);
      }),
      { seed, numRuns: runs(2000) },
    );
    expect((await send(port, toBytes(good(port, 'ORD-2')))).slice(0, 12)).toBe('HTTP/1.1 200');
  });
});
