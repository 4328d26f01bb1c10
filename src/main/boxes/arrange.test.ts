import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exactlyFits, touches } from '../../../test/support/boxes/exact.ts';
import { runs, seed, seedName } from '../../../test/support/station/seed.ts';
import { arrange, type Size } from './arrange.ts';

const side = (from: number, to: number) => fc.integer({ min: from, max: to });
const size = (from: number, to: number): fc.Arbitrary<Size> => fc.tuple(side(from, to), side(from, to), side(from, to));

/** Items that came out of a box by sawing it: they go back in, if one finds how. */
const sawn: fc.Arbitrary<{ inner: Size; items: Size[] }> = fc
  .tuple(size(4, 12), fc.array(fc.tuple(fc.nat(20), fc.integer({ min: 0, max: 2 }), fc.nat(100)), { maxLength: 5 }))
  .map(([inner, cuts]) => {
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

const loose: fc.Arbitrary<{ inner: Size; items: Size[] }> = fc.record({
  inner: size(4, 10),
  items: fc.array(size(1, 7), { minLength: 1, maxLength: 5 }),
});

describe(`arranging items in a box (${seedName})`, () => {
  it('never says that something fits that does not', () => {
    fc.assert(
      fc.property(fc.oneof(loose, sawn), ({ inner, items }) => {
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
      ...fc.sample(loose, { seed, numRuns: runs(6000) }),
      ...fc.sample(sawn, { seed, numRuns: runs(6000) }).filter(({ items }) => items.length <= 6),
    ];
    const solvable = samples.filter(({ inner, items }) => exactlyFits(items, inner));
    const missed = solvable.filter(({ inner, items }) => arrange(items, inner) === undefined);
    expect(solvable.length).toBeGreaterThan(runs(3000));
    console.info(`${missed.length} of ${solvable.length} solvable arrangements missed`);
    expect(missed.length / solvable.length).toBeLessThanOrEqual(0.01);
  });
});
