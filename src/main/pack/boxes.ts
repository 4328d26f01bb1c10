import type { SuggestedBox } from '../../shared/views.ts';
import { suggest, type Suggestion, type Units } from '../boxes/suggest.ts';
import type { Box } from '../settings/settings.ts';
import { currentParcel, missingOf, type PackState } from './state.ts';

/**
 * What the units that still want a box may go into: the smallest box that holds them all, or several. Units whose size
 * nobody knows give no suggestion, never a guess.
 * @param boxes smallest first.
 */
export function suggestBoxes(state: PackState, boxes: readonly Box[]): Suggestion | undefined {
  const units: Units[] = [];
  for (const line of state.lines) {
    const inCurrent = line.packed.get(currentParcel(state)?.number ?? 0) ?? 0;
    const count = missingOf(line) + inCurrent;
    if (count <= 0) continue;
    const { dimensionsMm, unitWeightG } = line.item;
    if (dimensionsMm === null) return undefined;
    units.push({ size: dimensionsMm, weightG: unitWeightG, count });
  }
  return remembered(units, boxes);
}

let last: { readonly key: string; readonly suggestion: Suggestion | undefined } | undefined;

/** Scan after scan asks about the same units: they are arranged once. */
function remembered(units: readonly Units[], boxes: readonly Box[]): Suggestion | undefined {
  const key = JSON.stringify([units, boxes]);
  if (last?.key !== key) last = { key, suggestion: suggest(units, boxes) };
  return last.suggestion;
}

/** How many boxes of which kind, the first to be filled first. */
export function suggestedCounts(state: PackState, boxes: readonly Box[]): SuggestedBox[] {
  const suggestion = suggestBoxes(state, boxes);
  if (suggestion === undefined) return [];
  const all = suggestion.kind === 'one' ? [suggestion.box] : suggestion.boxes;
  return [...new Set(all)].map((box) => ({
    code: box.code,
    name: box.name,
    count: all.filter((other) => other === box).length,
    inner_mm: box.innerMm,
  }));
}

/** The box to begin with. */
export function suggestBox(state: PackState, boxes: readonly Box[]): Box | undefined {
  const suggestion = suggestBoxes(state, boxes);
  return suggestion?.kind === 'several' ? suggestion.boxes[0] : suggestion?.box;
}

/** The box that the first unit goes into when nobody scanned one: the suggested one, else the first of the settings. */
export const defaultBox = (state: PackState, boxes: readonly Box[]): Box | undefined =>
  suggestBox(state, boxes) ?? boxes[0];
