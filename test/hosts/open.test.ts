import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { createConnection } from 'node:net';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import type { Reply, ResultOf, CallName } from '../../src/shared/contract.ts';
import { afterwards } from '../support/afterwards.ts';
import { chromiumNote, hasChromium, launchChromium } from '../support/chromium.ts';
import { followLink } from '../support/hosts/follow-link.ts';
import { ownPort } from '../support/own-port.ts';
import { environmentOf, PROGRAM, run, type Environment } from '../support/pickspan.ts';
import { temporaryFolder } from '../support/station/folder.ts';

/* `open`, as a user starts it: real processes. */

/** Nothing is fetched, and no window of a desktop is opened. */
const QUIET: Environment = { PICKSPAN_NO_ELECTRON_DOWNLOAD: '1', DISPLAY: '', WAYLAND_DISPLAY: '' };

async function startOpen(folder: string, args: readonly string[] = [], env: Environment = QUIET) {
  const child = spawn(process.execPath, [PROGRAM, 'open', '--no-open', '--no-sync', ...args], {
    env: environmentOf(folder, env),
  });
  afterwards(() => void child.kill('SIGKILL'));
  const stderr = text(child.stderr);
  const ended = once(child, 'close') as Promise<[number | null]>;
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const { value: link, done } = await lines.next();
  if (done === true) throw new Error(`open ended: ${await stderr}`);
  return {
    link,
    pid: child.pid,
    async stop(signal: NodeJS.Signals) {
      child.kill(signal);
      const [code] = await ended;
      return { code, more: (await lines.next()).done !== true, stderr: await stderr };
    },
  };
}

/** A call as the page makes it. */
async function call<Name extends CallName>(
  { request }: Pick<Awaited<ReturnType<typeof followLink>>, 'request'>,
  name: Name,
  input?: unknown,
): Promise<ResultOf<Name>> {
  const headers = { 'content-type': 'application/json' };
  const body = input === undefined ? '' : JSON.stringify(input);
  const response = await request(`/call/${name}`, { method: 'POST', headers, body });
  const reply = (await response.json()) as Reply<ResultOf<Name>>;
  if (!reply.ok) throw new Error(`${name}: ${reply.code} ${reply.message}`);
  return reply.result;
}

describe('open --browser', () => {
  it('prints a link as its one line, holds the folder, gives a new link to a second open, and ends cleanly', async () => {
    const folder = temporaryFolder();
    const station = await startOpen(folder, ['--browser', '--port', '0']);
    expect(station.link).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/\?token=[\w-]{40,}$/);
    const second = await run(folder, ['open', '--browser', '--no-open'], { env: QUIET });
    expect(second).toMatchObject({ code: 3, stdout: '' });
    const [said = '', offered = ''] = second.stderr.trim().split('\n');
    expect(said).toContain(`pickspan open (process ${station.pid})`);
    const newLink = /http:\S+$/.exec(offered)?.[0] ?? '';
    expect(newLink).not.toBe(station.link);
    for (const link of [station.link, newLink]) expect((await followLink(link)).opened.status).toBe(303);
    expect((await followLink(station.link)).opened.status).toBe(403);
    expect((await run(folder, ['status', '--json'])).code).toBe(0);
    expect(await station.stop('SIGTERM')).toEqual({ code: 0, more: false, stderr: '' });
    expect((await run(folder, ['terminal'])).code).toBe(0);
  });

  it('closes and opens the station for a page that asks: new settings hold, on the same port, with the same session', async () => {
    const folder = temporaryFolder();
    const station = await startOpen(folder, ['--browser', '--port', '0']);
    const page = await followLink(station.link);
    const before = await call(page, 'snapshot');
    await call(page, 'changeSettings', { changes: [{ path: ['station', 'name'], value: 'Bench 9' }] });
    expect((await call(page, 'snapshot')).facts.station.name).not.toBe('Bench 9');
    await call(page, 'restart');
    const after = async () => {
      const now = await call(page, 'snapshot').catch(() => before);
      return { name: now.facts.station.name, isAnother: now.opened !== before.opened };
    };
    await expect.poll(after).toEqual({ name: 'Bench 9', isAnother: true });
    expect(await station.stop('SIGTERM')).toEqual({ code: 0, more: false, stderr: '' });
  });

  it('leads through the sample shift: its sheet, scanned from top to bottom, finishes an order', async () => {
    const station = await startOpen(temporaryFolder(), ['--browser', '--port', '0', '--demo']);
    const page = await followLink(station.link);
    const first = await call(page, 'snapshot');
    expect(first).toMatchObject({ demo: true, facts: { station: { test: true } } });
    const scanned = new Set<number>();
    let orderId: string | undefined;
    for (let at = 0; ; at += 1) {
      // The list grows by what a step brings forth.
      const sheet = await call(page, 'samples');
      const code = sheet[at]?.code;
      if (code === undefined || scanned.has(at)) break;
      scanned.add(at);
      const answer = await call(page, 'input', { scan: code, id: `sample-${at}` });
      expect({ code, accepted: answer.ok, said: answer.message }).toMatchObject({ code, accepted: true });
      if ('order_id' in answer.view) orderId = answer.view.order_id ?? undefined;
      if (answer.code === 'ship.handover.ok') break;
    }
    expect(await call(page, 'journey', { order_id: orderId })).toMatchObject({ state: 'dispatched' });
    expect((await call(page, 'samples')).length).toBeGreaterThan(0);
  });

  it('is found again by its page after a kill: the same session, and an input that was lost counts once', async () => {
    const folder = temporaryFolder();
    const first = await startOpen(folder, ['--browser', '--port', String(await ownPort()), '--demo']);
    const page = await followLink(first.link);
    await call(page, 'input', { scan: 'PS:OP:w1', id: 'one' });
    await call(page, 'input', { scan: 'ORD-1001', id: 'two' });
    await call(page, 'input', { scan: 'A-01-03', id: 'three' });
    const before = await call(page, 'input', { scan: '04012345123456', id: 'four' });
    const { sequence, opened } = await call(page, 'snapshot');
    await first.stop('SIGKILL');
    await startOpen(folder, ['--browser', '--port', new URL(first.link).port]);
    const again = await call(page, 'input', { scan: '04012345123456', id: 'four' });
    expect(again).toMatchObject({ code: 'pick.item.ok', view: before.view });
    const after = await call(page, 'snapshot');
    expect(after.opened).not.toBe(opened);
    expect(after.sequence).toBeGreaterThan(sequence);
  });

  it('is bound to this computer alone, and says so when its port is taken', async () => {
    const station = await startOpen(temporaryFolder(), ['--browser', '--port', '0']);
    const port = Number(new URL(station.link).port);
    const addresses = Object.values(networkInterfaces())
      .flat()
      .flatMap((address) => (address === undefined || address.internal ? [] : [address.address]));
    for (const host of addresses) {
      const socket = createConnection({ host, port });
      const reached = await Promise.race([
        once(socket, 'connect').then(() => true),
        once(socket, 'error').then(() => false),
      ]).catch(() => false);
      socket.destroy();
      expect({ host, reached }).toEqual({ host, reached: false });
    }
    const taken = await run(temporaryFolder(), ['open', '--browser', '--no-open', '--port', String(port)], {
      env: QUIET,
    });
    expect(taken).toMatchObject({ code: 2, stdout: '' });
    expect(taken.stderr).toContain(`port ${port} cannot be had (EADDRINUSE)`);
    expect((await run(temporaryFolder(), ['open', '--port', '70000'])).code).toBe(2);
  });
});

describe('open without --browser', () => {
  it('serves the browser, and says so in one line, where Electron is not to be had', async () => {
    const station = await startOpen(temporaryFolder(), ['--port', '0']);
    expect(station.link).toMatch(/^http:/);
    const { code, stderr } = await station.stop('SIGINT');
    expect({ code, lines: stderr.trim().split('\n').length }).toEqual({ code: 0, lines: 1 });
    expect(stderr).toContain('opens in the browser, without Electron');
  });

  /** A program in the place of Electron's. */
  function standIn(script: string): Environment {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'electron'), `#!/bin/sh\n${script}\n`);
    chmodSync(join(folder, 'electron'), 0o755);
    return { ...QUIET, DISPLAY: ':none', ELECTRON_OVERRIDE_DIST_PATH: folder };
  }

  it('runs Electron with the built main process and the same arguments, and ends as it ends', async () => {
    const folder = temporaryFolder();
    const noted = join(temporaryFolder(), 'arguments');
    const env = standIn(`printf '%s\\n' "$@" > '${noted}'; exit 3`);
    expect(await run(folder, ['open', '--demo', '--no-sync'], { env })).toMatchObject({
      code: 3,
      stdout: '',
      stderr: '',
    });
    const [main = '', ...rest] = readFileSync(noted, 'utf8').trim().split('\n');
    expect(main).toMatch(/out.main.index\.js$/);
    expect(rest).toEqual(['--data', folder, '--demo', '--no-sync']);
  });

  it('serves the browser where Electron cannot start', async () => {
    const station = await startOpen(temporaryFolder(), ['--port', '0'], standIn('exit 133'));
    expect(station.link).toMatch(/^http:/);
    expect((await station.stop('SIGTERM')).stderr).toContain('it ended with 133');
  });
});

describe.skipIf(!hasChromium)(`the page in a browser${chromiumNote}`, () => {
  it('shows itself, keeps its session over a reload, and says of a used link how to get another', async () => {
    const browser = await launchChromium();
    afterwards(() => void browser?.close());
    const station = await startOpen(temporaryFolder(), ['--browser', '--port', '0']);
    const page = await browser?.newPage();
    const problems: string[] = [];
    page?.on('pageerror', (error) => problems.push(error.message));
    page?.on('console', (message) => void (message.type() === 'error' && problems.push(message.text())));
    const opened = await page?.goto(station.link);
    expect({ status: opened?.status(), url: page?.url() }).toEqual({
      status: 200,
      url: `${new URL(station.link).origin}/`,
    });
    await page?.waitForSelector('#root > *');
    expect((await page?.reload())?.status()).toBe(200);
    const call = await page?.evaluate(async () => {
      const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '' };
      return ((await (await fetch('/call/snapshot', init)).json()) as { ok: boolean }).ok;
    });
    expect(call).toBe(true);
    expect(problems).toEqual([]);
    const other = await (await browser?.newContext())?.newPage();
    expect((await other?.goto(station.link))?.status()).toBe(403);
    expect(await other?.textContent('main')).toContain('pickspan open');
  });
});
