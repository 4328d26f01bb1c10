import type { Placed, Size } from '../../../src/main/boxes/arrange.ts';

/*
 * Whether few items go into a box, by trying everything: each item in each turn at each place that a sum of sizes can
 * reach. Slow, and right: what `arrange` misses is counted against it.
 */

export function exactlyFits(items: readonly Size[], inner: Size): boolean {
  if (items.reduce((sum, item) => sum + product(item), 0) > product(inner)) return false;
  const reach = ([0, 1, 2] as const).map((axis) => reachable(items, inner[axis]));
  return place(
    items.toSorted((a, b) => product(b) - product(a)),
    [],
    inner,
    reach,
  );
}

const product = ([a, b, c]: Size): number => a * b * c;

/** Places along an axis at which an item can begin: sums of sides of the others. */
function reachable(items: readonly Size[], length: number): number[] {
  let sums = new Set([0]);
  for (const item of items) {
    const next = new Set(sums);
    for (const sum of sums) for (const side of item) if (sum + side < length) next.add(sum + side);
    sums = next;
  }
  return [...sums].toSorted((a, b) => a - b);
}

function place(items: readonly Size[], placed: readonly Placed[], inner: Size, reach: readonly number[][]): boolean {
  const [item, ...rest] = items;
  if (item === undefined) return true;
  for (const size of turns(item)) {
    for (const x of reach[0] ?? []) {
      if (x + size[0] > inner[0]) break;
      for (const y of reach[1] ?? []) {
        if (y + size[1] > inner[1]) break;
        for (const z of reach[2] ?? []) {
          if (z + size[2] > inner[2]) break;
          const spot: Placed = { at: [x, y, z], size };
          if (placed.some((other) => touches(spot, other))) continue;
          if (place(rest, [...placed, spot], inner, reach)) return true;
        }
      }
    }
  }
  return false;
}

function turns([a, b, c]: Size): Size[] {
  const all: Size[] = [
    [a, b, c],
    [a, c, b],
    [b, a, c],
    [b, c, a],
    [c, a, b],
    [c, b, a],
  ];
  return all.filter((size, index) => all.findIndex((other) => other.join() === size.join()) === index);
}

/** Whether two placed items share room. */
export const touches = (a: Placed, b: Placed): boolean =>
  ([0, 1, 2] as const).every(
    (axis) => a.at[axis] < b.at[axis] + b.size[axis] && b.at[axis] < a.at[axis] + a.size[axis],
  );
