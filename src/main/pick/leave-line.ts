import type { Code } from '../../shared/answers.ts';
import type { ShortReason } from '../../shared/command-barcodes.ts';
import { slotName } from '../../shared/slots.ts';
import { accept, refuse, slotWords, type Accepted, type PickDecision } from './decision.ts';
import { leaveBin, nextBin } from './next-bin.ts';
import type { CompareBins } from './path.ts';
import { doneOf, itemKey, openLines, withLine, type PickLine, type PickState } from './state.ts';

/* Where a walk goes from the line at hand: to its next bin, behind the others, or on, when it is done or short. */

/** A line goes behind all others; on a walk with several orders its whole bin does, so that nobody comes there twice. */
export function skip(state: PickState, line: PickLine, nowMs: number): PickDecision {
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
export function reportShort(
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

/** Closes the line and turns to the next one of the walk; the last line to close ends the pick. */
export function closeLine(state: PickState, line: PickLine, code: Code, nowMs: number, puts: boolean): Accepted {
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
