/*
 * (c) Scans while a drain of very many spans runs, against scans without it. The scans come at a steady pace, and each is
 * waited for from the moment it was due: what the station's thread does for the drain meanwhile counts as waiting. Beside
 * it stands what a scan takes by itself, on processor and disk: the rest is waiting for a processor, which station, export
 * and receiver share.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { drainBy, exportBeside, fillBacklog, waitAgain } from './support/backlog.ts';
import { atMost, time, type Figure, type Row, type Size } from './support/figure.ts';
import { waitedForProcessor } from './support/processor.ts';
import { Receiver } from './support/receiver.ts';
import { median, quantile, ratioOfRounds } from './support/statistics.ts';
import { Worker } from './support/worker.ts';

const SIZES = { full: { spans: 50_000, rounds: 9 }, quick: { spans: 5000, rounds: 2 } };
/** A scan each 10 ms: some fifty times what a worker can do, who waits for each answer before the next scan. */
const PACE_MS = 10;
const ORDERS = 3000;

interface Times {
  /** From when each scan was due to its answer. */
  readonly waited: number[];
  /** Of each scan, what it took but for waiting for a processor. */
  readonly own: number[];
}

/** Scans, one after the other at their pace, until `over` says so. */
async function scansUntil(worker: Worker, over: () => boolean): Promise<Times> {
  const times: Times = { waited: [], own: [] };
  for (let due = performance.now() + PACE_MS; !over(); due = Math.max(due + PACE_MS, performance.now())) {
    await sleep(Math.max(0, due - performance.now()));
    // A timer of Node is up to a millisecond late by itself: late counts only when the thread was busy meanwhile.
    const began = Math.min(performance.now(), due + 1);
    const before = waitedForProcessor();
    const { ms } = worker.scan(worker.next() ?? 'PS:PICK');
    times.own.push(ms - (waitedForProcessor() - before));
    times.waited.push(performance.now() - began);
  }
  return times;
}

async function measure(size: Size): Promise<Row[]> {
  const { spans, rounds } = SIZES[size];
  const worker = new Worker();
  const receiver = await Receiver.start();
  const { db } = worker.open;
  worker.takeOrders('ORD', ORDERS);
  worker.work('PS:PICK');
  fillBacklog(db, spans);
  const beside = await exportBeside(db, receiver.url);
  const each: { above: Times; below: Times }[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    waitAgain(db);
    let isOver = false;
    const began = performance.now();
    const drain = drainBy(beside).finally(() => (isOver = true));
    const above = await scansUntil(worker, () => isOver);
    await drain;
    const until = performance.now() + (performance.now() - began);
    const below = await scansUntil(worker, () => performance.now() > until);
    if ((await receiver.spans()) < spans) throw new Error('the drain did not send all spans');
    // The first round is for the compiler.
    if (round > 0) each.push({ above, below });
  }
  await beside.stop();
  receiver.stop();
  worker.remove();

  const sent = `while ${spans.toLocaleString('en')} spans are sent`;
  const put = (kind: keyof Times, share: number, what: string, judge: (ratio: number) => Partial<Row>): Row => {
    const terms = each.map(({ above, below }) => ({
      above: quantile(above[kind], share),
      below: quantile(below[kind], share),
    }));
    const { ratio, lowest, highest } = ratioOfRounds(terms);
    return {
      what,
      measured: `${time(median(terms.map(({ above }) => above)))} : ${time(median(terms.map(({ below }) => below)))}`,
      rounds: [lowest, highest],
      ...judge(ratio),
    };
  };
  const rows = [
    put('waited', 0.5, `scan p50, ${sent} : without`, (ratio) => ({ ratio })),
    put('waited', 0.99, `scan p99, ${sent} : without`, (ratio) => atMost(1.5, ratio)),
  ];
  if (Number.isNaN(waitedForProcessor())) return rows;
  return [
    ...rows,
    put('own', 0.99, `the same p99 but for waiting for a processor, ${sent} : without`, (ratio) => ({ ratio })),
  ];
}

export const scansDuringDrain: Figure = { letter: 'c', title: 'Scans while spans are sent', measure };
