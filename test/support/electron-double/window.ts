import type * as Electron from 'electron';
import { EventEmitter } from 'node:events';
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { preloadScript, serveInvokes } from './page-ipc.ts';
import { answer, pages, toReal, toStandIn } from './pages.ts';
import { preventable, record } from './record.ts';

/** Every window that was made; tells of each. */
export const windows = new EventEmitter();
export const opened: DoubleWindow[] = [];

type Listener = (...args: never[]) => unknown;

class DoubleContents {
  readonly events = new EventEmitter();
  openHandler: Parameters<Electron.WebContents['setWindowOpenHandler']>[0] | undefined;
  page: Promise<Page> | undefined;
  crashed = false;
  /** Where main itself is going: such a navigation is no wish of the page. */
  goingTo: string | undefined;

  on(name: string, listener: Listener): this {
    this.events.on(name, listener as (...args: unknown[]) => void);
    return this;
  }
  setWindowOpenHandler(handler: Parameters<Electron.WebContents['setWindowOpenHandler']>[0]): void {
    this.openHandler = handler;
  }
  send(channel: string, ...args: unknown[]): void {
    const deliver = async (): Promise<void> => {
      const page = await this.page;
      await page?.evaluate(
        ([name, values]) => {
          const { doubleDeliver } = globalThis as {
            doubleDeliver?: (name: string, values: readonly unknown[]) => void;
          };
          doubleDeliver?.(name, values);
        },
        [channel, args] as const,
      );
    };
    // A page that is being loaded has nobody who listens, as in Electron.
    void deliver().catch(() => undefined);
  }
  isDestroyed(): boolean {
    return false;
  }
  isCrashed(): boolean {
    return this.crashed;
  }
  forcefullyCrashRenderer(): void {
    void this.page?.then((page) => page.goto('chrome://crash').catch(() => undefined));
  }
}

type OfContents = 'setWindowOpenHandler' | 'send' | 'isDestroyed' | 'isCrashed' | 'forcefullyCrashRenderer';

export class DoubleWindow {
  readonly options: Electron.BrowserWindowConstructorOptions;
  readonly webContents = new DoubleContents() satisfies Pick<Electron.WebContents, OfContents>;
  readonly #events = new EventEmitter();

  constructor(options: Electron.BrowserWindowConstructorOptions = {}) {
    this.options = options;
    opened.push(this);
    windows.emit('created', this);
  }

  on(name: string, listener: Listener): this {
    this.#events.on(name, listener as (...args: unknown[]) => void);
    return this;
  }
  once(name: string, listener: Listener): this {
    this.#events.once(name, listener as (...args: unknown[]) => void);
    return this;
  }
  isDestroyed = (): boolean => false;
  isMinimized = (): boolean => false;
  restore(): void {}
  show(): void {}
  focus(): void {}

  async loadURL(url: string): Promise<void> {
    const contents = this.webContents;
    // A page whose process died is gone for good; another takes its place.
    if (contents.page === undefined || contents.crashed) contents.page = this.#newPage();
    contents.crashed = false;
    const page = await contents.page;
    contents.goingTo = toStandIn(url);
    await page.goto(contents.goingTo);
    this.#events.emit('ready-to-show');
  }

  async #newPage(): Promise<Page> {
    const contents = this.webContents;
    const page = await pages.open();
    await serveInvokes(page, (channel, event, args) => record.handlers.get(channel)?.(event, ...args));
    await page.addInitScript(preloadScript(readFileSync(String(this.options.webPreferences?.preload), 'utf8')));
    await page.route('**/*', async (route) => {
      const request = route.request();
      const isWish = request.isNavigationRequest() && request.url() !== contents.goingTo;
      if (!isWish) return answer(route);
      const event = preventable({ url: toReal(request.url()) });
      const isMain = request.frame().parentFrame() === null;
      contents.events.emit(isMain ? 'will-navigate' : 'will-frame-navigate', event);
      return event.defaultPrevented ? route.abort('aborted') : answer(route);
    });
    page.on('popup', (popup) => {
      const verdict = contents.openHandler?.({ url: toReal(popup.url()) } as Electron.HandlerDetails);
      if (verdict?.action !== 'allow') void popup.close();
    });
    page.on('crash', () => {
      contents.crashed = true;
      contents.events.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 1 });
    });
    page.on('close', () => {
      if (!contents.crashed) this.#events.emit('closed');
    });
    return page;
  }
}
