/*
 * (e) A week offline: scans at a station where 500,000 spans wait, against one where none do; then all of them are sent,
 * and the memory of the process that does it (station and export thread) is looked at on the way.
 */
import { drainAll, fillBacklog } from './support/backlog.ts';
import { atMost, time, type Figure, type Row, type Size } from './support/figure.ts';
import { Receiver } from './support/receiver.ts';
import { median, quantile, ratioOfRounds } from './support/statistics.ts';
import { Worker } from './support/worker.ts';

const SIZES = { full: { spans: 500_000, rounds: 9, orders: 40 }, quick: { spans: 10_000, rounds: 2, orders: 10 } };
const LOOK_EVERY_MS = 50;
const MB = 1_048_576;

const picks = (worker: Worker): number[] => worker.work('PS:PICK').map(({ ms }) => ms);

function latency(waiting: Worker, fresh: Worker, size: Size): Row[] {
  const { spans, rounds, orders } = SIZES[size];
  const each = Array.from({ length: rounds + 1 }, () => {
    const times = { waiting: [] as number[], fresh: [] as number[] };
    for (let order = 0; order < orders; order += 1) {
      if (order % 2 === 0) times.waiting.push(...picks(waiting));
      times.fresh.push(...picks(fresh));
      if (order % 2 === 1) times.waiting.push(...picks(waiting));
    }
    return times;
  }).slice(1);
  return [0.5, 0.99].map((share) => {
    const terms = each.map((times) => ({ above: quantile(times.waiting, share), below: quantile(times.fresh, share) }));
    const { ratio, lowest, highest } = ratioOfRounds(terms);
    return {
      what: `scan p${share * 100}, ${spans.toLocaleString('en')} spans waiting : few`,
      measured: `${time(median(terms.map(({ above }) => above)))} : ${time(median(terms.map(({ below }) => below)))}`,
      rounds: [lowest, highest],
      ...atMost(1.3, ratio),
    };
  });
}

/** Resident memory in MB, looked at while the drain runs. */
async function memoryOf(drain: Promise<void>): Promise<number[]> {
  const seen: number[] = [];
  const timer = setInterval(() => seen.push(process.memoryUsage.rss() / MB), LOOK_EVERY_MS);
  await drain.finally(() => clearInterval(timer));
  return seen;
}

async function measure(size: Size): Promise<Row[]> {
  const { spans, rounds, orders } = SIZES[size];
  const waiting = new Worker();
  const fresh = new Worker();
  const receiver = await Receiver.start();
  for (const worker of [waiting, fresh]) worker.takeOrders('ORD', (rounds + 2) * orders);
  picks(waiting);
  fillBacklog(waiting.open.db, spans);
  const rows = latency(waiting, fresh, size);

  const began = performance.now();
  const memory = await memoryOf(drainAll(waiting.open.db, receiver.url));
  const seconds = (performance.now() - began) / 1000;
  const arrived = await receiver.spans();
  if (arrived < spans) throw new Error(`${arrived} of ${spans} spans arrived`);
  receiver.stop();
  waiting.remove();
  fresh.remove();

  // Not from the very first: the thread starts, and the heap takes the size it works with.
  const tenth = Math.max(1, Math.floor(memory.length / 10));
  const early = median(memory.slice(tenth, 3 * tenth + 1));
  const late = median(memory.slice(-2 * tenth));
  return [
    ...rows,
    {
      what: `memory (RSS) of the drain, last fifth : second and third tenth`,
      measured: `${late.toFixed(0)} MB : ${early.toFixed(0)} MB (at most ${Math.max(...memory).toFixed(0)} MB)`,
      ...atMost(1.2, late / early),
    },
    { what: 'the drain', measured: `${arrived.toLocaleString('en')} spans in ${seconds.toFixed(1)} s` },
  ];
}

export const weekOffline: Figure = { letter: 'e', title: 'A week offline', measure };
