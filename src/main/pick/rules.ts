import { matchItem, type ItemScan } from '../items/match.ts';
import { accept, refuse, slotWords, type PickAction, type PickDecision } from './decision.ts';
import { reportShort, skip } from './leave-line.ts';
import { compareBins, type CompareBins } from './path.ts';
import { currentLine, openLines, type PickLine, type PickState } from './state.ts';
import { giveDetail, missingDetails, scanTote, setQuantity, takeUnits } from './units.ts';

/*
 * The rules of picking: pure functions from what is so and what the worker did to what is so then. Order of a line: its
 * bin, then its item until it is complete or short.
 */

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
