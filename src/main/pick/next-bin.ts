import type { ShortReason } from '../../shared/command-barcodes.ts';
import type { CompareBins } from './path.ts';
import { itemKey, openLines, type PickLine, type PickState } from './state.ts';

/* Where a line goes on when its bin has not got what it wants. */

/** Other goods than expected say that nobody knows where these lie: somebody has to look, not walk on. */
const GOES_ON: ReadonlySet<ShortReason> = new Set<ShortReason>(['missing', 'damaged']);

/** The next bin that the item may lie in; undefined where none is left. */
export function nextBin({ item, bin, left }: PickLine): string | undefined {
  return item.alternativeBins.find((other) => other !== bin && left.every((each) => each.bin !== other));
}

/**
 * The walk once the bin of a line is left: so it is for every order that wants the same item there and has another bin.
 * They take their places on the path; one that is already behind comes next.
 * @param compare which of two bins comes first.
 * @returns undefined where the line is short here: no bin is left, or the reason asks for none.
 */
export function leaveBin(
  state: PickState,
  line: PickLine,
  reason: ShortReason,
  atMs: number,
  compare: CompareBins,
): PickState | undefined {
  if (!GOES_ON.has(reason) || nextBin(line) === undefined) return undefined;
  const walk = openLines(state);
  const moved = new Map<PickLine, PickLine>();
  for (const other of walk) {
    const isThere = other.bin === line.bin && itemKey(other.item) === itemKey(line.item);
    const bin = isThere ? nextBin(other) : undefined;
    if (bin === undefined) continue;
    const left = [...other.left, { bin: other.bin, reason, atMs }];
    moved.set(other, { ...other, bin, left, itemScanned: false, pending: null });
  }
  const order = walk.filter((other) => !moved.has(other));
  for (const each of moved.values()) order.splice(placeFor(each, order, compare), 0, each);
  // The same places as before, in the new order: whatever lies before and behind keeps its own.
  const placed = new Map(
    order.map((each, index) => {
      const place = walk[index]?.place ?? each.place;
      return [keyOf(each), each.place === place ? each : { ...each, place }];
    }),
  );
  return { ...state, lines: state.lines.map((each) => placed.get(keyOf(each)) ?? each) };
}

const keyOf = ({ slot, item }: PickLine): string => `${slot} ${item.lineNo}`;

/** Beside the same item in its bin, else with the others of that bin, else where the path comes past it. */
function placeFor(line: PickLine, walk: readonly PickLine[], compare: CompareBins): number {
  const inBin = walk.findLastIndex(({ bin }) => bin === line.bin);
  const ofItem = walk.findLastIndex(({ bin, item }) => bin === line.bin && itemKey(item) === itemKey(line.item));
  if (inBin !== -1) return (ofItem === -1 ? inBin : ofItem) + 1;
  const behind = walk.findIndex(({ bin }) => compare(bin, line.bin) > 0);
  return behind === -1 ? walk.length : behind;
}
