import type { Box } from '../settings/settings.ts';
import { currentParcel, missingOf, type PackState } from './state.ts';

/** Boxes are never filled to the last cubic millimetre. */
const FILL_LIMIT = 0.85;

/**
 * The smallest box that holds all units not yet packed, by volume, weight and longest edge; the largest where none does
 * (there will be several parcels). Units whose size nobody knows give no suggestion, never a guess.
 * @param boxes smallest first.
 */
export function suggestBox(state: PackState, boxes: readonly Box[]): Box | undefined {
  let volume = 0;
  let weight = 0;
  let longest = 0;
  for (const line of state.lines) {
    const inCurrent = line.packed.get(currentParcel(state)?.number ?? 0) ?? 0;
    const units = missingOf(line) + inCurrent;
    if (units <= 0) continue;
    const { dimensionsMm, unitWeightG } = line.item;
    if (dimensionsMm === null) return undefined;
    volume += units * dimensionsMm[0] * dimensionsMm[1] * dimensionsMm[2];
    weight += units * (unitWeightG ?? 0);
    longest = Math.max(longest, ...dimensionsMm);
  }
  const measured = boxes.filter((box) => box.innerMm !== undefined);
  const fitting = measured.find(
    ({ innerMm, maxWeightG, tareG }) =>
      innerMm !== undefined &&
      innerMm[0] * innerMm[1] * innerMm[2] * FILL_LIMIT >= volume &&
      Math.max(...innerMm) >= longest &&
      (maxWeightG === undefined || weight + tareG <= maxWeightG),
  );
  return fitting ?? measured.at(-1);
}

/** The box that the first unit goes into when nobody scanned one: the suggested one, else the first of the settings. */
export const defaultBox = (state: PackState, boxes: readonly Box[]): Box | undefined =>
  suggestBox(state, boxes) ?? boxes[0];
