import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { createRenderHost, type RenderHost } from '../../../src/main/print/render-host.ts';
import type { PaperParts } from '../../../src/main/station/open/paper.ts';
import { openStation, type OpenStation } from '../../../src/main/station/open-station.ts';
import type { IntakeResult } from '../../../src/main/orders/intake.ts';
import type { Answer } from '../../../src/shared/answers.ts';
import { HandClock } from './hand-clock.ts';

export const WAY_IN = 'urn:pickspan:intake';

/** One thread draws the paper of all benches: it is the same for every station. */
const shared: RenderHost = { render: createRenderHost().render, stop: () => Promise.resolve() };

/** A real station in a folder of its own, driven by hand. */
export class Bench {
  readonly folder: string;
  readonly clock = new HandClock();
  readonly #paper: PaperParts;
  #open: OpenStation;

  constructor(
    settings?: object,
    folder: string = mkdtempSync(join(tmpdir(), 'pickspan-bench-')),
    paper: PaperParts = {},
  ) {
    this.folder = folder;
    this.#paper = { renderHost: shared, ...paper };
    if (settings !== undefined) writeFileSync(join(this.folder, 'station.json'), JSON.stringify(settings));
    try {
      this.#open = this.#start();
    } catch (error) {
      rmSync(this.folder, { recursive: true, force: true });
      throw error;
    }
  }

  #start(): OpenStation {
    return openStation({
      folder: this.folder,
      environment: {},
      version: '0.0.0-test',
      clock: this.clock,
      paper: this.#paper,
    });
  }

  get db(): OpenStation['db'] {
    return this.#open.db;
  }

  get settings(): OpenStation['settings'] {
    return this.#open.settings;
  }

  get view(): Answer['view'] {
    return this.#open.station.view();
  }

  get floor(): OpenStation['floor'] {
    return this.#open.floor;
  }

  get retention(): OpenStation['retention'] {
    return this.#open.retention;
  }

  get people(): OpenStation['people'] {
    return this.#open.people;
  }

  get changeSettings(): OpenStation['changeSettings'] {
    return this.#open.changeSettings;
  }

  /** Prints what is queued. @returns how many documents went out. */
  print = (): Promise<number> => this.#open.printing.settled();

  get subscribers(): OpenStation['subscribers'] {
    return this.#open.subscribers;
  }

  /** Has the figures counted, all of what happened so far. */
  count(): void {
    while (this.subscribers.analytics.step());
  }

  /** The figures of all time that are of this kind, in one sum. */
  figures(of: { readonly stage?: string; readonly worker?: string }): unknown {
    const { stage = '%', worker = '%' } = of;
    const [sum] = this.rows(
      `SELECT sum(orders) AS orders, sum(lines) AS lines, sum(units) AS units, sum(scans) AS scans, sum(wrong) AS wrong,
              sum(typed) AS typed FROM figures WHERE stage LIKE ? AND worker LIKE ?`,
      stage,
      worker,
    );
    return sum;
  }

  /** Asks carriers for labels, as the station does beside the work. */
  get labelBuyer(): OpenStation['labelBuyer'] {
    return this.#open.labelBuyer;
  }

  get printing(): OpenStation['printing'] {
    return this.#open.printing;
  }

  /** As after a restart of the program, with other settings where some are given. */
  reopen(settings?: object): void {
    this.#open.close();
    if (settings !== undefined) writeFileSync(join(this.folder, 'station.json'), JSON.stringify(settings));
    this.#open = this.#start();
  }

  /** The same with other settings. */
  settle(settings: object): void {
    writeFileSync(join(this.folder, 'station.json'), JSON.stringify(settings));
    this.reopen();
  }

  takeText(text: string): IntakeResult[] {
    return this.#open.intake(text, WAY_IN);
  }

  /** Each event as an input of its own. */
  take(...events: readonly unknown[]): IntakeResult[] {
    return events.flatMap((event) => this.takeText(JSON.stringify(event)));
  }

  input(input: Parameters<OpenStation['station']['handle']>[0]): Answer {
    return this.#open.station.handle(input);
  }

  scan(text: string): Answer {
    return this.input({ scan: text });
  }

  /** The codes of several scans, a second apart. */
  codes(...scans: readonly string[]): string[] {
    return scans.map((text) => {
      this.clock.advance(1000);
      return this.scan(text).code;
    });
  }

  rows<T>(sql: string, ...parameters: readonly (string | number)[]): T[] {
    return this.db.prepare<(string | number)[], T>(sql).all(...parameters);
  }

  /** The first column of the first row. */
  value(sql: string, ...parameters: readonly (string | number)[]): unknown {
    return this.db
      .prepare(sql)
      .pluck()
      .get(...parameters);
  }

  stateOf = (orderId: string): unknown => this.value('SELECT state FROM orders WHERE order_id = ?', orderId);

  close(): void {
    this.#open.close();
  }

  remove(): void {
    this.#open.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** A bench for the length of one test. */
export function openBench(settings?: object, paper?: PaperParts): Bench {
  const bench = new Bench(settings, undefined, paper);
  onTestFinished(() => bench.remove());
  return bench;
}
