import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { chromium, type Page } from 'playwright-core';
import { afterAll, onTestFinished } from 'vitest';
import { launchChromium } from './chromium.ts';
import type { questions } from './electron-double/questions.ts';
import { ownPort } from './own-port.ts';
import { environmentOf, type Environment } from './pickspan.ts';

type Questions = typeof questions;

export interface ElectronDouble {
  /** Asks the process what was done, or makes something happen there. */
  ask<Name extends keyof Questions>(
    name: Name,
    ...args: Parameters<Questions[Name]>
  ): Promise<Awaited<ReturnType<Questions[Name]>>>;
  /** The window's page as it now is, over a connection of the test's own. */
  page(): Promise<Page>;
  readonly pid: number | undefined;
  /** How the process ended. */
  readonly ended: Promise<{ readonly code: number | null; readonly stderr: string }>;
  kill(signal: NodeJS.Signals): void;
}

const root = resolve(import.meta.dirname, '../..');

/** One Chromium for all tests of a file; starting it takes longer than most of them. */
let shared: ReturnType<typeof startChromium> | undefined;
let doubles = 0;
afterAll(async () => (await shared)?.close());

async function startChromium() {
  const port = await ownPort();
  const browser = await launchChromium(`--remote-debugging-port=${port}`);
  const address = `http://127.0.0.1:${port}`;
  const watching = await chromium.connectOverCDP(address);
  const [context] = watching.contexts();
  if (context === undefined) throw new Error('Chromium has no context');
  return {
    address,
    context,
    async close() {
      await watching.close();
      await browser.close();
    },
  };
}

/**
 * The built desktop app on a double of Electron (electron-double/electron.ts says what is real), for the length of one
 * test. Only where there is a Chromium.
 * @param app where the built app lies, if not in this checkout.
 */
export async function startElectronDouble(
  folder: string,
  args: readonly string[] = [],
  env: Environment = {},
  app: string = root,
): Promise<ElectronDouble> {
  shared ??= startChromium();
  const { address, context } = await shared;
  doubles += 1;
  const origin = `https://station-${doubles}.app-scheme.test`;

  const gone = new WeakSet<Page>();
  const watchForCrash = (page: Page): void => void page.once('crash', () => gone.add(page));
  context.on('page', watchForCrash);
  const register = join(import.meta.dirname, 'electron-double', 'register.ts');
  const main = join(app, 'out', 'main', 'index.js');
  const child = spawn(process.execPath, ['--import', register, main, '--data', folder, '--no-sync', ...args], {
    env: { ...environmentOf(folder, env), DOUBLE_CHROMIUM: address, DOUBLE_ORIGIN: origin },
    stdio: ['ignore', 'inherit', 'pipe', 'ipc'],
  });
  const { stderr: errors } = child;
  if (errors === null) throw new Error('there is no stderr');
  const stderr = text(errors);
  const ended = once(child, 'close').then(async ([code]) => ({ code: code as number | null, stderr: await stderr }));
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await ended;
    context.off('page', watchForCrash);
    for (const page of context.pages()) if (page.url().startsWith(origin)) await page.close();
  });

  const waiting = new Map<number, { resolve: (value: never) => void; reject: (error: Error) => void }>();
  let lastId = 0;
  child.on('message', ({ id, value, problem }: { id: number; value?: never; problem?: string }) => {
    if (problem === undefined) waiting.get(id)?.resolve(value as never);
    else waiting.get(id)?.reject(new Error(problem));
  });
  child.once('close', () => {
    for (const { reject } of waiting.values()) reject(new Error('the app ended'));
  });

  return {
    pid: child.pid,
    ended,
    kill: (signal) => void child.kill(signal),
    ask(ask, ...given) {
      lastId += 1;
      const id = lastId;
      return new Promise((resolve, reject) => {
        waiting.set(id, { resolve, reject });
        child.send({ id, ask, args: given });
      });
    },
    async page() {
      for (;;) {
        const living = context.pages().filter((page) => !gone.has(page));
        const found = living.findLast((page) => page.url().startsWith(origin));
        if (found !== undefined) {
          await found.waitForFunction(() => 'station' in globalThis);
          return found;
        }
        await Promise.race([
          context.waitForEvent('page', { timeout: 0 }),
          ...living.map((page) => page.waitForEvent('framenavigated', { timeout: 0 }).catch(() => undefined)),
          ended.then((how) => Promise.reject(new Error(`the app ended: ${JSON.stringify(how)}`))),
        ]);
      }
    },
  };
}
