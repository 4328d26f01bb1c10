/*
 * Puts boxes into a box: greedily into corners, in many orders. What it finds is a real arrangement, so it never says
 * 'fits' of what does not; it may miss one that a person with patience finds.
 */

/** Length, width, height in millimetres. */
export type Size = readonly [number, number, number];

/** Where an item came to lie: its lower corner, and its size as it was turned. */
export interface Placed {
  readonly at: Size;
  readonly size: Size;
}

type Point = readonly [number, number, number];

const TURNS = [
  [0, 1, 2],
  [0, 2, 1],
  [1, 0, 2],
  [1, 2, 0],
  [2, 0, 1],
  [2, 1, 0],
] as const;

/** In which direction a free corner is looked for first: lowest first, then the others. */
const FILLS = [
  [2, 1, 0],
  [2, 0, 1],
  [1, 2, 0],
  [0, 2, 1],
  [1, 0, 2],
  [0, 1, 2],
] as const;

const volume = ([a, b, c]: Size): number => a * b * c;
const footprint = (size: Size): number => volume(size) / Math.min(...size);

const ORDERS: readonly ((a: Size, b: Size) => number)[] = [
  (a, b) => volume(b) - volume(a),
  (a, b) => Math.max(...b) - Math.max(...a),
  (a, b) => footprint(b) - footprint(a),
  (a, b) => Math.min(...b) - Math.min(...a),
];

/**
 * How much looking is left, counted in comparisons of two boxes: a scan must not wait for the last per cent of a full
 * carton. Counted, not timed: the same items give the same answer on every computer.
 */
export interface Work {
  left: number;
}

/** About 15 ms on a computer of a bench (measured: docs/paper.md). */
export const WORK = 1_000_000;
/** What handling a corner costs besides. */
const SORTING = 20;

/** Tries of an arrangement of few items and of many. */
const triesFor = (items: number): number => (items <= 8 ? 240 : items <= 20 ? 60 : items <= 60 ? 24 : 6);

/**
 * Arranges items in a box, or says that it found no way.
 * @param work is used up by looking; with none left nothing is found.
 */
export function arrange(items: readonly Size[], inner: Size, work: Work = { left: WORK }): Placed[] | undefined {
  const maxTries = triesFor(items.length);
  const total = items.reduce((sum, item) => sum + volume(item), 0);
  if (total > volume(inner)) return undefined;
  const sides = [...inner].toSorted((a, b) => a - b);
  const tooLong = items.some((item) => [...item].toSorted((a, b) => a - b).some((side, i) => side > (sides[i] ?? 0)));
  if (tooLong) return undefined;
  const random = generator(items.length);
  for (let attempt = 0; attempt < maxTries && work.left > 0; attempt += 1) {
    const order = ORDERS[attempt % ORDERS.length];
    const fill = FILLS[Math.floor(attempt / ORDERS.length) % FILLS.length] ?? FILLS[0];
    const regular = attempt < ORDERS.length * FILLS.length * 2;
    const sorted = regular ? items.toSorted(order) : shuffled(items, random);
    // The second round turns each item the way that leaves least room above it.
    const best = attempt >= ORDERS.length * FILLS.length;
    const placed = greedy(sorted, inner, { fill, best, work });
    if (placed !== undefined) return placed;
  }
  return undefined;
}

/**
 * Puts as many items into a box as find a place, the first first.
 * @param mayTake asked before an item is put in, with those that are in already.
 */
export function fillUp<T extends { readonly size: Size }>(
  items: readonly T[],
  inner: Size,
  work: Work,
  mayTake: (item: T, taken: readonly T[]) => boolean,
): { readonly taken: T[]; readonly rest: T[] } {
  const taken: T[] = [];
  const rest: T[] = [];
  const placed: Placed[] = [];
  let corners: Point[] = [[0, 0, 0]];
  for (const item of items) {
    const how = { fill: FILLS[0], best: true, work };
    const spot = work.left > 0 && mayTake(item, taken) ? findSpot(item.size, inner, corners, placed, how) : undefined;
    (spot === undefined ? rest : taken).push(item);
    if (spot === undefined) continue;
    placed.push(spot);
    corners = withCornersOf(spot, corners, placed, inner, work);
  }
  return { taken, rest };
}

interface How {
  readonly fill: readonly number[];
  readonly best: boolean;
  readonly work: Work;
}

function greedy(items: readonly Size[], inner: Size, how: How): Placed[] | undefined {
  const placed: Placed[] = [];
  let corners: Point[] = [[0, 0, 0]];
  for (const item of items) {
    const spot = findSpot(item, inner, corners, placed, how);
    if (spot === undefined || how.work.left <= 0) return undefined;
    placed.push(spot);
    corners = withCornersOf(spot, corners, placed, inner, how.work);
  }
  return placed;
}

function findSpot(
  item: Size,
  inner: Size,
  corners: readonly Point[],
  placed: readonly Placed[],
  { fill, best, work }: How,
): Placed | undefined {
  const [first = 2, second = 1, third = 0] = fill;
  const key = (at: Point): number =>
    ((at[first as 0] ?? 0) * 1e5 + (at[second as 0] ?? 0)) * 1e5 + (at[third as 0] ?? 0);
  let found: Placed | undefined;
  let lowest = Number.POSITIVE_INFINITY;
  work.left -= corners.length * SORTING;
  for (const at of corners.toSorted((a, b) => key(a) - key(b))) {
    for (const [i, j, k] of TURNS) {
      const size: Size = [item[i], item[j], item[k]];
      work.left -= 1 + placed.length;
      if (!isInside(at, size, inner) || placed.some((other) => overlap(at, size, other))) continue;
      if (!best) return { at, size };
      const top = (at[first as 0] ?? 0) + (size[first as 0] ?? 0);
      if (top < lowest) {
        lowest = top;
        found = { at, size };
      }
    }
  }
  return found;
}

const isInside = (at: Point, size: Size, inner: Size): boolean =>
  at[0] + size[0] <= inner[0] && at[1] + size[1] <= inner[1] && at[2] + size[2] <= inner[2];

function overlap(at: Point, size: Size, other: Placed): boolean {
  return (
    at[0] < other.at[0] + other.size[0] &&
    other.at[0] < at[0] + size[0] &&
    at[1] < other.at[1] + other.size[1] &&
    other.at[1] < at[1] + size[1] &&
    at[2] < other.at[2] + other.size[2] &&
    other.at[2] < at[2] + size[2]
  );
}

/** The extreme points of an item: behind, beside and above it, each slid back until something stops it. */
function withCornersOf(
  spot: Placed,
  corners: readonly Point[],
  placed: readonly Placed[],
  inner: Size,
  work: Work,
): Point[] {
  // A name for each corner costs as much as some comparisons.
  work.left -= corners.length * (placed.length + SORTING);
  const [x, y, z] = spot.at;
  const [dx, dy, dz] = spot.size;
  const ends: Point[] = [
    [x + dx, y, z],
    [x, y + dy, z],
    [x, y, z + dz],
  ];
  const slid = ends.flatMap((end, axis) => [
    end,
    ...[0, 1, 2].filter((other) => other !== axis).map((other) => slide(end, other as 0 | 1 | 2, placed)),
  ]);
  const seen = new Set<string>();
  return [...corners, ...slid].filter((point) => {
    const name = point.join();
    if (seen.has(name) || point[0] >= inner[0] || point[1] >= inner[1] || point[2] >= inner[2]) return false;
    seen.add(name);
    return !placed.some(({ at, size }) => [0, 1, 2].every((i) => within(point, at, size, i as 0 | 1 | 2)));
  });
}

const within = (point: Point, at: Point, size: Size, axis: 0 | 1 | 2): boolean =>
  point[axis] >= at[axis] && point[axis] < at[axis] + size[axis];

function slide(point: Point, axis: 0 | 1 | 2, placed: readonly Placed[]): Point {
  let stop = 0;
  for (const { at, size } of placed) {
    const others = ([0, 1, 2] as const).filter((other) => other !== axis);
    const end = at[axis] + size[axis];
    if (end <= point[axis] && end > stop && others.every((other) => within(point, at, size, other))) stop = end;
  }
  return [axis === 0 ? stop : point[0], axis === 1 ? stop : point[1], axis === 2 ? stop : point[2]];
}

/** The same tries each time: a suggestion must not change while somebody looks at it. */
function generator(seed: number): () => number {
  let state = (seed * 2_654_435_761 + 1) >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

function shuffled<T>(items: readonly T[], random: () => number): T[] {
  const all = [...items];
  for (let i = all.length - 1; i > 0; i -= 1) {
    const j = Math.floor(random() * (i + 1));
    const [a, b] = [all[i], all[j]];
    if (a !== undefined && b !== undefined) [all[i], all[j]] = [b, a];
  }
  return all;
}
