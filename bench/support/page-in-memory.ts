import type { Page } from 'playwright-core';

/** The page whose calls are answered by itself, from what a station has said before. */
export interface PageInMemory {
  /** What the next inputs are answered with, in this order. */
  answerWith(replies: readonly string[]): Promise<void>;
  /** Of every input so far, in ms: as its `station.scan` says. */
  latencies(): Promise<number[]>;
}

interface InPage {
  benchReplies: string[];
  benchLatencies: number[];
}

/**
 * Makes a page, before it is opened, one that needs no station: `fetch` gives recorded replies at once, and no changes come.
 * All else is the built page: the scanner, the screens, and the spans by which it tells its latencies.
 * @param snapshot the reply to `/call/snapshot`.
 */
export async function answerInMemory(page: Page, snapshot: string): Promise<PageInMemory> {
  await page.addInitScript((recorded) => {
    const kept: InPage = { benchReplies: [], benchLatencies: [] };
    Object.assign(globalThis, kept);
    const replyTo = (path: string, body: string): string => {
      if (path === '/call/snapshot') return recorded;
      if (path === '/call/input') return kept.benchReplies.shift() ?? '';
      if (path !== '/call/spans') return '{"ok":false,"code":"internal","message":"nobody is here"}';
      const { spans } = JSON.parse(body) as { spans: { attributes: Record<string, number> }[] };
      kept.benchLatencies.push(...spans.map(({ attributes }) => attributes['scan.latency_ms'] ?? Number.NaN));
      return '{"ok":true,"result":{"taken":1,"refused":0}}';
    };
    globalThis.fetch = (path, init) => Promise.resolve(new Response(replyTo(path as string, init?.body as string)));
    globalThis.EventSource = class extends EventTarget {
      constructor() {
        super();
        setTimeout(() => this.dispatchEvent(new Event('open')));
      }
    } as unknown as typeof EventSource;
  }, snapshot);
  return {
    answerWith: (replies) =>
      page.evaluate((more) => void (globalThis as unknown as InPage).benchReplies.push(...more), replies),
    latencies: () => page.evaluate(() => (globalThis as unknown as InPage).benchLatencies),
  };
}
