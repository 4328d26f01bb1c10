import { withLine, type PickedUnits, type PickLine, type PickState } from './state.ts';

/**
 * What a step has to put back to be reversed: only what it changed, so that a line of 500 serial numbers does not copy
 * them all at every scan. `unitsKept` first units stayed as they were; `unitsTail` takes the place of the rest.
 */
export interface PickUndo {
  readonly bin: string | null;
  readonly lineNo: number | null;
  readonly tote: string | null;
  readonly lines: readonly (Omit<PickLine, 'item' | 'units'> & {
    readonly no: number;
    readonly unitsKept: number;
    readonly unitsTail: readonly PickedUnits[];
  })[];
}

export function undoOf(before: PickState, after: PickState): PickUndo {
  const unchanged = new Set(after.lines);
  return {
    bin: before.bin,
    lineNo: before.lineNo,
    tote: before.tote,
    lines: before.lines
      .filter((line) => !unchanged.has(line))
      .map(({ item, units, ...rest }) => {
        const now = after.lines.find((line) => line.item.lineNo === item.lineNo)?.units ?? [];
        const differs = units.findIndex((unit, index) => !sameUnits(unit, now[index]));
        const unitsKept = differs === -1 ? units.length : differs;
        return { ...rest, no: item.lineNo, unitsKept, unitsTail: units.slice(unitsKept) };
      }),
  };
}

/** The state as it was before the step; `reopened` are the lines that the step had closed. */
export function reverse(
  state: PickState,
  undo: PickUndo,
): { readonly state: PickState; readonly reopened: readonly PickLine[] } {
  const reopened: PickLine[] = [];
  let back: PickState = { ...state, bin: undo.bin, lineNo: undo.lineNo, tote: undo.tote };
  for (const { no, unitsKept, unitsTail, ...progress } of undo.lines) {
    const now = state.lines.find((line) => line.item.lineNo === no);
    if (now === undefined) continue;
    if (now.state !== 'open' && progress.state === 'open') reopened.push(now);
    back = withLine(back, { ...progress, item: now.item, units: [...now.units.slice(0, unitsKept), ...unitsTail] });
  }
  return { state: back, reopened };
}

function sameUnits(a: PickedUnits, b: PickedUnits | undefined): boolean {
  return (
    b !== undefined && a.quantity === b.quantity && a.lot === b.lot && a.serial === b.serial && a.expiry === b.expiry
  );
}
