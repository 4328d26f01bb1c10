import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Telling } from '../../src/main/station/open/telling.ts';
import { openStation, type OpenStation } from '../../src/main/station/open-station.ts';
import type { View } from '../../src/shared/views.ts';
import { nextScan } from './next-scan.ts';
import { orderCreated } from './orders.ts';

/** What an answered scan came to, and how long the worker waited for the answer. */
export interface TimedScan {
  readonly code: string;
  readonly ms: number;
}

/** An empty data folder for a measurement. */
export const newFolder = (): string => mkdtempSync(join(tmpdir(), 'pickspan-measure-'));

/** A real station in a folder, and somebody who does as its screen says. */
export class Worker {
  readonly open: OpenStation;
  readonly folder: string;
  #view: View;

  constructor(folder: string = newFolder(), telling?: Telling) {
    this.folder = folder;
    this.open = openStation({
      folder,
      environment: {},
      version: '0.0.0-bench',
      ...(telling === undefined ? {} : { telling }),
    });
    this.#view = this.scan('PS:OP:w1').view;
  }

  /** Takes orders in, in inputs of a hundred. */
  takeOrders(prefix: string, count: number): void {
    for (let from = 0; from < count; from += 100) {
      const events = Array.from({ length: Math.min(100, count - from) }, (_, index) =>
        orderCreated(`${prefix}-${from + index}`, from + index),
      );
      const results = this.open.intake(JSON.stringify(events), 'urn:pickspan:bench');
      const refused = results.find(({ result }) => result !== 'accepted');
      if (refused !== undefined) throw new Error(`an order was not taken: ${JSON.stringify(refused)}`);
    }
  }

  scan(text: string): TimedScan & { readonly view: View } {
    const began = performance.now();
    const { ok, code, message, view } = this.open.station.handle({ scan: text });
    const ms = performance.now() - began;
    if (!ok) throw new Error(`${text}: ${code}: ${message}`);
    this.#view = view;
    return { code, ms, view };
  }

  /** The next scan of the open job; undefined when there is none. */
  next(): string | undefined {
    return nextScan(this.#view);
  }

  /** Opens a job (`PS:PICK`, `PS:PACK`, `PS:SHIP` or an order id) and works it to its end: every scan of it. Its paper goes out afterwards. */
  work(opening: string): TimedScan[] {
    const scans: TimedScan[] = [this.scan(opening)];
    for (let text = this.next(); text !== undefined; text = this.next()) scans.push(this.scan(text));
    this.open.printing.start();
    return scans;
  }

  close(): void {
    this.open.close();
  }

  remove(): void {
    this.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
