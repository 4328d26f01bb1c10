import type { Code } from '../../shared/answers.ts';
import type { ShortReason } from '../../shared/command-barcodes.ts';
import { leaveBin, nextBin } from './next-bin.ts';
import { compareBins, type CompareBins } from './path.ts';
import { matchItem, type ItemScan } from '../items/match.ts';
import type { MessageParameters } from '../messages/message.ts';
import { slotName } from '../../shared/slots.ts';
import {
  currentLine,
  doneOf,
  itemKey,
  openLines,
  slotOf,
  unitsFrom,
  withLine,
  withTote,
  type PickedUnits,
  type PickLine,
  type PickState,
} from './state.ts';

/*
 * The rules of picking: pure functions from what is so and what the worker did to what is so then. A refusal leaves the
 * state as it was. Order of a line: its bin, then its item until it is complete or short. With several orders in hand
 * each unit goes into the slot of the line at hand, slot by slot, and where puts are confirmed its tote is scanned.
 */

export type PickAction =
  | { readonly kind: 'bin'; readonly bin: string }
  | { readonly kind: 'item'; readonly scan: ItemScan }
  /** Lot, expiry or serial for the units scanned last, from a command or from a label of its own. */
  | {
      readonly kind: 'detail';
      readonly lot?: string | undefined;
      readonly serial?: string | undefined;
      readonly expiry?: string | undefined;
    }
  | { readonly kind: 'quantity'; readonly quantity: number }
  | { readonly kind: 'short'; readonly reason: ShortReason }
  | { readonly kind: 'skip' }
  | { readonly kind: 'tote'; readonly tote: string };

export type PickDecision =
  | {
      readonly ok: true;
      readonly code: Code;
      readonly state: PickState;
      /** Of the line it is about. */
      readonly slot: number;
      readonly lineNo: number | null;
      readonly closed: boolean;
      /** Units were scanned that go into the slot now. */
      readonly puts: boolean;
      readonly words: MessageParameters;
    }
  | {
      readonly ok: false;
      readonly code: Code;
      readonly slot: number;
      readonly lineNo: number | null;
      readonly words: MessageParameters;
    };

type Accepted = Extract<PickDecision, { ok: true }>;

/** @param compare which of two bins comes first, where a line goes on at another one. */
export function decidePick(
  state: PickState,
  action: PickAction,
  nowMs: number,
  compare: CompareBins = compareBins,
): PickDecision {
  const line = currentLine(state);
  // A pick whose lines are all closed has ended with the last of them.
  if (line === undefined) return { ok: false, code: 'nothing.open', slot: state.slot, lineNo: null, words: {} };
  switch (action.kind) {
    case 'bin':
      return scanBin(state, line, action.bin);
    case 'item':
      return scanItem(state, line, action.scan, nowMs);
    case 'detail':
      return giveDetail(state, line, action, nowMs);
    case 'quantity':
      return setQuantity(state, line, action.quantity, nowMs);
    case 'short':
      return reportShort(state, line, action.reason, nowMs, compare);
    case 'skip':
      return skip(state, line, nowMs);
    case 'tote':
      return scanTote(state, line, action.tote, nowMs);
  }
}

function scanBin(state: PickState, line: PickLine, bin: string): PickDecision {
  const words = { bin: line.bin, scanned: bin, item: line.item.name };
  if (bin !== line.bin) return refuse('pick.bin.wrong', line, words);
  return accept('pick.bin.ok', { ...state, bin }, line, words);
}

function scanItem(state: PickState, line: PickLine, scan: ItemScan, nowMs: number): PickDecision {
  // The unit in hand first goes where it belongs.
  if (missingDetails(state, line)[0] === 'tote') return refuse('pick.slot.first', line, slotWords(state, line));
  const atBin = (candidate: PickLine): boolean => candidate.bin === state.bin;
  const open = openLines(state);
  // The line at hand first; then another open line of the same bin: both items lie within reach.
  const candidates = [line, ...open.filter((other) => other !== line)];
  const matches = candidates.map((candidate) => ({ candidate, match: matchItem(candidate.item, scan) }));
  const here = matches.find(({ candidate, match }) => match.kind === 'match' && atBin(candidate));
  const words = { item: line.item.name, bin: line.bin, scanned: scan.gtin ?? scan.text };
  if (here?.match.kind === 'match') return takeUnits(state, here.candidate, here.match.units, scan, nowMs);

  const elsewhere = matches.find(({ match }) => match.kind === 'match')?.candidate;
  const closed = state.lines.find((other) => other.state !== 'open' && matchItem(other.item, scan).kind === 'match');
  if (elsewhere === undefined && closed !== undefined) {
    return refuse('pick.item.over', closed, { ...words, item: closed.item.name, quantity: closed.item.quantity });
  }
  if (!atBin(line)) return refuse('pick.bin.first', line, words);
  if (matches.some(({ match }) => match.kind === 'case-unknown')) return refuse('pick.case.unknown', line, words);
  return refuse('pick.item.wrong', line, words);
}

/** Counts the units if nothing is missing about them, else keeps them until lot, expiry or serial is given. */
function takeUnits(state: PickState, line: PickLine, units: number, scan: ItemScan, nowMs: number): PickDecision {
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

function giveDetail(
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
  // Across all lines: two lines may want the same item.
  const counted = state.lines.flatMap(({ units }) => units.map(({ serial }) => serial));
  if (pending.serial !== null && counted.includes(pending.serial)) {
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

/** Names what stands in the slot at hand; where a put waits to be confirmed it does that, and only with this tote. */
function scanTote(state: PickState, line: PickLine, tote: string, nowMs: number): PickDecision {
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

function setQuantity(state: PickState, line: PickLine, quantity: number, nowMs: number): PickDecision {
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

/** A line goes behind all others; on a walk with several orders its whole bin does, so that nobody comes there twice. */
function skip(state: PickState, line: PickLine, nowMs: number): PickDecision {
  const open = openLines(state);
  const skipped = state.batch === null ? [line] : open.filter(({ bin }) => bin === line.bin);
  const next = open.find((other) => !skipped.includes(other));
  if (next === undefined) return refuse('pick.skip.last', line, { item: line.item.name });
  const last = Math.max(...state.lines.map((other) => other.place));
  const behind = skipped.reduce(
    (all, each, index) => withLine(all, { ...each, place: last + 1 + index, pending: null }),
    state,
  );
  return accept('pick.skip.ok', turnTo(behind, next, nowMs), line, { item: line.item.name, bin: next.bin });
}

/** A line is short when no bin is left that its item may lie in. */
function reportShort(
  state: PickState,
  line: PickLine,
  reason: ShortReason,
  nowMs: number,
  compare: CompareBins,
): Accepted {
  const goesOn = leaveBin(state, line, reason, nowMs, compare);
  if (goesOn === undefined) {
    return closeLine(
      state,
      { ...line, state: 'short', shortReason: reason, pending: null },
      'pick.line.short',
      nowMs,
      false,
    );
  }
  const [next = line] = openLines(goesOn);
  const words = { item: line.item.name, bin: line.bin, next: nextBin(line) ?? '', reason };
  return accept('pick.bin.next', turnTo(goesOn, next, nowMs), line, words);
}

function count(state: PickState, line: PickLine, nowMs: number): Accepted {
  const done = doneOf(line);
  if (done >= line.item.quantity) return closeLine(state, { ...line, state: 'done' }, 'pick.line.done', nowMs, true);
  const words = { item: line.item.name, left: line.item.quantity - done, ...slotWords(state, line) };
  const message = state.batch === null ? undefined : 'pick.item.slot';
  return putting(accept('pick.item.ok', withLine(state, line), line, words, message));
}

/** Closes the line and turns to the next one of the walk; the last line to close ends the pick. */
function closeLine(state: PickState, line: PickLine, code: Code, nowMs: number, puts: boolean): Accepted {
  const closed = withLine(state, line);
  const [next] = openLines(closed);
  const about = {
    item: line.item.name,
    reason: line.shortReason ?? '',
    done: doneOf(line),
    quantity: line.item.quantity,
    ...slotWords(state, line),
  };
  const closing = { ok: true, slot: line.slot, lineNo: line.item.lineNo, closed: true, puts } as const;
  if (next === undefined) {
    const words = state.batch === null ? about : { ...about, orders: state.slots.length, message: 'pick.done.walk' };
    return { ...closing, code: 'pick.done', state: { ...closed, slot: line.slot, lineNo: null }, words };
  }
  const words = { ...about, next: slotName(next.slot) };
  return {
    ...closing,
    code,
    state: turnTo(closed, next, nowMs),
    words: state.batch === null ? words : { ...words, message: closingSentence(line, next) },
  };
}

/** Which slot has what it wants, and where the next unit of the same item goes. */
function closingSentence(line: PickLine, next: PickLine): string {
  if (line.state === 'short') return 'pick.line.short.slot';
  const goesOn = next.bin === line.bin && itemKey(next.item) === itemKey(line.item);
  return goesOn ? 'pick.line.slot.next' : 'pick.line.slot';
}

function turnTo(state: PickState, line: PickLine, nowMs: number): PickState {
  const turned = withLine(state, { ...line, startedMs: line.startedMs ?? nowMs });
  return { ...turned, slot: line.slot, lineNo: line.item.lineNo };
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

function accept(code: Code, state: PickState, line: PickLine, words: MessageParameters, message?: string): Accepted {
  return {
    ok: true,
    code,
    state,
    slot: line.slot,
    lineNo: line.item.lineNo,
    closed: false,
    puts: false,
    words: message === undefined ? words : { ...words, message },
  };
}

function refuse(code: Code, line: PickLine, words: MessageParameters = {}): PickDecision {
  return { ok: false, code, slot: line.slot, lineNo: line.item.lineNo, words };
}

const putting = (decision: Accepted): Accepted => ({ ...decision, puts: true });

/** The slot of a line and its tote, in words; nothing where there is but one order. */
function slotWords(state: PickState, { slot }: PickLine): Record<string, string> {
  if (state.batch === null) return {};
  return { slot: slotName(slot), tote: slotOf(state, slot).tote ?? '' };
}

/** How the pick of an order ended: `short` when a line is, and whether the order can go on. */
export function pickOutcome(
  lines: readonly PickLine[],
  policy: 'ship' | 'hold',
): { readonly outcome: 'complete' | 'short'; readonly shorts: readonly PickLine[]; readonly goesOn: boolean } {
  const shorts = lines.filter((line) => line.state === 'short');
  const allShort = shorts.length === lines.length;
  return {
    outcome: shorts.length > 0 ? 'short' : 'complete',
    shorts,
    goesOn: shorts.length === 0 || (policy === 'ship' && !allShort),
  };
}
