import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { TestStation } from './test-station.ts';

describe('whatever happens', () => {
  const step = fc.oneof(
    {
      weight: 5,
      arbitrary: fc.tuple(fc.constantFrom('sscc', 'tracking:house'), fc.constantFrom('commit', 'rollback')),
    },
    { weight: 1, arbitrary: fc.constantFrom('reopen', 'back up', 'restore') },
  );

  it('no serial is returned twice, and all are within the range', () => {
    const series = new Map([
      ['sscc', { from: 10, to: 40 }],
      ['tracking:house', { from: 0, to: 5 }],
    ]);
    const everyRun = fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      const own = new TestStation(series);
      const seen = new Set<string>();
      let copy = own.backUp();
      try {
        for (const action of steps) {
          if (typeof action === 'string') {
            if (action === 'reopen') own.reopen();
            if (action === 'back up') copy = own.backUp();
            if (action === 'restore') own.restore(copy);
            continue;
          }
          const [kind, end] = action;
          const result = own.next(kind, end);
          if (result === 'exhausted') continue;
          const number = `${kind} ${result}`;
          expect(seen.has(number)).toBe(false);
          expect(result).toBeGreaterThanOrEqual(series.get(kind)?.from ?? Number.NaN);
          expect(result).toBeLessThanOrEqual(series.get(kind)?.to ?? Number.NaN);
          seen.add(number);
        }
      } finally {
        own.remove();
      }
    });
    fc.assert(everyRun, { numRuns: 60 });
  });
});
