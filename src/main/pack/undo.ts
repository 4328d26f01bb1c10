import type { Parcel } from '../parcels/store.ts';
import { currentParcel, withPackLine, withParcel, type PackState } from './state.ts';

/** What a step at the bench has to put back: the open parcel as it was, and the lines it touched. */
export interface PackUndo {
  readonly parcel: Parcel;
  readonly lines: readonly { readonly no: number; readonly packed: number; readonly short: number }[];
}

/** Undefined for a step that closed a parcel: its number is given out and its paper is under way. */
export function packUndoOf(before: PackState, after: PackState): PackUndo | undefined {
  const parcel = currentParcel(before);
  if (parcel === undefined || currentParcel(after)?.number !== parcel.number) return undefined;
  const unchanged = new Set(after.lines);
  return {
    parcel,
    lines: before.lines
      .filter((line) => !unchanged.has(line))
      .map((line) => ({ no: line.item.lineNo, packed: line.packed.get(parcel.number) ?? 0, short: line.short })),
  };
}

export function reversePack(state: PackState, undo: PackUndo): PackState {
  let back = withParcel(state, undo.parcel);
  for (const { no, packed, short } of undo.lines) {
    const line = back.lines.find(({ item }) => item.lineNo === no);
    if (line === undefined) continue;
    const units = new Map(line.packed).set(undo.parcel.number, packed);
    if (packed === 0) units.delete(undo.parcel.number);
    back = withPackLine(back, { ...line, packed: units, short });
  }
  return back;
}
