/*
 * (d) A file of 1,000,000 orders against one of 1,000 with the same mix of work in it: the latency of every scan of an
 * order's life, from picking to handing over; from the start of the program to its first answered scan; memory; size.
 */
import { rmSync, statSync } from 'node:fs';
import { databaseFile } from '../src/main/database/open.ts';
import { atMost, time, type Figure, type Row, type Size } from './support/figure.ts';
import { manyOrders, TEMPLATE_ORDERS, thousandOrders } from './support/many-orders.ts';
import { startOfProgram, type Start } from './support/program.ts';
import { median, quantile, ratioOfRounds } from './support/statistics.ts';
import { Worker } from './support/worker.ts';

const SIZES = {
  full: { thousands: 1000, rounds: 9, orders: 25, starts: 5 },
  quick: { thousands: 10, rounds: 2, orders: 10, starts: 1 },
};
const OPEN_LIMIT_MS = 2000;

const wholeLife = (worker: Worker): number[] =>
  ['PS:PICK', 'PS:PACK', 'PS:SHIP'].flatMap((job) => worker.work(job).map(({ ms }) => ms));

/** Order by order, now in the one file and now in the other. */
function round(few: Worker, many: Worker, orders: number): { few: number[]; many: number[] } {
  const times = { few: [] as number[], many: [] as number[] };
  for (let order = 0; order < orders; order += 1) {
    if (order % 2 === 0) times.few.push(...wholeLife(few));
    times.many.push(...wholeLife(many));
    if (order % 2 === 1) times.few.push(...wholeLife(few));
  }
  return times;
}

function latency(folders: { few: string; many: string }, size: Size, names: string): Row[] {
  const { rounds, orders } = SIZES[size];
  const few = new Worker(folders.few);
  const many = new Worker(folders.many);
  round(few, many, orders);
  const all = Array.from({ length: rounds }, () => round(few, many, orders));
  few.close();
  many.close();
  return [0.5, 0.99].map((share) => {
    const each = all.map((times) => ({ above: quantile(times.many, share), below: quantile(times.few, share) }));
    const { ratio, lowest, highest } = ratioOfRounds(each);
    return {
      what: `scan p${share * 100}, ${names}`,
      measured: `${time(median(each.map(({ above }) => above)))} : ${time(median(each.map(({ below }) => below)))}`,
      rounds: [lowest, highest],
      ...atMost(1.3, ratio),
    };
  });
}

async function starts(folders: { few: string; many: string }, size: Size, names: string): Promise<Row[]> {
  const few: Start[] = [];
  const many: Start[] = [];
  for (let trial = 0; trial < SIZES[size].starts; trial += 1) {
    few.push(await startOfProgram(folders.few));
    many.push(await startOfProgram(folders.many));
  }
  const of = (list: readonly Start[], what: keyof Start): number => median(list.map((start) => start[what]));
  const [slow, quick] = [of(many, 'firstScanMs'), of(few, 'firstScanMs')];
  const [large, small] = [of(many, 'residentMb'), of(few, 'residentMb')];
  return [
    {
      what: `program start to first scan, ${names}`,
      measured: `${Math.round(slow)} ms : ${Math.round(quick)} ms`,
      ratio: slow / quick,
      goal: `< ${OPEN_LIMIT_MS} ms`,
      met: slow < OPEN_LIMIT_MS,
    },
    { what: `memory (RSS) after 200 scans, ${names}`, measured: `${large} MB : ${small} MB`, ratio: large / small },
  ];
}

async function measure(size: Size, say: (progress: string) => void): Promise<Row[]> {
  const { thousands } = SIZES[size];
  const few = thousandOrders();
  try {
    const many = manyOrders(few, thousands, say);
    const names = `${(thousands * TEMPLATE_ORDERS).toLocaleString('en')} : ${TEMPLATE_ORDERS.toLocaleString('en')} orders`;
    const rows = [...latency({ few, many }, size, names), ...(await starts({ few, many }, size, names))];
    const [large, small] = [many, few].map((folder) => statSync(databaseFile(folder)).size / 1e6) as [number, number];
    return [
      ...rows,
      {
        what: `file size, ${names}`,
        measured: `${large.toFixed(0)} MB : ${small.toFixed(0)} MB`,
        ratio: large / small,
      },
    ];
  } finally {
    rmSync(few, { recursive: true, force: true });
  }
}

export const millionOrders: Figure = { letter: 'd', title: 'A file of very many orders', measure };
