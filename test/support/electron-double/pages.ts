import { chromium, type BrowserContext, type Page, type Route } from 'playwright-core';

/*
 * Chromium as the double's windows see it. It knows no scheme `app://`, so a page of `app://station` is loaded from an
 * https address that is answered here and nowhere else; both names stand for one origin, and every URL that goes to main
 * is translated back.
 */

/** Each window under test has an address of its own: several share one Chromium. */
const STAND_IN = process.env['DOUBLE_ORIGIN'] ?? 'https://station.app-scheme.test';
const REAL = 'app://station';

export const toReal = (url: string): string => (url.startsWith(STAND_IN) ? REAL + url.slice(STAND_IN.length) : url);
export const toStandIn = (url: string): string => (url.startsWith(REAL) ? STAND_IN + url.slice(REAL.length) : url);

type Handler = (request: Request) => Response | Promise<Response>;

let context: BrowserContext | undefined;
let handler: Handler | undefined;

export const pages = {
  /** The test has started Chromium, and watches the same pages over a connection of its own. */
  async connect(): Promise<void> {
    const browser = await chromium.connectOverCDP(process.env['DOUBLE_CHROMIUM'] ?? '');
    [context] = browser.contexts();
  },
  serve(_scheme: string, given: Handler): void {
    handler = given;
  },
  open(): Promise<Page> {
    if (context === undefined) throw new Error('a window was opened before the app was ready');
    return context.newPage();
  },
};

/** Answers from the protocol's handler what is the app's own; everything else never leaves the machine. */
export async function answer(route: Route): Promise<void> {
  const url = route.request().url();
  if (!url.startsWith(`${STAND_IN}/`) || handler === undefined) return route.abort('accessdenied');
  const response = await handler(new Request(toReal(url), { method: route.request().method() }));
  await route.fulfill({
    status: response.status,
    headers: Object.fromEntries(response.headers),
    body: Buffer.from(await response.arrayBuffer()),
  });
}
