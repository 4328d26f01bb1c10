import type { ShortReason } from '../../shared/command-barcodes.ts';
import type { OrderLine } from '../orders/order-data.ts';
import type { Stake } from '../people/roles.ts';

/** Units of a line taken in one go, with what their labels said. */
export interface PickedUnits {
  readonly quantity: number;
  readonly lot: string | null;
  readonly serial: string | null;
  /** ISO date. */
  readonly expiry: string | null;
}

/** A line of a pick under way. */
export interface PickLine {
  readonly item: OrderLine;
  /** Place in the walk: bin order first; a skipped line goes behind all others. */
  readonly place: number;
  readonly state: 'open' | 'done' | 'short';
  readonly itemScanned: boolean;
  readonly shortReason: ShortReason | null;
  /** When the worker turned to this line. */
  readonly startedMs: number | null;
  /** Units that were scanned and still lack a lot, an expiry or a serial; they do not count yet. */
  readonly pending: PickedUnits | null;
  readonly units: readonly PickedUnits[];
  readonly closedSpanId: string | null;
}

/** A pick under way: pure data, loaded whole, changed by the rules, stored where it differs. */
export interface PickState {
  readonly orderId: string;
  /** The bin whose label was scanned last. */
  readonly bin: string | null;
  /** The line the worker is at; null once every line is closed. */
  readonly lineNo: number | null;
  readonly tote: string | null;
  readonly lines: readonly PickLine[];
}

export const doneOf = (line: PickLine): number => line.units.reduce((sum, { quantity }) => sum + quantity, 0);

/** What is given up where the line at hand is reported short. */
export function shortStake(state: PickState): Stake | undefined {
  const line = currentLine(state);
  if (line === undefined) return undefined;
  return { kind: 'short', units: line.item.quantity - doneOf(line), of: line.item.quantity };
}

/** The first `quantity` units, and those beyond. */
export function splitUnits(
  units: readonly PickedUnits[],
  quantity: number,
): { readonly kept: PickedUnits[]; readonly surplus: PickedUnits[] } {
  const kept: PickedUnits[] = [];
  const surplus: PickedUnits[] = [];
  let room = quantity;
  for (const each of units) {
    const fits = Math.min(each.quantity, room);
    room -= fits;
    if (fits > 0) kept.push({ ...each, quantity: fits });
    if (fits < each.quantity) surplus.push({ ...each, quantity: each.quantity - fits });
  }
  return { kept, surplus };
}

export function currentLine(state: PickState): PickLine | undefined {
  return state.lines.find(({ item }) => item.lineNo === state.lineNo);
}

/** Open lines in the order of the walk. */
export function openLines(state: PickState): PickLine[] {
  return state.lines.filter((line) => line.state === 'open').toSorted((a, b) => a.place - b.place);
}

export function withLine(state: PickState, line: PickLine): PickState {
  return { ...state, lines: state.lines.map((other) => (other.item.lineNo === line.item.lineNo ? line : other)) };
}

const byNumber = new Intl.Collator('en', { numeric: true, sensitivity: 'variant' });

/** Bin order: parts of a bin's name that are numbers compare as numbers, so A-2 comes before A-10. */
export const compareBins = (a: string, b: string): number => byNumber.compare(a, b) || (a < b ? -1 : Number(a > b));

/** The pick of an order before its first scan. */
export function newPick(orderId: string, items: readonly OrderLine[], nowMs: number): PickState {
  const walk = items.toSorted((a, b) => compareBins(a.bin, b.bin) || a.lineNo - b.lineNo);
  return {
    orderId,
    bin: null,
    lineNo: walk[0]?.lineNo ?? null,
    tote: null,
    lines: walk.map((item, place) => ({
      item,
      place,
      state: 'open',
      itemScanned: false,
      shortReason: null,
      startedMs: place === 0 ? nowMs : null,
      pending: null,
      units: [],
      closedSpanId: null,
    })),
  };
}
