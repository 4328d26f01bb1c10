import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Browser, Page } from 'playwright-core';
import { afterAll, onTestFinished } from 'vitest';
import { launchChromium } from '../chromium.ts';
import { ownPort } from '../own-port.ts';
import { environmentOf, PROGRAM } from '../pickspan.ts';
import type { StationWindow } from '../../e2e/station-window.ts';

/** One Chromium for all tests of a file. */
let shared: Promise<Browser> | undefined;
afterAll(async () => (await shared)?.close());

export interface BrowserWindow extends StationWindow {
  /** Ends the host without a word, as a power cut would. */
  killHost(): Promise<void>;
  /** Starts it again on the same folder and port. */
  startHost(): Promise<void>;
}

/**
 * The real `pickspan open --browser` in a process of its own, and its link followed in a real Chromium.
 * @param browser one of this test alone.
 * @param script runs in the page before its own.
 */
export async function openInBrowser(
  folder: string,
  more: { readonly browser?: Browser; readonly script?: () => void } = {},
): Promise<BrowserWindow> {
  const browser = more.browser ?? (await (shared ??= launchChromium()));
  let host = await startHost(folder, await ownPort());
  onTestFinished(() => host.kill());
  const context = await browser.newContext({ viewport: { width: 1024, height: 768 }, locale: 'en' });
  onTestFinished(() => context.close());
  if (more.script !== undefined) await context.addInitScript(more.script);
  const { origin, port } = new URL(host.link);
  let page = await context.newPage();
  await page.goto(host.link);

  return {
    page: () => Promise.resolve(page),
    async crash(): Promise<Page> {
      const crashed = page.waitForEvent('crash');
      // Its answer never comes: there is nobody left to give one.
      void page.goto('chrome://crash').catch(() => undefined);
      await crashed;
      await page.close();
      // What a worker does: the window opened again, with the session that the browser keeps.
      page = await context.newPage();
      await page.goto(origin);
      return page;
    },
    killHost: () => host.kill(),
    async startHost() {
      host = await startHost(folder, Number(port));
    },
  };
}

async function startHost(folder: string, port: number) {
  const args = [PROGRAM, 'open', '--browser', '--no-open', '--port', String(port)];
  const child = spawn(process.execPath, args, {
    env: environmentOf(folder),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const closed = once(child, 'close');
  const ended = closed.then(() => {
    throw new Error('the host ended before it was open');
  });
  const lines = createInterface(child.stdout);
  const [link] = (await Promise.race([once(lines, 'line'), ended])) as [string];
  ended.catch(() => undefined);
  return {
    link,
    async kill(): Promise<void> {
      child.kill('SIGKILL');
      await closed;
    },
  };
}
