import type { ItemScan } from '../items/match.ts';
import { accept, putting, refuse, slotWords, type Accepted, type PickAction, type PickDecision } from './decision.ts';
import { closeLine } from './leave-line.ts';
import {
  doneOf,
  itemKey,
  slotOf,
  unitsFrom,
  withLine,
  withTote,
  type PickedUnits,
  type PickLine,
  type PickState,
} from './state.ts';

/*
 * Units from the scan on: in the hand until nothing is missing about them, then counted. With several orders in hand each
 * goes into the slot of the line at hand, slot by slot, and where puts are confirmed its tote is scanned.
 */

/** Counts the units if nothing is missing about them, else keeps them until lot, expiry or serial is given. */
export function takeUnits(
  state: PickState,
  line: PickLine,
  units: number,
  scan: ItemScan,
  nowMs: number,
): PickDecision {
  const [missing] = missingDetails(state, line);
  if (missing !== undefined && missing !== 'tote') {
    // The label of the unit in hand may be the one that says what is missing; anything else could be another unit.
    const tells = { lot: scan.lot, expiry: scan.expiry, serial: scan.serial }[missing] !== undefined;
    if (!tells) return refuse('pick.detail.first', line, { item: line.item.name, missing });
    return giveDetail(state, line, { kind: 'detail', lot: scan.lot, serial: scan.serial, expiry: scan.expiry }, nowMs);
  }
  const over = refuseOver(line, doneOf(line) + units);
  if (over !== undefined) return over;
  const taken: PickedUnits = {
    quantity: units,
    lot: scan.lot ?? null,
    serial: scan.serial ?? null,
    expiry: scan.expiry ?? null,
    ...(line.bin === line.item.bin ? {} : { bin: line.bin }),
  };
  const at = { ...state, slot: line.slot, lineNo: line.item.lineNo };
  return settle(at, { ...line, itemScanned: true, startedMs: line.startedMs ?? nowMs, pending: taken }, nowMs);
}

export function giveDetail(
  state: PickState,
  line: PickLine,
  detail: Extract<PickAction, { kind: 'detail' }>,
  nowMs: number,
): PickDecision {
  if (line.pending === null) return refuse('pick.item.first', line, { item: line.item.name });
  const pending: PickedUnits = {
    ...line.pending,
    lot: detail.lot ?? line.pending.lot,
    serial: detail.serial ?? line.pending.serial,
    expiry: detail.expiry ?? line.pending.expiry,
  };
  return settle(state, { ...line, pending }, nowMs);
}

/** What is still to be told about the units scanned last, in the order it is asked for; the tote proves the put. */
export function missingDetails(
  { batch }: Pick<PickState, 'batch'>,
  { pending, item }: PickLine,
): ('lot' | 'expiry' | 'serial' | 'tote')[] {
  if (pending === null) return [];
  return [
    ...(item.lotRequired && pending.lot === null ? (['lot'] as const) : []),
    ...(item.expiryRequired && pending.expiry === null ? (['expiry'] as const) : []),
    ...(item.serialRequired && pending.serial === null ? (['serial'] as const) : []),
    ...(batch?.confirmsPut === true ? (['tote'] as const) : []),
  ];
}

function settle(state: PickState, line: PickLine, nowMs: number): PickDecision {
  const { pending } = line;
  const words = { item: line.item.name };
  if (pending === null) return accept('pick.item.ok', withLine(state, line), line, words);
  if (pending.serial !== null && isCounted(state, line, pending.serial)) {
    return refuse('pick.serial.repeated', line, { ...words, serial: pending.serial });
  }
  // A serial number names one single item: a case has one for each.
  if (line.item.serialRequired && pending.quantity !== 1) return refuse('pick.serial.each', line, words);
  const [missing] = missingDetails(state, line);
  if (missing === 'tote') {
    const about = { ...words, ...slotWords(state, line) };
    const isNamed = slotOf(state, line.slot).tote !== null;
    return putting(
      accept('pick.item.ok', withLine(state, line), line, about, isNamed ? 'pick.item.put' : 'pick.item.put.first'),
    );
  }
  if (missing !== undefined)
    return accept('pick.item.ok', withLine(state, line), line, { ...words, missing }, 'pick.item.detail');
  return count(state, { ...line, pending: null, units: addUnits(line.units, pending) }, nowMs);
}

/** A serial number tells one unit from others of its item: two lines may want that item, and another item may have the number. */
function isCounted(state: PickState, { item }: PickLine, serial: string): boolean {
  const ofItem = state.lines.filter((each) => itemKey(each.item) === itemKey(item));
  return ofItem.some(({ units }) => units.some((taken) => taken.serial === serial));
}

/** Names what stands in the slot at hand; where a put waits to be confirmed it does that, and only with this tote. */
export function scanTote(state: PickState, line: PickLine, tote: string, nowMs: number): PickDecision {
  const words = { ...slotWords(state, line), scanned: tote };
  const named = withTote(state, line.slot, tote);
  const { pending } = line;
  if (pending === null || missingDetails(state, line)[0] !== 'tote') {
    const message = state.batch === null ? undefined : 'pick.tote.slot';
    return { ...accept('pick.tote.ok', named, line, { ...words, tote }, message), lineNo: null };
  }
  const standing = slotOf(state, line.slot).tote;
  if (standing !== null && standing !== tote) return refuse('pick.slot.wrong', line, words);
  // It lies where it belongs: nothing is in the hand any more.
  return { ...count(named, { ...line, pending: null, units: addUnits(line.units, pending) }, nowMs), puts: false };
}

export function setQuantity(state: PickState, line: PickLine, quantity: number, nowMs: number): PickDecision {
  const words = { item: line.item.name, quantity: line.item.quantity };
  if (line.bin !== state.bin) return refuse('pick.bin.first', line, { ...words, bin: line.bin });
  const confirmsPut = state.batch?.confirmsPut === true;
  // Scanned, and not yet put: the count says how many are in the hand.
  const inHand = missingDetails(state, line)[0] === 'tote' ? line.pending : null;
  const elsewhere = line.units.filter(({ bin = line.item.bin }) => bin !== line.bin);
  const [first = inHand, ...others] = unitsFrom(line, line.bin);
  // Scanned, and its lot, expiry or serial is still to come.
  if (line.pending !== inHand)
    return refuse('pick.detail.first', line, { ...words, missing: missingDetails(state, line)[0] ?? '' });
  if (!line.itemScanned || first === null) return refuse('pick.item.first', line, words);
  if (line.item.serialRequired || (inHand ?? first).serial !== null) return refuse('pick.serial.each', line, words);
  // With several lots counted, a new total would not say of which lot there are more.
  if (others.length > 0 && inHand === null) return refuse('pick.quantity.lots', line, words);
  const over = refuseOver(line, quantity);
  if (over !== undefined) return over;
  const taken = doneOf({ ...line, units: elsewhere });
  if (quantity <= taken) return refuse('pick.quantity.lots', line, { ...words, taken, message: 'pick.quantity.bins' });
  const more = quantity - doneOf(line);
  if (confirmsPut && more > 0)
    return settle(state, { ...line, pending: { ...(inHand ?? first), quantity: more } }, nowMs);
  if (inHand !== null) return refuse('pick.slot.first', line, slotWords(state, line));
  return count(state, { ...line, units: [...elsewhere, { ...first, quantity: quantity - taken }] }, nowMs);
}

function count(state: PickState, line: PickLine, nowMs: number): Accepted {
  const done = doneOf(line);
  if (done >= line.item.quantity) return closeLine(state, { ...line, state: 'done' }, 'pick.line.done', nowMs, true);
  const words = { item: line.item.name, left: line.item.quantity - done, ...slotWords(state, line) };
  const message = state.batch === null ? undefined : 'pick.item.slot';
  return putting(accept('pick.item.ok', withLine(state, line), line, words, message));
}

/** Equal units are counted together; a serial number stands alone. */
function addUnits(units: readonly PickedUnits[], more: PickedUnits): PickedUnits[] {
  const last = units.at(-1);
  const same =
    last !== undefined &&
    more.serial === null &&
    last.serial === null &&
    last.bin === more.bin &&
    last.lot === more.lot &&
    last.expiry === more.expiry;
  return same ? [...units.slice(0, -1), { ...last, quantity: last.quantity + more.quantity }] : [...units, more];
}

function refuseOver(line: PickLine, total: number): PickDecision | undefined {
  if (total <= line.item.quantity) return undefined;
  return refuse('pick.item.over', line, { item: line.item.name, quantity: line.item.quantity, done: doneOf(line) });
}
