import assert from 'node:assert/strict';
import { expect, it, onTestFinished } from 'vitest';
import { IMPATIENT, numberOn, ON_DEMAND, PATIENT, plainLabels, queueLabel } from '../../../test/support/printing.ts';
import { randomOf } from '../../../test/support/random.ts';
import { openBench } from '../../../test/support/station/bench.ts';
import { HANG_LIMIT_MS, runs, seed, seedName } from '../../../test/support/station/seed.ts';
import { TcpPrinterDouble, type Behaviour } from '../../../test/support/tcp-printer.ts';

/* Every fault a label printer is known for, in any order: no label lost, none twice, and the right words for each. */

const FAULTS: readonly Behaviour[] = [
  { kind: 'well' },
  { kind: 'slow', ms: 20 },
  { kind: 'silent' },
  { kind: 'says', problem: 'paper_out' },
  { kind: 'says', problem: 'head_open' },
  { kind: 'fails-while-printing', problem: 'ribbon_out' },
  { kind: 'silent-while-printing' },
  { kind: 'drops-mid-label', after: 1000 },
  { kind: 'drops-after-label' },
  { kind: 'drops-at-once' },
];

/** A station with one label printer. */
async function withPrinter(answers: boolean, patience = PATIENT) {
  const printer = await new TcpPrinterDouble(answers).start();
  onTestFinished(() => printer.vanish());
  const bench = openBench(
    { printers: [{ kind: 'zpl', name: 'P2', host: '127.0.0.1', port: printer.port, answers_status: answers }] },
    { renderHost: plainLabels, patience, backOff: ON_DEMAND },
  );
  bench.scan('PS:OP:w1');
  const problem = (): unknown => bench.value(`SELECT problem FROM printer_states WHERE name = 'P2'`) ?? null;
  const states = (): Map<string, string> =>
    new Map(
      bench
        .rows<{ number: string; state: string }>(
          `SELECT data ->> '$.parcel.tracking_number' AS number, state FROM print_jobs WHERE reason IS NULL`,
        )
        .map(({ number, state }) => [number, state]),
    );
  /** How often each number came out. */
  const out = (number: string): number => printer.labels.filter((label) => numberOn(label) === number).length;
  return { printer, bench, problem, states, out };
}

it.each<[string, Behaviour, string | null, string, number]>([
  ['works', { kind: 'well' }, null, 'confirmed', 1],
  ['is slow', { kind: 'slow', ms: 60 }, null, 'confirmed', 1],
  ['does not answer', { kind: 'silent' }, 'silent', 'queued', 0],
  ['is out of labels', { kind: 'says', problem: 'paper_out' }, 'paper_out', 'queued', 0],
  ['has its head open', { kind: 'says', problem: 'head_open' }, 'head_open', 'queued', 0],
  ['is paused', { kind: 'says', problem: 'paused' }, 'paused', 'queued', 0],
  ['runs out of ribbon', { kind: 'fails-while-printing', problem: 'ribbon_out' }, 'ribbon_out', 'unknown', 0],
  ['falls silent over it', { kind: 'silent-while-printing' }, 'silent', 'unknown', 0],
  ['drops the line in the middle', { kind: 'drops-mid-label', after: 500 }, 'away', 'unknown', 0],
  ['prints it and is gone', { kind: 'drops-after-label' }, 'away', 'unknown', 1],
  ['hangs up', { kind: 'drops-at-once' }, 'away', 'queued', 0],
])('a printer that %s', async (_, behaviour, problem, state, labels) => {
  const station = await withPrinter(true, problem === 'silent' ? IMPATIENT : PATIENT);
  station.printer.behaviour = () => behaviour;
  queueLabel(station.bench, 'N-1', 'P2');
  await station.bench.print();
  expect({ problem: station.problem(), state: station.states().get('N-1'), labels: station.out('N-1') }).toEqual({
    problem,
    state,
    labels,
  });
});

it('a printer that says nothing of itself is sent the label and believed', async () => {
  const station = await withPrinter(false);
  queueLabel(station.bench, 'N-1', 'P2');
  await station.bench.print();
  expect(station.states().get('N-1')).toBe('sent');
  expect(station.out('N-1')).toBe(1);
  await station.printer.vanish();
  queueLabel(station.bench, 'N-2', 'P2');
  await station.bench.print();
  expect([station.states().get('N-2'), station.problem()]).toEqual(['queued', 'away']);
});

it(
  `${runs(500)} sequences of faults: no label lost, none twice without a worker's reprint (${seedName})`,
  async () => {
    const random = randomOf(seed);
    const pick = <T>(of: readonly T[]): T => of[Math.floor(random() * of.length)] as T;
    const { printer, bench, problem, states, out } = await withPrinter(true, IMPATIENT);
    const print = async (): Promise<void> => {
      bench.printing.retry();
      await bench.print();
      await printer.settled();
    };
    /** A printer that is well may still seem silent on a busy computer. */
    const printAll = async (): Promise<void> => {
      do await print();
      while (bench.value(`SELECT count(*) FROM print_jobs WHERE state = 'queued'`) !== 0);
    };
    let last: Behaviour = { kind: 'well' };
    let reprints = 0;
    for (let sequence = 0; sequence < runs(500); sequence += 1) {
      const numbers = Array.from({ length: 1 + Math.floor(random() * 4) }, (_, index) => `S${sequence}-${index}`);
      for (const number of numbers) queueLabel(bench, number, 'P2');
      printer.behaviour = () => (last = pick(FAULTS));
      for (let round = 0; round < 3; round += 1) {
        const isAway = random() < 0.15;
        if (isAway) await printer.vanish();
        await print();
        const now = states();
        if (numbers.some((number) => now.get(number) === 'queued'))
          assert.ok(wordsFor(last, isAway).includes(problem()), `${last.kind}: ${String(problem())}`);
        for (const number of numbers)
          assert.ok(allowed(now.get(number)).includes(out(number)), `${number} is ${now.get(number)}`);
        if (isAway) await printer.start();
      }
      printer.behaviour = () => ({ kind: 'well' });
      await printAll();
      // The worker looks: what lies there is scanned, what does not is printed again.
      for (let { view } = bench.scan('PS:OP:w1'); view.kind === 'question'; view = bench.view) {
        if (view.question !== 'label') throw new Error('another question');
        const number = view.paper.tracking_number ?? '';
        if (out(number) === 1) {
          assert.equal(bench.scan(number).code, 'print.confirmed');
        } else {
          reprints += 1;
          assert.deepEqual(bench.codes('PS:YES', 'PS:NO', 'PS:REPRINT:missing'), [
            'print.scan.needed',
            'print.not_out',
            'print.again',
          ]);
          await printAll();
        }
      }
      for (const number of numbers) assert.equal(out(number), 1, number);
    }
    expect(reprints).toBeGreaterThan(0);
    expect(bench.rows(`SELECT DISTINCT state FROM print_jobs WHERE state NOT IN ('confirmed', 'cancelled')`)).toEqual(
      [],
    );
    const again = Number(bench.value('SELECT count(*) FROM print_jobs WHERE reason IS NOT NULL'));
    expect(again).toBe(reprints);
    expect(bench.value(`SELECT count(*) FROM audit WHERE code = 'print.again'`)).toBe(again);
  },
  HANG_LIMIT_MS,
);

/** How many of a label may have come out in a state. */
function allowed(state: string | undefined): readonly number[] {
  if (state === 'queued') return [0];
  return state === 'unknown' ? [0, 1] : [1];
}

/** What the worker may read; an answer that was too late on a busy machine is a silence. */
function wordsFor(behaviour: Behaviour, isAway: boolean): readonly unknown[] {
  if (isAway || behaviour.kind === 'drops-at-once') return ['away', 'silent'];
  return behaviour.kind === 'says' ? [behaviour.problem, 'silent'] : ['silent', 'away'];
}
