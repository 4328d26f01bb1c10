import type { Expectation, View } from '../../../shared/views.ts';
import { missingDetails } from '../../pick/rules.ts';
import { currentLine, doneOf, type PickState } from '../../pick/state.ts';
import type { Parts } from '../parts.ts';
import { around, lineView, pickProgress, sum } from './lines.ts';
import type { Say } from './say.ts';
import { termsOf } from './terms.ts';

/* The screens of a walk through the bins: out to pick, and back to put back. */

export function pickView(parts: Parts, orderId: string, operator: string, say: Say): View {
  const state = parts.pick.load(orderId);
  const line = currentLine(state);
  const walk = walkOf(state);
  const [missing] = line === undefined ? [] : missingDetails(line);
  const expect: Expectation[] = missing === undefined ? walk.expect : [missing];
  const asked = walk.bin_confirmed ? 'say.pick.item' : 'say.pick.bin';
  return {
    ...walk,
    kind: 'pick',
    operator,
    order_id: orderId,
    ...termsOf(parts, orderId),
    expect,
    say: say(missing === undefined ? asked : `say.pick.${missing}`, wordsOf(state)),
    tote: state.tote,
  };
}

export function putBackView(parts: Parts, orderId: string, operator: string, say: Say): View {
  const state = parts.putBack.load(orderId);
  const walk = walkOf(state);
  return {
    ...walk,
    kind: 'putback',
    operator,
    order_id: orderId,
    ...termsOf(parts, orderId),
    say: say(walk.bin_confirmed ? 'say.putback.item' : 'say.putback.bin', wordsOf(state)),
  };
}

/** What both ways show: the line at hand, its bin first, then its item. */
function walkOf(state: PickState) {
  const line = currentLine(state);
  const confirmed = line !== undefined && state.bin === line.item.bin;
  const walk = state.lines.toSorted((a, b) => a.place - b.place);
  const closed = state.lines.filter((each) => each.state !== 'open').length;
  return {
    expect: [confirmed ? 'item' : 'bin'] satisfies Expectation[] as Expectation[],
    progress: {
      done: sum(state.lines, doneOf),
      // A short line will not become more than it is.
      total: sum(state.lines, (each) => (each.state === 'short' ? doneOf(each) : each.item.quantity)),
    },
    line:
      line === undefined
        ? null
        : lineView(line.item, line.item.quantity, doneOf(line), line.pending ?? line.units.at(-1)),
    bin_confirmed: confirmed,
    place: { line: Math.min(closed + 1, state.lines.length), of: state.lines.length },
    lines: around(walk, line).map(pickProgress),
  };
}

function wordsOf(state: PickState): Record<string, string | number> {
  const line = currentLine(state);
  if (line === undefined) return {};
  return { bin: line.item.bin, item: line.item.name, done: doneOf(line), quantity: line.item.quantity };
}
