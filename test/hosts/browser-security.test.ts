import { request, type IncomingHttpHeaders } from 'node:http';
import { expect, it, onTestFinished } from 'vitest';
import { startBrowserServer } from '../../src/main/browser/browser-server.ts';
import { createSessions } from '../../src/main/browser/session.ts';
import { followLink } from '../support/hosts/follow-link.ts';
import { serveStation } from '../support/hosts/served-station.ts';

/* Whoever else reaches the loopback address: other programs, and pages of other sites in the worker's own browser. */

async function openServer() {
  const { host, folder, open } = serveStation();
  let nowMs = Date.now();
  const sessions = createSessions('secret of this installation', () => nowMs);
  const server = await startBrowserServer({ host, sessions, pages: folder, port: 0, camera: false, hid: false });
  onTestFinished(() => server.close());
  const browser = await followLink(server.newLink());
  const audit = open.db.prepare('SELECT count(*) AS n FROM audit').pluck();
  return {
    ...browser,
    server,
    port: server.port,
    inputs: () => audit.get(),
    pass: (ms: number) => void (nowMs += ms),
  };
}

interface Sent {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** As no browser would send it. */
function send(port: number, { method = 'POST', path = '/call/input', headers = {}, body = INPUT }: Sent) {
  return new Promise<{ status: number; headers: IncomingHttpHeaders; body: string }>((resolve, reject) => {
    const sent = request({ port, host: '127.0.0.1', method, path, headers }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => void (text += chunk));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }));
    });
    sent.on('error', reject);
    sent.end(method === 'POST' ? body : undefined);
  });
}

const INPUT = JSON.stringify({ scan: 'PS:OP:w1', id: 'forged' });
const JSON_TYPE = { 'content-type': 'application/json' };

it('takes an input from its own page, and from nobody else', async () => {
  const { port, cookie, origin, inputs } = await openServer();
  const good = { ...JSON_TYPE, cookie, origin };
  const forged: readonly (readonly [what: string, status: number, sent: Sent])[] = [
    ['no session', 401, { headers: { ...JSON_TYPE, origin } }],
    ['a session that was made up', 401, { headers: { ...good, cookie: `pickspan-${port}=zz.zz.zz` } }],
    ['a session with another signature', 401, { headers: { ...good, cookie: `${cookie}x` } }],
    ['the session of another station', 401, { headers: { ...good, cookie: cookie.replace(`-${port}`, '-1') } }],
    ['another site', 403, { headers: { ...good, origin: 'https://evil.example' } }],
    ['another local program’s page', 403, { headers: { ...good, origin: 'http://127.0.0.1:1' } }],
    ['an origin that begins like ours', 403, { headers: { ...good, origin: `${origin}.evil.example` } }],
    ['a sandboxed frame', 403, { headers: { ...good, origin: 'null' } }],
    ['no origin', 403, { headers: { ...JSON_TYPE, cookie } }],
    ['a cross-site request that says so', 403, { headers: { ...good, 'sec-fetch-site': 'cross-site' } }],
    ['a page of this host on another port', 403, { headers: { ...good, 'sec-fetch-site': 'same-site' } }],
    ['a name that leads here (DNS rebinding)', 403, { headers: { ...good, host: `evil.example:${port}` } }],
    ['another port in the host', 403, { headers: { ...good, host: '127.0.0.1:1' } }],
    ['an address of the network', 403, { headers: { ...good, host: `0.0.0.0:${port}` } }],
    ['a form', 415, { headers: { cookie, origin, 'content-type': 'text/plain' } }],
    ['no type', 415, { headers: { cookie, origin } }],
    ['a GET', 405, { method: 'GET', headers: good }],
    ['a PUT', 405, { method: 'PUT', headers: good }],
    ['a preflight', 405, { method: 'OPTIONS', headers: { ...good, 'access-control-request-method': 'POST' } }],
  ];
  for (const [what, status, sent] of forged) {
    const answer = await send(port, sent);
    expect({ what, status: answer.status }).toEqual({ what, status });
    expect(answer.headers['access-control-allow-origin']).toBeUndefined();
  }
  expect(inputs()).toBe(0);
  const answer = await send(port, { headers: good });
  expect(JSON.parse(answer.body)).toMatchObject({ ok: true, result: { code: 'signin.ok' } });
  expect(inputs()).toBe(1);
});

it('answers what is too large or no JSON as data, and lives on', async () => {
  const { port, cookie, origin, inputs } = await openServer();
  const headers = { ...JSON_TYPE, cookie, origin };
  for (const body of [
    JSON.stringify({ scan: 'x'.repeat(1024 * 1024), id: 'x' }),
    '['.repeat(100_000),
    '{"scan":',
    'null',
    '',
  ]) {
    const answer = await send(port, { headers, body });
    expect({ status: answer.status, reply: JSON.parse(answer.body) as unknown }).toMatchObject({
      status: 200,
      reply: { ok: false, code: 'invalid' },
    });
  }
  expect(inputs()).toBe(0);
});

it('opens a session once with a link; the page then keeps it', async () => {
  const { server, port, opened, cookie, request } = await openServer();
  expect(opened.status).toBe(303);
  expect(opened.headers.get('location')).toBe('/');
  expect(opened.headers.get('cache-control')).toBe('no-store');
  expect(opened.headers.get('set-cookie')).toMatch(/^pickspan-\d+=\S+; HttpOnly; SameSite=Strict; Path=\/$/);
  const link = server.newLink();
  const path = link.slice(link.indexOf('/?'));
  expect(await send(port, { method: 'GET', path })).toMatchObject({ status: 303 });
  const again = await send(port, { method: 'GET', path });
  expect(again).toMatchObject({ status: 403 });
  expect(again.headers['set-cookie']).toBeUndefined();
  expect(again.body).toContain('This link was used already');
  expect(again.body).toContain('pickspan open');
  // Whoever is in already is shown the page; a reload is just that.
  expect(await send(port, { method: 'GET', path, headers: { cookie } })).toMatchObject({ status: 303 });
  expect((await request('/')).status).toBe(503);
  expect(await send(port, { method: 'GET', path: '/?token=made-up' })).toMatchObject({ status: 403 });
  expect(await send(port, { method: 'GET', path: '/' })).toMatchObject({ status: 401 });
});

it('is opened by a link from wherever it is shown, and framed nowhere', async () => {
  const { server, port } = await openServer();
  const link = server.newLink();
  const path = link.slice(link.indexOf('/?'));
  const from = (dest: string) => ({
    'sec-fetch-site': 'cross-site',
    'sec-fetch-mode': 'navigate',
    'sec-fetch-dest': dest,
  });
  expect(await send(port, { method: 'GET', path, headers: from('iframe') })).toMatchObject({ status: 403 });
  expect(await send(port, { method: 'GET', path, headers: from('document') })).toMatchObject({ status: 303 });
});

it('renews a session that is in use, and ends one that was not for a week', async () => {
  const { port, cookie, origin, pass } = await openServer();
  const headers = { ...JSON_TYPE, cookie, origin };
  pass(2 * 86_400_000);
  const [renewed = ''] = (await send(port, { headers })).headers['set-cookie'] ?? [];
  expect(renewed).toMatch(/HttpOnly; SameSite=Strict/);
  pass(6 * 86_400_000);
  expect(await send(port, { headers })).toMatchObject({ status: 401 });
  const next = { ...headers, cookie: renewed.split(';', 1)[0] ?? '' };
  expect(await send(port, { headers: next })).toMatchObject({ status: 200 });
});

it('says with every answer what a page may do', async () => {
  const { port, cookie } = await openServer();
  for (const path of ['/', '/?token=x', '/none.js', '/../../etc/passwd', '/call/input']) {
    const { headers } = await send(port, { method: 'GET', path, headers: { cookie } });
    expect(headers['content-security-policy']).toContain("default-src 'none'");
    expect(headers['x-content-type-options']).toBe('nosniff');
  }
});
