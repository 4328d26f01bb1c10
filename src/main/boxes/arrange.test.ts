import { array, assert, integer, nat, oneof, property, record, sample, tuple, type Arbitrary } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exactlyFits, touches } from '../../../test/support/boxes/exact.ts';
import { runs, seed, seedName } from '../../../test/support/station/seed.ts';
import { arrange, type Size } from './arrange.ts';

const side = (from: number, to: number) => integer({ min: from, max: to });
const size = (from: number, to: number): Arbitrary<Size> => tuple(side(from, to), side(from, to), side(from, to));

/** Items that came out of a box by sawing it: they go back in, if one finds how. */
const sawn: Arbitrary<{ inner: Size; items: Size[] }> = tuple(
  size(4, 12),
  array(tuple(nat(20), integer({ min: 0, max: 2 }), nat(100)), { maxLength: 5 }),
).map(([inner, cuts]) => {
  let items: Size[] = [inner];
  for (const [which, axis, at] of cuts) {
    const index = which % items.length;
    const item = items[index];
    const long = item?.[axis as 0] ?? 0;
    if (item === undefined || long < 2) continue;
    const cut = 1 + (at % (long - 1));
    const part = (length: number): Size => [
      axis === 0 ? length : item[0],
      axis === 1 ? length : item[1],
      axis === 2 ? length : item[2],
    ];
    items = [...items.slice(0, index), ...items.slice(index + 1), part(cut), part(long - cut)];
  }
  return { inner, items };
});

const loose: Arbitrary<{ inner: Size; items: Size[] }> = record({
  inner: size(4, 10),
  items: array(size(1, 7), { minLength: 1, maxLength: 5 }),
});

describe(`arranging items in a box (${seedName})`, () => {
  it('never says that something fits that does not', () => {
    assert(
      property(oneof(loose, sawn), ({ inner, items }) => {
        const placed = arrange(items, inner);
        if (placed === undefined) return;
        expect(placed).toHaveLength(items.length);
        const sorted = (sizes: readonly Size[]): string[] =>
          sizes.map((s) => s.toSorted((a, b) => a - b).join()).toSorted();
        expect(sorted(placed.map((each) => each.size))).toEqual(sorted(items));
        for (const [index, { at, size: turned }] of placed.entries()) {
          for (const axis of [0, 1, 2] as const) {
            expect(at[axis]).toBeGreaterThanOrEqual(0);
            expect(at[axis] + turned[axis]).toBeLessThanOrEqual(inner[axis]);
          }
          for (const other of placed.slice(index + 1)) expect(touches({ at, size: turned }, other)).toBe(false);
        }
      }),
      { seed, numRuns: runs(5000) },
    );
  });

  it('misses at most one in a hundred of those that an exact search solves', { timeout: 120_000 }, () => {
    const samples = [
      ...sample(loose, { seed, numRuns: runs(6000) }),
      ...sample(sawn, { seed, numRuns: runs(6000) }).filter(({ items }) => items.length <= 6),
    ];
    const solvable = samples.filter(({ inner, items }) => exactlyFits(items, inner));
    const missed = solvable.filter(({ inner, items }) => arrange(items, inner) === undefined);
    expect(solvable.length).toBeGreaterThan(runs(3000));
    expect(missed.length / solvable.length).toBeLessThanOrEqual(0.01);
  });
});
