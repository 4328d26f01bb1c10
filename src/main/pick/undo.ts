import {
  currentLine,
  doneOf,
  inHandFits,
  openLines,
  withLine,
  withTote,
  type LeftBin,
  type PickedUnits,
  type PickLine,
  type PickState,
} from './state.ts';

/**
 * What a step has to put back to be reversed: only what it changed, so that a line of 500 serial numbers does not copy
 * them all at every scan. `unitsKept` first units stayed as they were; `unitsTail` takes the place of the rest.
 */
export interface PickUndo {
  readonly bin: string | null;
  /** Slot and number of the line at hand. Absent (as in all that was stored before there were slots): the first. */
  readonly slot?: number;
  readonly lineNo: number | null;
  /** The tote of that slot. */
  readonly tote: string | null;
  readonly lines: readonly (Omit<PickLine, 'item' | 'units' | 'slot' | 'bin' | 'left'> & {
    readonly slot?: number;
    /** Absent in what was stored before an item could lie in several bins. */
    readonly bin?: string;
    readonly left?: readonly LeftBin[];
    readonly no: number;
    readonly unitsKept: number;
    readonly unitsTail: readonly PickedUnits[];
  })[];
}

export function undoOf(before: PickState, after: PickState): PickUndo {
  const unchanged = new Set(after.lines);
  return {
    bin: before.bin,
    slot: before.slot,
    lineNo: before.lineNo,
    tote: before.slots.find(({ no }) => no === before.slot)?.tote ?? null,
    lines: before.lines
      .filter((line) => !unchanged.has(line))
      .map(({ item, units, ...rest }) => {
        const isIt = (line: PickLine): boolean => line.slot === rest.slot && line.item.lineNo === item.lineNo;
        const now = after.lines.find(isIt)?.units ?? [];
        const differs = units.findIndex((unit, index) => !sameUnits(unit, now[index]));
        const unitsKept = differs === -1 ? units.length : differs;
        return { ...rest, no: item.lineNo, unitsKept, unitsTail: units.slice(unitsKept) };
      }),
  };
}

/**
 * The state as it was before the step; `reopened` are the lines that the step had closed.
 * @returns undefined where a line has come to want fewer units since than were taken before the step.
 */
export function reverse(
  state: PickState,
  undo: PickUndo,
): { readonly state: PickState; readonly reopened: readonly PickLine[] } | undefined {
  const reopened: PickLine[] = [];
  const at = undo.slot ?? 1;
  let back: PickState = { ...withTote(state, at, undo.tote), bin: undo.bin, slot: at, lineNo: undo.lineNo };
  for (const { no, slot = 1, unitsKept, unitsTail, ...progress } of undo.lines) {
    const now = state.lines.find((line) => line.slot === slot && line.item.lineNo === no);
    if (now === undefined) continue;
    if (now.state !== 'open' && progress.state === 'open') reopened.push(now);
    const units = [...now.units.slice(0, unitsKept), ...unitsTail];
    back = withLine(back, { bin: now.item.bin, left: [], ...progress, slot, item: now.item, units });
  }
  if (openLines(back).some((line) => !inHandFits(line) || doneOf(line) >= line.item.quantity)) return undefined;
  // The order of that line may have left the walk since.
  const [next] = currentLine(back) === undefined ? openLines(back) : [];
  return { state: next === undefined ? back : { ...back, slot: next.slot, lineNo: next.item.lineNo }, reopened };
}

function sameUnits(a: PickedUnits, b: PickedUnits | undefined): boolean {
  if (b === undefined || a.quantity !== b.quantity || a.bin !== b.bin) return false;
  return a.lot === b.lot && a.serial === b.serial && a.expiry === b.expiry;
}
