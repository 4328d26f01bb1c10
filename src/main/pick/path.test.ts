import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seed, seedName } from '../../../test/support/station/seed.ts';
import { pathOf } from './path.ts';

const walk = (bins: string, aisleEnd = '-'): string =>
  bins
    .split(' ')
    .toSorted(pathOf({ path: 'serpentine', aisleEnd }))
    .join(' ');

describe('serpentine aisles', () => {
  it.each([
    ['letters', 'B-1 A-2 C-1 B-2 A-1 C-2', 'A-1 A-2 B-2 B-1 C-1 C-2'],
    ['numbers', '10-1 9-2 10-2 9-1', '9-1 9-2 10-2 10-1'],
    ['a hall and a number', 'H1A02-3 H1A01-9 H1A02-10 H1A01-10', 'H1A01-9 H1A01-10 H1A02-10 H1A02-3'],
    ['all levels of a rack', 'B-01-02 B-01-01 B-02-01', 'B-02-01 B-01-02 B-01-01'],
    ['bins without an aisle', 'X9 X10 X2', 'X2 X9 X10'],
    ['neither number nor letter', '#-2 #-1', '#-1 #-2'],
  ])('%s', (_name, bins, expected) => {
    expect(walk(bins)).toBe(expected);
  });

  it('the aisle ends where the settings say', () => {
    expect(walk('2.1 2.2 1.1', '.')).toBe('1.1 2.2 2.1');
  });

  it(`is an order, whatever the bins are called (${seedName})`, () => {
    const bin = fc.oneof(fc.stringMatching(/^[AB1-3]{1,2}-?[0-3]{0,2}$/), fc.string({ maxLength: 4 }));
    const compare = pathOf({ path: 'serpentine', aisleEnd: '-' });
    fc.assert(
      fc.property(bin, bin, bin, (a, b, c) => {
        expect(Math.sign(compare(a, b)) + Math.sign(compare(b, a))).toBe(0);
        expect(compare(a, b) === 0).toBe(a === b);
        const isBetween = compare(a, b) < 0 && compare(b, c) < 0;
        expect(!isBetween || compare(a, c) < 0).toBe(true);
      }),
      { seed, numRuns: 500 },
    );
  });
});
