import { describe, expect, it } from 'vitest';
import { textLike } from '../../../test/support/matchers.ts';
import { chunked, nothingTaken, send, type Sent } from '../../../test/support/station/raw-http.ts';
import { created } from '../../../test/support/station/samples.ts';
import { openDoor, TOKEN } from '../../../test/support/station/ways-in.ts';

const MIB = 1024 * 1024;
const host = (port: number, name: string): string => `${name}:${port}`;

const BATCH = 'application/cloudevents-batch+json';
const eventHeaders = { 'content-type': 'application/cloudevents+json' };
const NOTHING = {};

describe('a request that is turned away', () => {
  it.each<[string, number, (port: number) => Sent]>([
    ['no token', 401, () => ({ headers: { authorization: undefined } })],
    ['a wrong token', 401, () => ({ headers: { authorization: `Bearer ${TOKEN}x` } })],
    ['the token in another scheme', 401, () => ({ headers: { authorization: `Basic ${TOKEN}` } })],
    ['an empty token', 401, () => ({ headers: { authorization: 'Bearer ' } })],
    ['a foreign Host', 403, (port) => ({ headers: { host: host(port, 'rebound.example') } })],
    ['another port', 403, () => ({ headers: { host: '127.0.0.1:1' } })],
    ['a Host without the port', 403, () => ({ headers: { host: 'localhost' } })],
    ['a Host that only begins well', 403, (port) => ({ headers: { host: host(port, '127.0.0.1.example') } })],
    ['a foreign page', 403, () => ({ headers: { origin: 'https://shop.example' } })],
    ['a page of a file', 403, () => ({ headers: { origin: 'null' } })],
    ['a page of another port', 403, () => ({ headers: { origin: 'http://localhost:1' } })],
    ['a page behind TLS', 403, (port) => ({ headers: { origin: `https://localhost:${port}` } })],
    ['what a browser calls cross-site', 403, () => ({ headers: { 'sec-fetch-site': 'cross-site' } })],
    ['another path', 404, () => ({ path: '/' })],
    ['a path below', 404, () => ({ path: '/events/1' })],
    ['a path up and down', 404, () => ({ path: '/x/../events' })],
    ['GET', 405, () => ({ method: 'GET', body: '' })],
    ['HEAD', 405, () => ({ method: 'HEAD', body: '' })],
    ['PUT', 405, () => ({ method: 'PUT' })],
    ['what a browser asks first', 405, () => ({ method: 'OPTIONS', body: '' })],
    ['no content type', 415, () => ({ headers: { 'content-type': undefined } })],
    ['a form', 415, () => ({ headers: { 'content-type': 'application/x-www-form-urlencoded' } })],
    ['text', 415, () => ({ headers: { 'content-type': 'text/plain' } })],
    ['text with attributes', 415, () => ({ headers: { 'content-type': 'text/plain', 'ce-id': '1' } })],
    ['another format of events', 415, () => ({ headers: { 'content-type': 'application/cloudevents+avro' } })],
    ['another character set', 415, () => ({ headers: { 'content-type': 'application/json; charset=latin1' } })],
    ['a compressed body', 415, () => ({ headers: { 'content-encoding': 'gzip' } })],
    ['an event said to be too large', 413, () => ({ headers: { ...eventHeaders, 'content-length': String(5 * MIB) } })],
    [
      'a batch said to be too large',
      413,
      () => ({ headers: { 'content-length': String(65 * MIB), expect: '100-continue' } }),
    ],
    ['an event that is too large', 413, () => ({ headers: chunked(eventHeaders), body: Buffer.alloc(5 * MIB, ' ') })],
    ['a batch that is too large', 413, () => ({ headers: chunked({}), body: Buffer.alloc(65 * MIB, ' ') })],
    ['a plain event that is too large', 413, () => ({ body: `{"a": "${'x'.repeat(4 * MIB)}"}` })],
    ['too many events', 413, () => ({ body: `[${'1,'.repeat(100_000)}1]` })],
    ['too many objects', 413, () => ({ body: `[${'{},'.repeat(4_000_000)}{}]` })],
    ['no body', 400, () => ({ body: '' })],
    ['broken JSON', 400, () => ({ body: '{"half":' })],
    ['lines', 400, () => ({ body: '{}\n{}' })],
    ['what is not UTF-8', 400, () => ({ body: Buffer.from('{"a": "\xFC"}', 'latin1') })],
    ['an event that is a list', 400, () => ({ headers: eventHeaders })],
    ['a batch that is no list', 400, () => ({ headers: { 'content-type': BATCH }, body: '{}' })],
    ['an attribute that is not UTF-8', 400, () => ({ headers: { 'ce-id': '%C0%A0' }, body: '{}' })],
    ['an attribute twice', 400, () => ({ headers: { 'ce-id': ['1', '2'] }, body: '{}' })],
  ])('%s: %i', async (_name, status, make) => {
    const door = await openDoor();
    const answer = await send(door.port, make(door.port));
    expect([answer.status, answer.headers['content-type']]).toEqual([status, 'application/problem+json']);
    // The answer to HEAD has no body.
    const told: unknown = answer.body === '' ? NOTHING : JSON.parse(answer.body);
    expect(told).toMatchObject(answer.body === '' ? NOTHING : { status, title: textLike(/./), detail: textLike(/./) });
    expect(answer.headers['www-authenticate']?.startsWith('Bearer')).toBe(status === 401 ? true : undefined);
    expect(answer.headers.allow).toBe(status === 405 ? 'POST' : undefined);
    expect(answer.headers['access-control-allow-origin']).toBeUndefined();
    nothingTaken(door);
    expect((await door.post(JSON.stringify(created('ORD-1')))).status).toBe(200);
  });
});
