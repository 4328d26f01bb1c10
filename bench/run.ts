/*
 * The bench: `npm run bench` measures all figures, `npm run bench -- a d` some, `--quick` only shows that they work.
 * Prints a table and writes it to bench/results/latest.json. Each figure is a ratio within one run: other people use the
 * machine at the same time. docs/benchmarks.md says what is measured, and what came of it.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { drain } from './drain.ts';
import { labelSpeed } from './labels.ts';
import { floor } from './floor.ts';
import { millionOrders } from './million-orders.ts';
import { scanCost } from './scan-cost.ts';
import { scansDuringDrain } from './scans-during-drain.ts';
import type { Figure, Row } from './support/figure.ts';
import { machine, type Machine } from './support/machine.ts';
import { weekOffline } from './week-offline.ts';
import { windowLatency } from './window.ts';

const FIGURES: readonly Figure[] = [
  scanCost,
  drain,
  scansDuringDrain,
  millionOrders,
  weekOffline,
  windowLatency,
  labelSpeed,
  floor,
];
const RESULTS = new URL('results/', import.meta.url);

interface Result {
  readonly letter: string;
  readonly title: string;
  readonly seconds: number;
  readonly rows: readonly Row[];
}

const { values, positionals } = parseArgs({ allowPositionals: true, options: { quick: { type: 'boolean' } } });
const size = values.quick === true ? 'quick' : 'full';
const unknown = positionals.filter((letter) => !FIGURES.some((figure) => figure.letter === letter));
if (unknown.length > 0) {
  console.error(
    `No figure ${unknown.join(', ')}; there are: ${FIGURES.map(({ letter, title }) => `${letter} ${title}`).join('; ')}.`,
  );
  process.exit(2);
}

const results: Result[] = [];
const before = machine();
console.log(about(before));
for (const figure of FIGURES) {
  if (positionals.length > 0 && !positionals.includes(figure.letter)) continue;
  const began = performance.now();
  const rows = await figure.measure(size, (progress) => console.log(`  ${progress}`));
  const seconds = Math.round((performance.now() - began) / 1000);
  results.push({ letter: figure.letter, title: figure.title, seconds, rows });
  console.log(`\n(${figure.letter}) ${figure.title}, ${seconds} s`);
  for (const row of rows) console.log(`  ${line(row)}`);
}
const after = machine();
console.log(`\n${about(after)}`);
mkdirSync(RESULTS, { recursive: true });
writeFileSync(
  new URL('latest.json', RESULTS),
  `${JSON.stringify({ at: new Date().toISOString(), size, before, after, results }, null, 2)}\n`,
);

function line({ what, measured, ratio, rounds, goal, met }: Row): string {
  const parts = [
    (ratio === undefined ? '' : ratio.toFixed(2)).padStart(8),
    (goal === undefined ? '' : `${goal} ${met === true ? 'met' : 'MISSED'}`).padEnd(16),
    what,
    `[${measured}]`,
    rounds === undefined ? '' : `rounds ${rounds.map((round) => round.toFixed(2)).join(' to ')}`,
  ];
  return parts.join('  ').trimEnd();
}

function about({ cores, node, load, fsyncP50Ms, fsyncP99Ms }: Machine): string {
  return `node ${node}, ${cores} cores, load ${load}; bare fsync p50 ${fsyncP50Ms} ms, p99 ${fsyncP99Ms} ms`;
}
