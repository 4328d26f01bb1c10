import type { Settings } from '../settings/settings.ts';
import type { PackState } from './state.ts';

export interface ExpectedWeight {
  /** Grams: the units whose weight is known, and the box. */
  readonly grams: number;
  /** False when a unit's weight is unknown: such a weight is a floor, nothing to hold a scale against. */
  readonly sure: boolean;
}

export function expectedWeight(state: PackState, parcel: number, tareG: number): ExpectedWeight {
  let grams = tareG;
  let sure = true;
  for (const line of state.lines) {
    const units = line.packed.get(parcel) ?? 0;
    if (units === 0) continue;
    if (line.item.unitWeightG === null) sure = false;
    else grams += units * line.item.unitWeightG;
  }
  return { grams: Math.round(grams), sure };
}

/** Out of tolerance: further off than the larger of so many grams and so many per cent of what was expected. */
export function isDiscrepant(
  weightG: number,
  expected: ExpectedWeight,
  { toleranceG, tolerancePct }: Settings['weight'],
): boolean {
  const tolerance = Math.max(toleranceG, (expected.grams * tolerancePct) / 100);
  return expected.sure && Math.abs(weightG - expected.grams) > tolerance;
}
