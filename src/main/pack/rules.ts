import type { Code } from '../../shared/answers.ts';
import type { ShortReason } from '../../shared/command-barcodes.ts';
import { matchItem, type ItemScan } from '../items/match.ts';
import type { MessageParameters } from '../messages/message.ts';
import { openParcel, type Parcel } from '../parcels/store.ts';
import type { Stake } from '../people/roles.ts';
import type { Settings } from '../settings/settings.ts';
import type { LooseAttributes } from '../trace/attributes.ts';
import { defaultBox, suggestBox } from './boxes.ts';
import { currentParcel, missingOf, unitsIn, withPackLine, withParcel, type PackLine, type PackState } from './state.ts';
import { expectedWeight, isDiscrepant } from './weight.ts';

/* The rules of packing: pure functions. Every unit is scanned into a box; a closed parcel is never opened again. */

export type PackAction =
  | { readonly kind: 'item'; readonly scan: ItemScan }
  | { readonly kind: 'box'; readonly code: string }
  | { readonly kind: 'weight'; readonly grams: number; readonly source: 'scale' | 'typed' }
  | { readonly kind: 'reason'; readonly word: string }
  | { readonly kind: 'short'; readonly reason: ShortReason }
  | { readonly kind: 'next' }
  | { readonly kind: 'done' };

export type PackDecision =
  | {
      readonly ok: true;
      readonly code: Code;
      readonly state: PackState;
      readonly lineNo: number | null;
      readonly words: MessageParameters;
      readonly detail?: LooseAttributes;
      readonly stake?: Stake;
      /** The parcel this step closed; with `finished` the order is packed too. */
      readonly closed: Parcel | null;
      readonly finished: boolean;
      readonly shortReason?: ShortReason;
    }
  | { readonly ok: false; readonly code: Code; readonly lineNo: number | null; readonly words: MessageParameters };

type Rules = Pick<Settings, 'boxes' | 'weight'>;

export function decidePack(state: PackState, action: PackAction, rules: Rules): PackDecision {
  const parcel = currentParcel(state);
  if (parcel === undefined) return refuse('nothing.open');
  // An open question is answered first: by the reason, or by weighing again.
  if (parcel.weight_question === 1 && action.kind !== 'reason' && action.kind !== 'weight')
    return refuse('pack.reason.needed');
  switch (action.kind) {
    case 'item':
      return packItem(state, parcel, action.scan, rules);
    case 'box':
      return chooseBox(state, parcel, action.code, rules);
    case 'weight':
      return weigh(state, parcel, action, rules);
    case 'reason':
      return giveReason(state, parcel, action.word, rules);
    case 'short':
      return releaseMissing(state, parcel, action.reason);
    case 'next':
      return closeParcel(state, parcel, rules, false);
    case 'done':
      return finish(state, parcel, rules);
  }
}

function packItem(state: PackState, parcel: Parcel, scan: ItemScan, rules: Rules): PackDecision {
  const matches = state.lines.map((line) => ({ line, match: matchItem(line.item, scan) }));
  const words = { scanned: scan.gtin ?? scan.text };
  const found = matches.filter(({ match }) => match.kind === 'match');
  const [first] = found;
  if (first === undefined) {
    return refuse(
      matches.some(({ match }) => match.kind === 'case-unknown') ? 'pick.case.unknown' : 'pack.item.wrong',
      words,
    );
  }
  // Two lines of the same item fill up one after the other.
  const open = found.find(({ line, match }) => match.kind === 'match' && missingOf(line) >= match.units);
  const { line, match } = open ?? first;
  if (match.kind !== 'match' || open === undefined) {
    return refuse('pack.item.over', { ...words, item: line.item.name, quantity: line.picked }, line);
  }
  if (!wasPicked(line, scan))
    return refuse('pack.item.wrong', { ...words, message: 'pack.item.lot', item: line.item.name }, line);

  const packed = new Map(line.packed).set(parcel.number, (line.packed.get(parcel.number) ?? 0) + match.units);
  const box = parcel.box ?? defaultBox(state, rules.boxes)?.code ?? null;
  const next = withParcel(withPackLine(state, { ...line, packed }), unweighed({ ...parcel, box }));
  const left = next.lines.reduce((sum, other) => sum + missingOf(other), 0);
  return accept(
    'pack.item.ok',
    next,
    { item: line.item.name, left, ...(left === 0 ? { message: 'pack.item.last' } : {}) },
    line,
  );
}

/** A lot or serial that the label shows must be one that was picked; nothing is held against a label that shows none. */
function wasPicked(line: PackLine, scan: ItemScan): boolean {
  const lots = line.units.flatMap(({ lot }) => lot ?? []);
  const serials = line.units.flatMap(({ serial }) => serial ?? []);
  return (
    (scan.lot === undefined || lots.length === 0 || lots.includes(scan.lot)) &&
    (scan.serial === undefined || serials.length === 0 || serials.includes(scan.serial))
  );
}

function chooseBox(state: PackState, parcel: Parcel, code: string, { boxes }: Rules): PackDecision {
  const box = boxes.find((candidate) => candidate.code === code);
  if (box === undefined)
    return refuse('pack.box.unknown', { box: code, boxes: boxes.map((known) => known.code).join(', ') });
  const chosen = accept('pack.box.ok', withParcel(state, unweighed({ ...parcel, box: box.code })), { box: box.name });
  const suggested = suggestBox(state, boxes)?.code;
  if (suggested === undefined || suggested === box.code) return chosen;
  // The worker has the goods in hand and is right; whoever plans boxes wants to know.
  const detail = { 'pack.parcel': parcel.number, 'pack.box_size': box.code, 'pack.box_suggested': suggested };
  return { ...chosen, detail };
}

function weigh(
  state: PackState,
  parcel: Parcel,
  { grams, source }: Extract<PackAction, { kind: 'weight' }>,
  rules: Rules,
): PackDecision {
  if (unitsIn(state, parcel.number) === 0) return refuse('pack.empty');
  const expected = expectedWeight(state, parcel.number, tareOf(parcel, rules));
  const weighed: Parcel = {
    ...parcel,
    weight_g: grams,
    weight_source: source,
    weight_question: 0,
    weight_reason: null,
  };
  const words = { grams, expected: expected.grams };
  if (!isDiscrepant(grams, expected, rules.weight)) return accept('pack.weight.ok', withParcel(state, weighed), words);
  const detail = { 'pack.parcel': parcel.number, 'pack.weight_g': grams, 'pack.weight_expected_g': expected.grams };
  return { ...accept('pack.weight.discrepancy', withParcel(state, { ...weighed, weight_question: 1 }), words), detail };
}

function giveReason(state: PackState, parcel: Parcel, word: string, rules: Rules): PackDecision {
  if (parcel.weight_question === 0) return refuse('nothing.open');
  const expectedG = expectedWeight(state, parcel.number, tareOf(parcel, rules)).grams;
  const stake: Stake = { kind: 'weight', offG: Math.abs((parcel.weight_g ?? 0) - expectedG), expectedG };
  const answered = withParcel(state, { ...parcel, weight_question: 0, weight_reason: word });
  const words = { grams: parcel.weight_g ?? 0, reason: word };
  const detail = { 'pack.parcel': parcel.number, 'pack.weight_reason': word };
  return { ...accept('pack.weight.ok', answered, words), detail, stake };
}

/** Units that were picked and are not there: the order goes on without them. */
function releaseMissing(state: PackState, parcel: Parcel, reason: ShortReason): PackDecision {
  const missing = state.lines.filter((line) => missingOf(line) > 0);
  if (missing.length === 0) return refuse('pack.short.nothing');
  // With nothing in any box there is no parcel to send: that is for a lead to decide, not for this bench.
  if (state.lines.every((line) => line.packed.size === 0)) return refuse('pack.empty');
  const released = missing.reduce(
    (next, line) => withPackLine(next, { ...line, short: line.short + missingOf(line) }),
    state,
  );
  const units = missing.reduce((sum, line) => sum + missingOf(line), 0);
  const detail = { 'short.reason': reason, 'short.units': units };
  const of = state.lines.reduce((sum, line) => sum + line.picked, 0);
  const accepted = accept('pack.short.ok', withParcel(released, parcel), { units, reason });
  return { ...accepted, detail, stake: { kind: 'short', units, of }, shortReason: reason };
}

function finish(state: PackState, parcel: Parcel, rules: Rules): PackDecision {
  const missing = state.lines.filter((line) => missingOf(line) > 0);
  if (missing.length > 0) {
    const items = missing.map((line) => `${missingOf(line)} x ${line.item.name}`).join(', ');
    return refuse('pack.incomplete', { items });
  }
  // The last unit went into a parcel that PS:NEXT has closed: the empty box after it is no parcel.
  if (unitsIn(state, parcel.number) === 0 && state.parcels.length > 1) {
    const parcels = state.parcels.filter((other) => other !== parcel);
    return { ...accept('pack.done', { ...state, parcels }, { parcels: parcels.length }), finished: true };
  }
  return closeParcel(state, parcel, rules, true);
}

function closeParcel(state: PackState, parcel: Parcel, rules: Rules, finished: boolean): PackDecision {
  if (unitsIn(state, parcel.number) === 0) return refuse('pack.empty');
  if (parcel.weight_g === null && rules.weight.required) return refuse('pack.weight.needed');
  const weight: Pick<Parcel, 'weight_g' | 'weight_source'> =
    parcel.weight_g === null
      ? { weight_g: expectedWeight(state, parcel.number, tareOf(parcel, rules)).grams, weight_source: 'expected' }
      : { weight_g: parcel.weight_g, weight_source: parcel.weight_source };
  const closed: Parcel = { ...parcel, ...weight, state: 'closed' };
  const next = withParcel(state, closed);
  const parcels = finished ? next.parcels : [...next.parcels, openParcel(state.orderId, parcel.number + 1)];
  const code = finished ? 'pack.done' : 'pack.parcel.done';
  return {
    ...accept(code, { ...next, parcels }, { number: parcel.number, parcels: next.parcels.length }),
    closed,
    finished,
  };
}

/** What is in the parcel changed: its weight is no longer the one on the scale. */
export function unweighed(parcel: Parcel): Parcel {
  return { ...parcel, weight_g: null, weight_source: null, weight_question: 0, weight_reason: null };
}

const tareOf = (parcel: Parcel, { boxes }: Rules): number => boxes.find(({ code }) => code === parcel.box)?.tareG ?? 0;

function accept(code: Code, state: PackState, words: MessageParameters, line?: PackLine): PackDecision & { ok: true } {
  return { ok: true, code, state, words, lineNo: line?.item.lineNo ?? null, closed: null, finished: false };
}

function refuse(code: Code, words: MessageParameters = {}, line?: PackLine): PackDecision {
  return { ok: false, code, words, lineNo: line?.item.lineNo ?? null };
}
