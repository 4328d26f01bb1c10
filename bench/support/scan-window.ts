import { setTimeout as sleep } from 'node:timers/promises';
import type { Page, Response } from 'playwright-core';
import type { Answer } from '../../src/shared/answers.ts';
import type { Reply } from '../../src/shared/contract.ts';
import type { WindowSpan } from '../../src/shared/window-spans.ts';
import { plugIn, type PluggedIn } from '../../test/support/scanner/plug-in.ts';
import { scanOf } from '../../test/support/scanner/scanner-model.ts';

/** After an answer, before the next scan begins: a worker needs longer, and the page is at rest by then. */
const REST_MS = 50;
/** A scan that brought nothing by then was torn by a stall of this machine, and is made once more. */
const LOST_AFTER_MS = 3000;

/** A scan, and what the station replied. */
export interface Recorded {
  readonly text: string;
  readonly reply: string;
  readonly answer: Answer;
}

/** The latencies of a page's scans in ms, as it tells them to its station: the list grows when it does. */
export function latenciesOf(page: Page): number[] {
  const latencies: number[] = [];
  page.on('request', (request) => {
    if (!request.url().endsWith('/call/spans')) return;
    const { spans } = request.postDataJSON() as { spans: readonly WindowSpan[] };
    for (const span of spans) if (span.name === 'station.scan') latencies.push(span.attributes['scan.latency_ms']);
  });
  return latencies;
}

/** A scanner at a page: keys go out in their own time, 8 ms apart, the last stamped with the time it went. */
export class WindowScanner {
  readonly #page: Page;
  readonly #keys: PluggedIn;
  /** Scans that were torn. */
  torn = 0;

  private constructor(page: Page, keys: PluggedIn) {
    this.#page = page;
    this.#keys = keys;
  }

  /** Once the page listens. */
  static async at(page: Page): Promise<WindowScanner> {
    await page.locator('.shell[data-listening=true]').waitFor();
    return new WindowScanner(page, await plugIn(page, 'timed'));
  }

  /** Keys of a scan and nothing more, then rest. */
  async send(text: string): Promise<void> {
    await this.#keys.send(scanOf(text));
    await sleep(REST_MS);
  }

  /** A scan that the station must take. Its reply is fetched from the browser only when the page is at rest. */
  async scan(text: string): Promise<Recorded> {
    const response = await this.#answered(text);
    await sleep(REST_MS);
    const reply = await response.text();
    const read = JSON.parse(reply) as Reply<Answer>;
    if (!read.ok || !read.result.ok) throw new Error(`${text}: ${reply.slice(0, 300)}`);
    return { text, reply, answer: read.result };
  }

  async #answered(text: string): Promise<Response> {
    for (;;) {
      const response = this.#page.waitForResponse(/\/call\/input$/, { timeout: LOST_AFTER_MS });
      // Looked at below; it may fail while the keys are still on their way.
      response.catch(() => undefined);
      await this.#keys.send(scanOf(text));
      try {
        return await response;
      } catch (cause) {
        this.torn += 1;
        if (this.torn > 20) throw new Error(`${text} does not reach the station`, { cause });
      }
    }
  }
}
