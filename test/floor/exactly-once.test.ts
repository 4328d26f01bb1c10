import { array, assert, nat, property } from 'fast-check';
import { expect, test } from 'vitest';
import { AnyOrderOfThings } from '../support/floor/any-order-of-things.ts';
import { stationOf } from '../support/floor/in-process.ts';
import { HANG_LIMIT_MS, seed, seedName } from '../support/station/seed.ts';

// An order leaves the floor once, whatever the broker does to its messages and whoever hears what when.

const RUNS = process.env['PICKSPAN_SOAK'] === '1' ? 2000 : 20;

function crewOfFive() {
  const crew = [
    ['all-1', ['pick', 'pack', 'ship']],
    ['all-2', ['pick', 'pack', 'ship']],
    ['pick-packer', ['pick', 'pack']],
    ['picker', ['pick']],
    ['shipper', ['pack', 'ship']],
  ] as const;
  return crew.map(([id, roles], at) => {
    const from = at * 1_000_000 + 1;
    const station = stationOf(id, roles, { numbers: { sscc: { from, to: from + 999_999 } } });
    // Nobody pulls a plug here.
    station.open.db.pragma('synchronous = OFF');
    return station;
  });
}

test(
  `dispatched exactly once, ${RUNS} orders in any order of things (${seedName})`,
  () => {
    const crew = crewOfFive();
    let n = 0;
    const outcomes = { conflicts: 0, things: 0 };
    assert(
      property(array(nat(), { minLength: 5, maxLength: 80 }), (choices) => {
        n += 1;
        const floor = new AnyOrderOfThings(`ORD-${n}`, crew);
        try {
          for (const choice of choices) floor.happen(choice);
          const out = floor.rest();
          if (out.length !== 1) throw new Error(`dispatched at [${out.join(', ')}]`);
        } catch (error) {
          throw new Error(`${String(error)} ${JSON.stringify(floor.states())}:\n${floor.story.join('\n')}`, {
            cause: error,
          });
        }
        outcomes.things += floor.story.length;
        outcomes.conflicts += Number(Object.values(floor.states()).includes('conflict'));
      }),
      { numRuns: RUNS, seed, endOnFailure: true },
    );
    // At rest nothing is left for anybody to decide.
    expect(outcomes.conflicts).toBe(0);
    expect(outcomes.things).toBeGreaterThan(RUNS);
  },
  HANG_LIMIT_MS,
);
