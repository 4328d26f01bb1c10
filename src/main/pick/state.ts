import type { ShortReason } from '../../shared/command-barcodes.ts';
import type { WorkDone } from '../audit/step.ts';
import type { OrderLine } from '../orders/order-data.ts';
import type { Stake } from '../people/roles.ts';
import { compareBins, type CompareBins } from './path.ts';

/** Units of a line taken in one go, with what their labels said. */
export interface PickedUnits {
  readonly quantity: number;
  readonly lot: string | null;
  readonly serial: string | null;
  /** ISO date. */
  readonly expiry: string | null;
  /** Where they were taken; absent: from the line's own bin. */
  readonly bin?: string;
}

/** A bin that had not got what a line wanted. */
export interface LeftBin {
  readonly bin: string;
  readonly reason: ShortReason;
  readonly atMs: number;
}

/** An order in hand on a walk: a place on the cart, and the tote that stands in it. */
export interface Slot {
  readonly no: number;
  readonly orderId: string;
  readonly tote: string | null;
}

/** A line of a pick under way. */
export interface PickLine {
  /** The slot of its order: with the line's own number it names the line. */
  readonly slot: number;
  readonly item: OrderLine;
  /** Where it is to be taken now: the line's own bin, or another that the item lies in. */
  readonly bin: string;
  /** The bins it was looked for in before, in their order. */
  readonly left: readonly LeftBin[];
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

/**
 * A walk under way: a pick of one order, or of several at once, each in its slot. Pure data, loaded whole, changed by
 * the rules, stored where it differs.
 */
export interface PickState {
  /** Null for a pick of one order. */
  readonly batch: {
    readonly id: string;
    /** Each put into a slot is confirmed by a scan of the slot's tote. */
    readonly confirmsPut: boolean;
  } | null;
  readonly slots: readonly Slot[];
  /** The bin whose label was scanned last. */
  readonly bin: string | null;
  /** Slot and number of the line the worker is at; no number once every line is closed. */
  readonly slot: number;
  readonly lineNo: number | null;
  readonly lines: readonly PickLine[];
}

export const doneOf = (line: PickLine): number => line.units.reduce((sum, { quantity }) => sum + quantity, 0);

/** Whether a line wants all that it has and what is in the hand for it. */
export const inHandFits = (line: PickLine): boolean =>
  doneOf(line) + (line.pending?.quantity ?? 0) <= line.item.quantity;

/** The units of a line that were taken from one bin. */
export const unitsFrom = ({ units, item }: PickLine, of: string): PickedUnits[] =>
  units.filter(({ bin = item.bin }) => bin === of);

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
  return state.lines.find(({ slot, item }) => slot === state.slot && item.lineNo === state.lineNo);
}

/** @throws when no order is in the slot: slots come and go with the orders in them. */
export function slotOf(state: PickState, no: number): Slot {
  const slot = state.slots.find((each) => each.no === no);
  if (slot === undefined) throw new Error(`slot ${no} is not on this walk`);
  return slot;
}

/** The order of the line at hand. */
export const orderAtHand = (state: PickState): string => slotOf(state, state.slot).orderId;

export const linesIn = (state: PickState, slot: number): PickLine[] => state.lines.filter((line) => line.slot === slot);

/** Open lines in the order of the walk. */
export function openLines(state: PickState): PickLine[] {
  return state.lines.filter((line) => line.state === 'open').toSorted((a, b) => a.place - b.place);
}

/** What is still to be picked, in words: how many lines, and the first few by name. */
export function openWords(state: PickState): { readonly count: number; readonly items: string } {
  const names = openLines(state).map(({ item, bin }) => `${bin} ${item.name}`);
  return { count: names.length, items: names.slice(0, 5).join(', ') };
}

export function withLine(state: PickState, line: PickLine): PickState {
  const isIt = (other: PickLine): boolean => other.slot === line.slot && other.item.lineNo === line.item.lineNo;
  return { ...state, lines: state.lines.map((other) => (isIt(other) ? line : other)) };
}

export function withTote(state: PickState, no: number, tote: string | null): PickState {
  return { ...state, slots: state.slots.map((slot) => (slot.no === no ? { ...slot, tote } : slot)) };
}

/** Lines closed and units taken between two states of a pick. */
export function pickWork(before: PickState, after: PickState): WorkDone {
  const closed = (state: PickState): number => state.lines.filter((line) => line.state !== 'open').length;
  const taken = (state: PickState): number => state.lines.reduce((sum, line) => sum + doneOf(line), 0);
  return { lines: closed(after) - closed(before), units: taken(after) - taken(before) };
}

interface OrderToPick {
  readonly orderId: string;
  readonly items: readonly OrderLine[];
}

/** The pick of an order before its first scan. */
export const newPick = (
  orderId: string,
  items: readonly OrderLine[],
  nowMs: number,
  compare?: CompareBins,
): PickState => newWalk([{ orderId, items }], nowMs, null, compare);

/** A line that nobody has begun with, in the only slot of its walk. */
export const newLine = (item: OrderLine, place: number): PickLine => ({
  slot: 1,
  item,
  bin: item.bin,
  left: [],
  place,
  state: 'open',
  itemScanned: false,
  shortReason: null,
  startedMs: null,
  pending: null,
  units: [],
  closedSpanId: null,
});

/**
 * A walk before its first scan: every bin once, in it every item once, slot by slot.
 * @param compare which of two bins comes first.
 */
export function newWalk(
  orders: readonly OrderToPick[],
  nowMs: number,
  batch: PickState['batch'],
  compare: CompareBins = compareBins,
): PickState {
  // A line that an update has taken out is no line any more; an order that comes back still has it.
  const lines = orders.flatMap(({ items }, index) =>
    items.filter(({ quantity }) => quantity > 0).map((item) => ({ slot: index + 1, item })),
  );
  // One order keeps its lines of a bin in its own order; of several the same items lie together.
  const byItem = (a: OrderLine, b: OrderLine): number => (batch === null ? 0 : compareBins(itemKey(a), itemKey(b)));
  const walk = lines.toSorted(
    (a, b) =>
      compare(a.item.bin, b.item.bin) || byItem(a.item, b.item) || a.slot - b.slot || a.item.lineNo - b.item.lineNo,
  );
  return {
    batch,
    slots: orders.map(({ orderId }, index) => ({ no: index + 1, orderId, tote: null })),
    bin: null,
    slot: walk[0]?.slot ?? 1,
    lineNo: walk[0]?.item.lineNo ?? null,
    lines: walk.map(({ slot, item }, place) => ({
      ...newLine(item, place),
      slot,
      startedMs: place === 0 ? nowMs : null,
    })),
  };
}

/** What an item is told apart by from other items of its bin. */
export const itemKey = ({ gtin, sku, productId }: OrderLine): string => gtin ?? sku ?? productId ?? '';
