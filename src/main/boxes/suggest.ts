import type { Box } from '../settings/settings.ts';
import { arrange, fillUp, WORK, type Size, type Work } from './arrange.ts';

/** So many units of one kind. Weight in grams, null where nobody weighed it. */
export interface Units {
  readonly size: Size;
  readonly weightG: number | null;
  readonly count: number;
}

/** What the units may go into. */
export type Suggestion =
  | { readonly kind: 'one'; readonly box: Measured }
  /** No box holds them all: these do, the first to be filled first. */
  | { readonly kind: 'several'; readonly boxes: readonly Measured[] };

/** Beyond that an arrangement takes longer than a scan may; such orders go by the pallet. */
const MOST_UNITS = 150;

/**
 * The smallest box in which an arrangement of all units was found, else the fewest of the largest that hold them.
 * @param boxes smallest first; those of unknown size are never suggested.
 * @returns undefined where nothing measured holds a unit, or there are too many to say.
 */
export function suggest(units: readonly Units[], boxes: readonly Box[]): Suggestion | undefined {
  const items = units.flatMap(({ size, count, weightG }) =>
    Array.from({ length: Math.min(count, MOST_UNITS + 1) }, () => ({ size, weightG: weightG ?? 0 })),
  );
  if (items.length === 0 || items.length > MOST_UNITS) return undefined;
  const measured = boxes.filter(isMeasured);
  const work: Work = { left: WORK };
  const one = smallest(items, measured, work);
  if (one !== undefined) return { kind: 'one', box: one };
  return several(items, measured, work);
}

/** A box of which somebody said how large it is. */
export type Measured = Box & { readonly innerMm: Size };
const isMeasured = (box: Box): box is Measured => box.innerMm !== undefined;

interface Item {
  readonly size: Size;
  readonly weightG: number;
}

const volume = ([a, b, c]: Size): number => a * b * c;

/** The first box that holds all; each that is tried may use its share of the work, and what it leaves is for the others. */
function smallest(items: readonly Item[], boxes: readonly Measured[], work: Work): Measured | undefined {
  return boxes.find((box, index) => {
    const share: Work = { left: Math.floor(work.left / (boxes.length - index + 1)) };
    const before = share.left;
    const found = holds(box, items, share);
    work.left -= before - Math.max(0, share.left);
    return found;
  });
}

function holds(box: Measured, items: readonly Item[], work: Work): boolean {
  const weight = items.reduce((sum, { weightG }) => sum + weightG, box.tareG);
  if (box.maxWeightG !== undefined && weight > box.maxWeightG) return false;
  return (
    arrange(
      items.map(({ size }) => size),
      box.innerMm,
      work,
    ) !== undefined
  );
}

/** Fills one box after the other, the bulkiest units first; the last one is as small as what is left allows. */
function several(items: readonly Item[], boxes: readonly Measured[], work: Work): Suggestion | undefined {
  const chosen: Measured[] = [];
  let left = items.toSorted((a, b) => volume(b.size) - volume(a.size));
  while (left.length > 0) {
    // The first round would ask again what was asked already.
    const small = chosen.length === 0 ? undefined : smallest(left, boxes, work);
    if (small !== undefined) return { kind: 'several', boxes: [...chosen, small] };
    const largest = boxes.at(-1);
    if (largest === undefined) return undefined;
    const { taken, rest } = fillUp(left, largest.innerMm, work, (item, inside) => {
      const weight = inside.reduce((sum, { weightG }) => sum + weightG, largest.tareG + item.weightG);
      return largest.maxWeightG === undefined || weight <= largest.maxWeightG;
    });
    if (taken.length === 0) return undefined;
    chosen.push(largest);
    left = rest;
  }
  return { kind: 'several', boxes: chosen };
}
