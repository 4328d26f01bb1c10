import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, it, vi } from 'vitest';
import { CALL_CHANNEL, type StationBridge } from '../../src/shared/bridge.ts';
import { CONTRACT } from '../../src/shared/contract.ts';
import { chromiumNote, hasChromium } from '../support/chromium.ts';
import { startElectronDouble } from '../support/electron-double.ts';
import { GTIN, mugs, orderCreated, takeIn } from '../support/orders.ts';
import { run } from '../support/pickspan.ts';
import { temporaryFolder } from '../support/station/folder.ts';

/* The desktop shell: the built main process, preload and page on the double (support/electron-double says what is real). */

const OWN_FRAME = { origin: 'app://station', parent: null };
const out = resolve(import.meta.dirname, '../../out');

interface PageGlobals {
  readonly station: StationBridge;
  readonly violations: string[];
}

/** One input through the page's own bridge: its code, and the screen. */
const scan = (page: Page, text: string, id: string) =>
  page.evaluate(
    async ([text, id]) => {
      const { station } = globalThis as unknown as PageGlobals;
      const reply = await station.input({ scan: text, id });
      return reply.ok ? { code: reply.result.code, view: reply.result.view } : { code: reply.code, view: undefined };
    },
    [text, id] as const,
  );

/** What a process was started with. */
const wordsOf = (pid: number | undefined): string[] =>
  readFileSync(`/proc/${Number(pid)}/cmdline`, 'utf8')
    .split('\0')
    .slice(1);

/** What the log tells of the processes that had the folder, one after the other. */
const startsAndStops = (folder: string): { readonly event: string; readonly pid: number }[] =>
  readFileSync(join(folder, 'logs', 'pickspan.log'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { event: string; command: string; pid: number })
    .filter(({ event, command }) => /^station\.st(?:art|op)/.test(event) && command === 'open');

describe.skipIf(!hasChromium)(`the desktop shell${chromiumNote}`, () => {
  it('opens one window that can reach nothing but the contract', async () => {
    const double = await startElectronDouble(temporaryFolder());
    const page = await double.page();
    const state = await double.ask('state');
    expect(state).toMatchObject({
      sandboxed: true,
      menu: null,
      channels: [CALL_CHANNEL],
      schemes: [{ scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } }],
      hasPermissionHandlers: [true, true, true],
      windows: [
        {
          kiosk: false,
          webPreferences: {
            sandbox: true,
            contextIsolation: true,
            nodeIntegration: false,
            webSecurity: true,
            webviewTag: false,
          },
        },
      ],
    });
    const preferences = Object.keys(state.windows[0]?.webPreferences ?? {});
    for (const never of ['experimentalFeatures', 'enableBlinkFeatures', 'allowRunningInsecureContent'])
      expect(preferences).not.toContain(never);
    const exposed = await page.evaluate(() => Object.keys((globalThis as unknown as PageGlobals).station));
    expect(exposed.toSorted()).toEqual([...Object.keys(CONTRACT), 'watch'].toSorted());
    expect(
      await page.evaluate(() => ['require', 'process', 'module', 'Buffer'].filter((name) => name in globalThis)),
    ).toEqual([]);
  });

  it('puts every wish to its verdict: frames, permissions, navigation, windows, webviews, downloads', async () => {
    const double = await startElectronDouble(temporaryFolder());
    const page = await double.page();
    const forged = [null, { ...OWN_FRAME, parent: {} }, { ...OWN_FRAME, origin: 'https://evil.example' }];
    for (const frame of forged) {
      const input = { scan: 'PS:OP:w1', id: 'forged' };
      expect(await double.ask('invokeFrom', frame, CALL_CHANNEL, 'input', input)).toMatchObject({ code: 'forbidden' });
    }
    expect(await scan(page, 'PS:PICK', 'one')).toMatchObject({ code: 'signin.needed' });

    for (const permission of ['geolocation', 'media', 'serial', 'notifications', 'openExternal'])
      expect(await double.ask('permission', permission, 'app://station', ['video'])).toEqual({
        asked: false,
        checked: false,
        device: false,
      });
    expect(await double.ask('selectHid', [0x8c])).toEqual({ given: [null], prevented: true });
    expect(await double.ask('permission', 'clipboard-sanitized-write', 'app://station')).toMatchObject({ asked: true });
    for (const event of ['will-navigate', 'will-redirect', 'will-frame-navigate', 'will-attach-webview'])
      expect({ event, prevented: await double.ask('contentsEvent', event, { url: 'https://evil.example/' }) }).toEqual({
        event,
        prevented: true,
      });
    expect(await double.ask('contentsEvent', 'will-navigate', { url: 'app://station/' })).toBe(false);
    expect(await double.ask('windowOpen', 'https://evil.example/')).toEqual({ action: 'deny' });
    expect(await double.ask('sessionEvent', 'will-download')).toBe(true);

    // And in Chromium itself: a click on a foreign link leads nowhere.
    const before = page.url();
    await page.evaluate(() => {
      const link = document.createElement('a');
      link.href = 'https://evil.example/';
      document.body.append(link);
      link.click();
    });
    expect(await scan(page, 'PS:OP:w1', 'two')).toMatchObject({ code: 'signin.ok' });
    expect(page.url()).toBe(before);
  });

  it('sends a policy that Chromium enforces: no inline script, no eval, no other address', async () => {
    const double = await startElectronDouble(temporaryFolder());
    const page = await double.page();
    const violated = await page.evaluate(async () => {
      const violations: string[] = [];
      addEventListener('securitypolicyviolation', ({ effectiveDirective }) => violations.push(effectiveDirective));
      const inline = document.createElement('script');
      inline.textContent = 'window.wasRun = true';
      document.body.append(inline);
      document.body.insertAdjacentHTML('beforeend', '<img src="https://x.invalid/" onerror="window.wasRun = true">');
      const frame = document.createElement('iframe');
      frame.src = 'https://evil.example/';
      document.body.append(frame);
      const caught: string[] = [];
      await fetch('https://evil.example/').catch(() => caught.push('fetch'));
      // In a task of the page's own: what the debugger evaluates is exempt.
      Reflect.apply(setTimeout, globalThis, ['window.wasRun = true', 0]);
      await new Promise<void>((resolve) => {
        // Each comes in its own time; one that never comes ends the test by its time limit.
        const all = ['connect-src', 'frame-src', 'script-src', 'script-src-attr', 'script-src-elem'];
        const look = (): void => {
          if (all.every((each) => violations.includes(each))) resolve();
          else setTimeout(look, 10);
        };
        look();
      });
      return { violations: [...new Set(violations)].toSorted(), caught, wasRun: 'wasRun' in globalThis };
    });
    expect(violated).toMatchObject({ caught: ['fetch'], wasRun: false });
    expect(violated.violations).toEqual(
      expect.arrayContaining(['connect-src', 'frame-src', 'script-src', 'script-src-attr', 'script-src-elem']),
    );
    const traversal = await page.evaluate(async () => {
      const paths = ['/%2e%2e/main/index.js', '/..%2fmain/index.js', '/%2e%2e%2f%2e%2e%2fpackage.json', '/none.js'];
      return Promise.all(paths.map(async (path) => (await fetch(path)).status));
    });
    expect(traversal).toEqual([404, 404, 404, 404]);
  });

  it('comes back to the same line when the page’s process dies in the middle of a pick', async () => {
    const folder = temporaryFolder();
    await takeIn(folder, orderCreated('ORD-1', [mugs(2)]));
    const double = await startElectronDouble(folder);
    const page = await double.page();
    for (const [id, text] of ['PS:OP:w1', 'PS:PICK', 'A-01-03'].entries()) await scan(page, text, `s${id}`);
    expect(await scan(page, GTIN.mug, 'mug')).toMatchObject({ code: 'pick.item.ok', view: { line: { done: 1 } } });
    const crashed = page.waitForEvent('crash');
    await page.goto('chrome://crash').catch(() => undefined);
    await crashed;
    const next = await double.page();
    const view = await next.evaluate(async () => {
      const { station } = globalThis as unknown as PageGlobals;
      const reply = await station.snapshot(undefined);
      return reply.ok ? reply.result.view : undefined;
    });
    expect(view).toMatchObject({ kind: 'pick', order_id: 'ORD-1', bin_confirmed: true, line: { done: 1 } });
    expect(await scan(next, GTIN.mug, 'mug')).toMatchObject({ code: 'pick.item.ok', view: { line: { done: 1 } } });
    expect(await scan(next, GTIN.mug, 'another')).toMatchObject({ code: 'pick.done' });
  });

  it('holds the folder like every station, follows kiosk, camera and HID settings, and ends cleanly', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'station.json'), JSON.stringify({ window: { kiosk: true, camera: true, hid: true } }));
    const double = await startElectronDouble(folder, ['--demo']);
    await double.page();
    expect(await double.ask('state')).toMatchObject({
      awake: ['prevent-display-sleep'],
      windows: [{ kiosk: true }],
      userData: join(folder, 'window'),
    });
    expect(await double.ask('permission', 'media', 'app://station', ['video'])).toMatchObject({
      asked: true,
      checked: true,
      device: true,
    });
    expect(await double.ask('selectHid', [1, 140])).toEqual({ given: ['of 140'], prevented: true });
    await double.ask('resume');
    await double.ask('secondInstance');
    const terminal = await run(folder, ['terminal'], { input: '' });
    expect(terminal).toMatchObject({ code: 3, stdout: '' });
    expect(terminal.stderr).toContain(`pickspan open (process ${double.pid})`);
    double.kill('SIGTERM');
    expect(await double.ended).toEqual({ code: 0, stderr: '' });
    const { stdout } = await run(folder, ['status', '--json']);
    expect(JSON.parse(stdout)).toMatchObject({ orders: { ready: 3 } });
  });

  it('starts again once, however often it is asked, with the same words and the same work, when the folder is free', async () => {
    const folder = temporaryFolder();
    await takeIn(folder, orderCreated('ORD-1', [mugs(2)]));
    const double = await startElectronDouble(folder, ['--demo']);
    const page = await double.page();
    for (const [id, text] of ['PS:OP:w1', 'ORD-1', 'A-01-03'].entries()) await scan(page, text, `s${id}`);
    const before = wordsOf(double.pid);
    for (let times = 0; times < 3; times += 1)
      expect(await double.ask('invokeFrom', OWN_FRAME, CALL_CHANNEL, 'restart', {})).toMatchObject({ ok: true });
    expect(await double.ended).toEqual({ code: 0, stderr: '' });
    await page.close();
    // Of a process that is not the test's own child.
    const next = await vi.waitFor(() => double.page(), { timeout: 100_000, interval: 50 });
    const view = await next.evaluate(async () => {
      const { station } = globalThis as unknown as PageGlobals;
      const reply = await station.snapshot(undefined);
      return reply.ok ? reply.result.view : undefined;
    });
    expect(view).toMatchObject({ kind: 'pick', order_id: 'ORD-1', bin_confirmed: true });
    // The second found the folder free, and there was no third.
    const [, , second] = startsAndStops(folder);
    expect(startsAndStops(folder).map(({ event }) => event)).toEqual([
      'station.start',
      'station.stop',
      'station.start',
    ]);
    expect(wordsOf(second?.pid)).toEqual(before);
    process.kill(Number(second?.pid), 'SIGTERM');
    await vi.waitUntil(() => startsAndStops(folder).length === 4, { timeout: 60_000 });
  });

  it('refuses a folder that cannot be used with exit code 3', async () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'pickspan.sqlite'));
    const double = await startElectronDouble(folder);
    const { code, stderr } = await double.ended;
    expect({ code, lines: stderr.trim().split('\n').length }).toEqual({ code: 3, lines: 1 });
  });
});

describe('the built bundles', () => {
  const files = readdirSync(out, { recursive: true, encoding: 'utf8' }).filter((file) =>
    /\.(?:c?js|html|css)$/.test(file),
  );

  it('hold a preload that asks for nothing but electron, as a sandboxed one must', () => {
    const preload = readFileSync(join(out, 'preload', 'index.cjs'), 'utf8');
    const asked = [...preload.matchAll(/\brequire\(\s*["'`]([^"'`]+)/g)].map(([, name]) => name);
    expect(new Set(asked)).toEqual(new Set(['electron']));
  });

  it('hold no looser policy: what the dev server needs is in no build', () => {
    expect(files.length).toBeGreaterThan(3);
    const loose = files.filter((file) =>
      /unsafe-inline|['"`]unsafe-eval|'unsafe-eval'|ws:\/\/localhost/.test(readFileSync(join(out, file), 'utf8')),
    );
    expect(loose).toEqual([]);
  });

  it('hold a page without inline script, style or handler', () => {
    const html = readFileSync(join(out, 'renderer', 'index.html'), 'utf8');
    expect(html).not.toMatch(/<script(?![^>]*\bsrc=)|<style|\son\w+=|javascript:/i);
  });
});
