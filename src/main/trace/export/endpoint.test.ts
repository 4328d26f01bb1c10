import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { resolveEndpoint, type Endpoint } from './endpoint.ts';
import { post } from './one-shot-transport.ts';

type Settings = Parameters<typeof resolveEndpoint>[0];

async function resolved(settings: Settings, environment: NodeJS.ProcessEnv = {}): Promise<Endpoint | undefined> {
  const reading = await resolveEndpoint(settings, environment);
  if (!reading.ok) throw new Error(reading.problem);
  return reading.endpoint;
}

test('there is no default endpoint', async () => {
  expect(await resolved({})).toBeUndefined();
  expect(await resolved({ headers: { a: 'b' } }, { OTEL_EXPORTER_OTLP_ENDPOINT: ' ' })).toBeUndefined();
});

test.each<[what: string, settings: Settings, environment: NodeJS.ProcessEnv, url: string]>([
  ['settings', { endpoint: 'http://s:1/base' }, {}, 'http://s:1/base/v1/traces'],
  ['settings with a slash', { endpoint: 'http://s:1/' }, {}, 'http://s:1/v1/traces'],
  ['the variable', { endpoint: 'http://s:1' }, { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://e:2' }, 'http://e:2/v1/traces'],
  [
    'the variable of the signal, as it is',
    { endpoint: 'http://s:1' },
    { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://e:2', OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'http://t:3/in' },
    'http://t:3/in',
  ],
])('the address comes from %s', async (_what, settings, environment, url) => {
  const own = process.env;
  expect((await resolved(settings, environment))?.url).toBe(url);
  expect(process.env).toBe(own);
});

test('gzip and ten seconds unless the variables say otherwise', async () => {
  const endpoint = 'http://s:1';
  expect(await resolved({ endpoint })).toMatchObject({ gzip: true, timeoutMs: 10_000 });
  const set = { OTEL_EXPORTER_OTLP_COMPRESSION: 'none', OTEL_EXPORTER_OTLP_TRACES_TIMEOUT: '1500' };
  expect(await resolved({ endpoint }, set)).toMatchObject({ gzip: false, timeoutMs: 1500 });
});

test('headers of the variables win over those of the settings', async () => {
  const settings = { endpoint: 'http://s:1', headers: { 'X-Key': 'a,b=c; d' } };
  expect((await resolved(settings))?.headers).toEqual({
    'content-type': 'application/json',
    'user-agent': 'pickspan',
    'x-key': 'a,b=c; d',
  });
  const set = { OTEL_EXPORTER_OTLP_HEADERS: 'x-key=e,x-more=1', OTEL_EXPORTER_OTLP_TRACES_HEADERS: 'x-more=2' };
  expect((await resolved(settings, set))?.headers).toMatchObject({ 'x-key': 'e', 'x-more': '2' });
});

test('a name and password of the address become a header and are never shown', async () => {
  const endpoint = await resolved({ endpoint: 'https://me:p%40ss@s' });
  expect(endpoint).toMatchObject({ url: 'https://s/v1/traces', headers: { authorization: 'Basic bWU6cEBzcw==' } });
});

test.each<[settings: Settings, environment: NodeJS.ProcessEnv, problem: string]>([
  [{}, { OTEL_EXPORTER_OTLP_ENDPOINT: 'localhost:4318' }, "'localhost:4318' is no http:// or https:// address"],
  [{}, { OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'collector' }, "'collector' is no http:// or https:// address"],
  [{ endpoint: 'https://s', certificate: '/nowhere.pem' }, {}, 'certificate cannot be read: ENOENT'],
  [{ endpoint: 'https://s', certificate: import.meta.dirname }, {}, 'certificate cannot be read: EISDIR'],
  [{ endpoint: 'https://s', network: { ca_file: import.meta.dirname } }, {}, 'certificate cannot be read: EISDIR'],
  [{ endpoint: 'https://me:p%ss@s' }, {}, 'password in the telemetry endpoint is not percent-encoded'],
  [{ endpoint: 'https://s', headers: { 'x-key': '\uD800' } }, {}, "'x-key' holds characters that no header can"],
  [{ endpoint: 'https://s', headers: { key: 'secret\n' } }, {}, "header 'key' holds characters that no header can"],
])('what cannot be used is a problem in words: %o', async (settings, environment, problem) => {
  const reading = await resolveEndpoint(settings, environment);
  expect(reading.ok ? '' : reading.problem).toContain(problem);
});

async function listening(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  return (server.address() as AddressInfo).port;
}

test('HTTPS_PROXY is asked for a tunnel', async () => {
  const asked: (string | undefined)[] = [];
  const proxy = createServer().on('connect', (request, socket) => {
    asked.push(request.url);
    socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
  });
  const port = await listening(proxy);
  const endpoint = await resolved({ endpoint: 'https://collector.test' }, { HTTPS_PROXY: `http://127.0.0.1:${port}` });
  if (endpoint === undefined) throw new Error('no endpoint');
  expect(await post(endpoint, new Uint8Array(2), 5000)).toMatchObject({ kind: 'retry', status: undefined });
  expect(asked).toEqual(['collector.test:443']);
});
