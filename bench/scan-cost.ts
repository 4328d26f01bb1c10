/*
 * (a) What telling of the work costs: a scan that closes a line (one span), and one that closes a pick (two spans and an
 * event), each against the same scan at a station of the same code whose recorder and outbox take nothing; and against
 * the bare disk. What lies with the order either way (state, audit row, the times of its stages) is in both.
 */
import type { Telling } from '../src/main/station/open/telling.ts';
import { BareDisk } from './support/disk.ts';
import { atMost, time, type Figure, type Row, type Size } from './support/figure.ts';
import { median, ratioOfRounds } from './support/statistics.ts';
import { Worker } from './support/worker.ts';

const SIZES = { full: { rounds: 7, orders: 250 }, quick: { rounds: 2, orders: 30 } };

const SILENT: Telling = {
  recorder: (real) => ({ newIds: (traceId) => real.newIds(traceId), record: () => undefined }),
  events: () => ({ emit: () => undefined }),
};

const SCANS = [
  { code: 'pick.line.done', what: 'a scan that closes a line' },
  { code: 'pick.done', what: 'a scan that closes a pick' },
];

type Times = Map<string, number[]>;

function pickOne(worker: Worker, into: Times): void {
  for (const { code, ms } of worker.work('PS:PICK')) into.set(code, [...(into.get(code) ?? []), ms]);
}

/** One round: order by order, now the one first and now the other, and a bare sync after each. */
function round(telling: Worker, silent: Worker, disk: BareDisk, orders: number): Record<'telling' | 'silent', Times> {
  const times = { telling: new Map<string, number[]>(), silent: new Map<string, number[]>() };
  for (let order = 0; order < orders; order += 1) {
    if (order % 2 === 0) pickOne(telling, times.telling);
    pickOne(silent, times.silent);
    if (order % 2 === 1) pickOne(telling, times.telling);
    disk.sync();
  }
  return times;
}

async function measure(size: Size): Promise<Row[]> {
  const { rounds, orders } = SIZES[size];
  const telling = new Worker();
  const silent = new Worker(undefined, SILENT);
  const disk = new BareDisk(telling.folder);
  for (const worker of [telling, silent]) worker.takeOrders('ORD', (rounds + 1) * orders);
  // The first round is for the compiler.
  round(telling, silent, disk, orders);
  const all = Array.from({ length: rounds }, () => round(telling, silent, disk, orders));
  const bare = median(disk.times);
  disk.remove();
  telling.remove();
  silent.remove();

  return SCANS.flatMap(({ code, what }) => {
    const medians = all.map((times) => ({
      above: median(times.telling.get(code) ?? []),
      below: median(times.silent.get(code) ?? []),
    }));
    const { ratio, lowest, highest } = ratioOfRounds(medians);
    const ours = median(medians.map(({ above }) => above));
    const without = median(medians.map(({ below }) => below));
    return [
      {
        what: `${what}, with span and event : without`,
        measured: `${time(ours)} : ${time(without)}`,
        rounds: [lowest, highest],
        ...atMost(1.35, ratio),
      },
      { what: `${what} : bare fsync`, measured: `${time(ours)} : ${time(bare)}`, ratio: ours / bare },
    ];
  });
}

export const scanCost: Figure = { letter: 'a', title: 'What span and event cost a scan', measure };
