import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Bench } from '../../../test/support/station/bench.ts';
import { checkItemSpans, checkStages, checkUnits } from '../../../test/support/station/ledger.ts';
import { randomActions, randomOrders, toItem, type Action } from '../../../test/support/station/random-work.ts';
import { event } from '../../../test/support/station/samples.ts';
import { HANG_LIMIT_MS, runs, seed, seedName } from '../../../test/support/station/seed.ts';
import { Worker } from '../../../test/support/station/worker.ts';

const NEXT: Action = { kind: 'next', bulk: false };

/** A bench with these orders and somebody signed in; closed and removed whatever comes. */
function withBench(
  settings: object,
  orders: readonly Parameters<typeof toItem>[0][][],
  work: (bench: Bench) => void,
): void {
  const bench = new Bench(settings);
  try {
    bench.take(
      ...orders.map((lines, index) =>
        event('order.created', { order_id: `ORD-${index + 1}`, items: lines.map(toItem) }),
      ),
    );
    bench.scan('PS:OP:w1');
    work(bench);
  } finally {
    bench.remove();
  }
}

describe(`whatever happens at the bench (${seedName})`, () => {
  const settings = fc.record({
    short_policy: fc.constantFrom('ship', 'hold'),
    pick: fc.record({ slot_check: fc.constantFrom('none', 'tote'), path: fc.constantFrom('bin', 'serpentine') }),
  });

  it(
    'no unit, number, span or event is lost or doubled, and a refusal changes nothing',
    () => {
      fc.assert(
        fc.property(settings, randomOrders, randomActions, (given, orders, actions) => {
          withBench(given, orders, (bench) => {
            const worker = new Worker(bench);
            for (const action of actions) worker.act(action);
            checkUnits(bench);
            checkItemSpans(bench);
            checkStages(bench);
            expect(bench.db.pragma('foreign_key_check')).toEqual([]);
          });
        }),
        { seed, numRuns: runs(200) },
      );
    },
    HANG_LIMIT_MS,
  );

  it(
    'whoever then does as the screen says gets every order out of the house',
    () => {
      fc.assert(
        fc.property(settings, randomOrders, randomActions, ({ pick }, orders, actions) => {
          withBench({ short_policy: 'ship', pick }, orders, (bench) => {
            const worker = new Worker(bench);
            for (const action of actions) worker.act(action);
            const isOver = (): boolean =>
              bench.value(`SELECT count(*) FROM orders WHERE state NOT IN ('dispatched', 'short')`) === 0;
            for (let steps = 0; steps < 400 && !isOver(); steps += 1) worker.act(NEXT);
            expect(isOver() ? 'over' : bench.view).toBe('over');
            checkUnits(bench);
            checkItemSpans(bench);
            checkStages(bench);
          });
        }),
        { seed, numRuns: runs(100) },
      );
    },
    HANG_LIMIT_MS,
  );
});
