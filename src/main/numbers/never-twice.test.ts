import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { runs } from '../../../test/support/station/seed.ts';
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

  it('no number is made twice, whatever ranges and forms the settings name one after the other', () => {
    const range = fc
      .tuple(fc.constantFrom('0 952', '0 9521234'), fc.nat(30), fc.nat(12))
      .map(([form, from, more]) => ({ form, from, to: from + more }));
    const turn = fc.tuple(range, fc.nat(6), fc.boolean());
    const everyRun = fc.property(fc.array(turn, { maxLength: 12 }), (turns) => {
      const own = new TestStation(new Map());
      const seen = new Set<string>();
      const copy = own.backUp();
      try {
        for (const [given, count, restored] of turns) {
          if (restored) own.restore(copy);
          own.reopen(new Map([['sscc', given]]));
          for (let n = 0; n < count; n += 1) {
            const serial = own.next('sscc');
            if (serial === 'exhausted') break;
            expect(serial).toBeGreaterThanOrEqual(given.from);
            expect(serial).toBeLessThanOrEqual(given.to);
            expect(seen.has(`${given.form} ${serial}`)).toBe(false);
            seen.add(`${given.form} ${serial}`);
          }
        }
      } finally {
        own.remove();
      }
    });
    fc.assert(everyRun, { numRuns: runs(250) });
  });

  it('a range that has nothing in common with those before begins at its own start', () => {
    const own = new TestStation(new Map([['sscc', { form: '0 952', from: 5_000_000, to: 5_000_009 }]]));
    expect(own.next('sscc')).toBe(5_000_000);
    own.reopen(new Map([['sscc', { form: '0 952', from: 100, to: 199 }]]));
    expect(own.next('sscc')).toBe(100);
    own.reopen(new Map([['sscc', { form: '0 9521234', from: 0, to: 9 }]]));
    expect(own.next('sscc')).toBe(0);
    own.reopen(new Map([['sscc', { form: '0 952', from: 0, to: 6_000_000 }]]));
    expect(own.next('sscc')).toBe(5_000_001);
    own.remove();
  });
});
