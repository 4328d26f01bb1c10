/*
 * (f) From the last key of a scan to the painted answer, in a real Chromium, with the real host process and a file of
 * 1,000,000 orders, while the host sends the spans that wait there; against one frame, and against the same page answered
 * from memory. Measured in the page, by its own `station.scan` spans: `scan.latency_ms` is from the timestamp of the last
 * key to a message that was sent in the animation frame after the answer was set, and so comes after that frame's paint.
 */
import Database from 'better-sqlite3';
import { rmSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser } from 'playwright-core';
import { databaseFile } from '../src/main/database/open.ts';
import { hasChromium, launchChromium } from '../test/support/chromium.ts';
import { waitAgain, waiting, waitNoMore } from './support/backlog.ts';
import { BareDisk } from './support/disk.ts';
import type { Figure, Row, Size } from './support/figure.ts';
import { firstView } from './support/first-view.ts';
import { startHost } from './support/host-process.ts';
import { manyOrders, TEMPLATE_ORDERS, thousandOrders } from './support/many-orders.ts';
import { answerInMemory } from './support/page-in-memory.ts';
import { Receiver } from './support/receiver.ts';
import { latenciesOf, WindowScanner } from './support/scan-window.ts';
import { median, quantile } from './support/statistics.ts';
import { latencyRows, ms, sizeRows } from './support/window-rows.ts';
import { workOrder } from './support/work-order.ts';

const SIZES = { full: { thousands: 1000, scans: 500, opens: 7 }, quick: { thousands: 10, scans: 30, opens: 1 } };
const SYNCS_PER_ORDER = 20;
const SPANS_WITHIN_MS = 3000;
const SCREEN = { viewport: { width: 1024, height: 768 }, locale: 'en' };

interface Measured {
  /** Milliseconds of each scan: with the station, and from memory. */
  readonly station: number[];
  readonly memory: number[];
  readonly first: number[];
  readonly again: number[];
  readonly fsync: number[];
  /** Scans that a stall of this machine tore in two, and that were made again. */
  readonly torn: number;
}

async function inBrowser(browser: Browser, link: string, disk: BareDisk, size: Size): Promise<Measured> {
  const { scans, opens } = SIZES[size];
  const context = await browser.newContext(SCREEN);
  const page = await context.newPage();
  const station = latenciesOf(page);
  const replied = page.waitForResponse(/\/call\/snapshot$/);
  await page.goto(link);
  const snapshot = await (await replied).text();
  const { origin } = new URL(link);
  const session = await context.storageState();

  const scanner = await WindowScanner.at(page);
  const still = await (await browser.newContext({ ...SCREEN, storageState: session })).newPage();
  const memory = await answerInMemory(still, snapshot);
  await still.goto(origin);
  const repeater = await WindowScanner.at(still);
  const both = async (work: typeof workOrder): Promise<number> => {
    const done = await work(scanner);
    await memory.answerWith(done.map(({ reply }) => reply));
    for (const { text } of done) await repeater.send(text);
    return done.length;
  };
  // The first order is for the compilers.
  const warm = (await both(async (at) => [await at.scan('PS:OP:w1')])) + (await both(workOrder));
  let made = warm;
  while (made < warm + scans) {
    made += await both(workOrder);
    for (let sync = 0; sync < SYNCS_PER_ORDER; sync += 1) disk.sync();
  }
  // Spans come in batches, a little later; of a scan torn by a stall none comes.
  await sleep(SPANS_WITHIN_MS);
  if (station.length < made) throw new Error(`the page told of ${station.length} scans, not of ${made}`);

  const views = [];
  for (let open = 0; open < opens; open += 1) views.push(await firstView(browser, origin, session));
  return {
    station: station.slice(warm, warm + scans),
    memory: (await memory.latencies()).slice(warm, warm + scans),
    first: views.map(({ first }) => first),
    again: views.map(({ again }) => again),
    fsync: disk.times,
    torn: scanner.torn,
  };
}

async function measure(size: Size, say: (progress: string) => void): Promise<Row[]> {
  if (!hasChromium) return [{ what: 'skipped', measured: 'no Chromium on this machine' }];
  const { thousands } = SIZES[size];
  const template = thousandOrders();
  const folder = manyOrders(template, thousands, say);
  rmSync(template, { recursive: true, force: true });
  inDatabase(folder, waitAgain);
  const receiver = await Receiver.start();
  const disk = new BareDisk(folder);
  const host = await startHost(folder, receiver.url);
  const browser = await launchChromium();
  try {
    const began = performance.now();
    const measured = await inBrowser(browser, host.link, disk, size);
    const seconds = (performance.now() - began) / 1000;
    const sent = await receiver.spans();
    const left = inDatabase(folder, waiting);
    return [
      ...latencyRows(measured, (thousands * TEMPLATE_ORDERS).toLocaleString('en')),
      {
        what: 'meanwhile',
        measured: `${sent.toLocaleString('en')} spans sent in ${seconds.toFixed(0)} s, ${left.toLocaleString('en')} left; bare fsync p50 ${ms(quantile(measured.fsync, 0.5))}, p99 ${ms(quantile(measured.fsync, 0.99))}; ${measured.torn} scans torn by a stall and made again`,
      },
      {
        what: 'navigation to first painted view, empty cache : opened again',
        measured: `${ms(median(measured.first))} : ${ms(median(measured.again))}`,
        ratio: median(measured.first) / median(measured.again),
      },
      ...sizeRows(),
    ];
  } finally {
    await browser.close();
    await host.stop();
    receiver.stop();
    disk.remove();
    inDatabase(folder, waitNoMore);
  }
}

function inDatabase<T>(folder: string, act: (db: Database.Database) => T): T {
  const db = new Database(databaseFile(folder));
  try {
    return act(db);
  } finally {
    db.close();
  }
}

export const windowLatency: Figure = { letter: 'f', title: 'The window: last key to painted answer', measure };
