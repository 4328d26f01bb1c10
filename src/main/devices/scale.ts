/*
 * What a scale at the bench says, and when that is a weight. A weight is never stale, negative or moving: the last of
 * several equal readings of a resting scale, not older than two seconds, and used once; before the next parcel's the
 * platform must have been empty.
 */

/** One reading. `grams` only where the scale stands still under a load. */
export type Reading =
  | { readonly kind: 'stable'; readonly grams: number }
  | { readonly kind: 'zero' }
  | { readonly kind: 'moving' | 'below-zero' | 'overload' | 'fault' };

/** How readings come out of a scale: lines of a serial one, reports of one on USB. */
export interface ScaleDriver {
  /** What a serial scale is asked with, over and over; undefined where it speaks by itself. */
  readonly ask: string | undefined;
  /** @returns undefined for what is no reading: an answer to something else, a broken line. */
  readonly read: (data: Uint8Array) => Reading | undefined;
}

const GRAMS_PER: Readonly<Record<string, number>> = {
  mg: 0.001,
  g: 1,
  kg: 1000,
  t: 1_000_000,
  oz: 28.349523125,
  lb: 453.59237,
};

function resting(grams: number): Reading {
  if (grams < -0.5) return { kind: 'below-zero' };
  return grams < 0.5 ? { kind: 'zero' } : { kind: 'stable', grams: Math.round(grams) };
}

/** A line of Mettler-Toledo's standard interface command set: `S S     100.00 g`. */
export function readMtSics(data: Uint8Array): Reading | undefined {
  const line = Buffer.from(data).toString('latin1').trim();
  const [, state = '', digits = '', unit = ''] = /^S ([SD]) +(-?\d+(?:\.\d+)?) +([a-z]+)$/.exec(line) ?? [];
  if (state === 'D') return { kind: 'moving' };
  const factor = GRAMS_PER[unit];
  if (state === 'S') return factor === undefined ? { kind: 'fault' } : resting(Number(digits) * factor);
  if (line === 'S +') return { kind: 'overload' };
  if (line === 'S -') return { kind: 'below-zero' };
  return line === 'S I' || /^E[SLT]$/.test(line) ? { kind: 'fault' } : undefined;
}

/** Units of a weighing device (USB HID point of sale usage tables), by their number. */
const HID_UNITS: ReadonlyMap<number, string> = new Map([
  [1, 'mg'],
  [2, 'g'],
  [3, 'kg'],
  [8, 't'],
  [11, 'oz'],
  [12, 'lb'],
]);

/** The six bytes of a scale on USB: report 3, state, unit, power of ten, and the weight, which has no sign. */
export function readHidReport(data: Uint8Array): Reading | undefined {
  const [report, state, unit = 0, power = 0, low = 0, high = 0] = data;
  if (report !== 3 || data.length !== 6) return undefined;
  if (state === 2) return { kind: 'zero' };
  if (state === 3) return { kind: 'moving' };
  if (state === 5) return { kind: 'below-zero' };
  if (state === 6) return { kind: 'overload' };
  const factor = GRAMS_PER[HID_UNITS.get(unit) ?? ''];
  if (state !== 4 || factor === undefined) return { kind: 'fault' };
  const exponent = power > 127 ? power - 256 : power;
  return resting((low + high * 256) * 10 ** exponent * factor);
}

export const SCALE_DRIVERS = {
  'mt-sics': { ask: 'S\r\n', read: readMtSics },
  hid: { ask: undefined, read: readHidReport },
} as const satisfies Readonly<Record<string, ScaleDriver>>;

const EQUAL_READINGS = 3;
const STALE_MS = 2000;

/** What a scale has been seen to say. */
export interface Weighing {
  readonly grams: number | undefined;
  /** How many readings in a row said so. */
  readonly times: number;
  readonly atMs: number;
  /** The load on the platform has been used for a parcel. */
  readonly isSpent: boolean;
}

export const NOTHING_WEIGHED: Weighing = { grams: undefined, times: 0, atMs: Number.NEGATIVE_INFINITY, isSpent: false };

/** @param atMs of a clock that only goes forward. */
export function weigh(before: Weighing, reading: Reading, atMs: number): Weighing {
  const isSpent = before.isSpent && reading.kind !== 'zero';
  if (reading.kind !== 'stable') return { ...NOTHING_WEIGHED, atMs, isSpent };
  const goesOn = before.grams === reading.grams && atMs - before.atMs <= STALE_MS && atMs >= before.atMs;
  return { grams: reading.grams, times: goesOn ? before.times + 1 : 1, atMs, isSpent };
}

/** The weight that may be taken now, in grams. */
export function weightOf({ grams, times, atMs, isSpent }: Weighing, nowMs: number): number | undefined {
  const isFresh = nowMs >= atMs && nowMs - atMs <= STALE_MS;
  return !isSpent && isFresh && times >= EQUAL_READINGS ? grams : undefined;
}

/** After a parcel was given this weight. */
export const spent = (weighing: Weighing): Weighing => ({ ...weighing, isSpent: true });
