import type { BatchView, Expectation, SlotView, View } from '../../../shared/views.ts';
import { slotName } from '../../../shared/slots.ts';
import type { Batch } from '../../pick/batch-store.ts';
import type { OrderLine } from '../../orders/order-data.ts';
import { missingDetails } from '../../pick/units.ts';
import {
  currentLine,
  doneOf,
  itemKey,
  linesIn,
  openLines,
  orderAtHand,
  slotOf,
  type PickLine,
  type PickState,
} from '../../pick/state.ts';
import type { Parts } from '../parts.ts';
import { around, lineView, pickProgress, sum } from './lines.ts';
import type { Say } from './say.ts';
import { termsOf } from './terms.ts';

/* The screens of a walk through the bins: out to pick, and back to put back. */

export function pickView(parts: Parts, orderId: string, operator: string, say: Say): View {
  const state = parts.pick.load(orderId);
  const line = currentLine(state);
  const walk = walkOf(state);
  const [missing] = line === undefined ? [] : missingDetails(state, line);
  const expect: Expectation[] = missing === undefined ? walk.expect : [missing];
  const { tote } = slotOf(state, state.slot);
  const atHand = orderAtHand(state);
  const batch = parts.pick.batchWith(atHand);
  const scanned = state.batch === null ? 'say.pick.item' : 'say.walk.item';
  const asked = walk.bin_confirmed ? scanned : 'say.pick.bin';
  const put = tote === null ? 'say.walk.tote.first' : 'say.walk.tote';
  return {
    ...walk,
    kind: 'pick',
    operator,
    order_id: atHand,
    ...termsOf(parts, atHand),
    expect,
    say: say(missing === undefined ? asked : missing === 'tote' ? put : `say.pick.${missing}`, {
      ...wordsOf(state),
      slot: slotName(state.slot),
      tote: tote ?? '',
    }),
    tote,
    batch: batch === undefined ? null : batchView(parts, batch, state),
  };
}

function batchView(parts: Parts, batch: Batch, state: PickState): BatchView {
  return {
    id: batch.id,
    size: batch.slots.length,
    slots: batch.slots.map(({ no, orderId, closed }): SlotView => {
      const slot = closed ? undefined : slotOf(state, no);
      const lines = slot === undefined ? [] : linesIn(state, no);
      const isOpen = lines.some((line) => line.state === 'open');
      return {
        slot: no,
        order_id: orderId,
        tote: slot === undefined ? (parts.orders.get(orderId)?.tote ?? null) : slot.tote,
        state: closed ? 'closed' : isOpen ? 'open' : 'done',
        ...progressOf(lines),
      };
    }),
    slot: state.slot,
    here: hereOf(state),
  };
}

/** The same item in the same bin, slot by slot. */
function hereOf(state: PickState): { slot: number; left: number }[] {
  const line = currentLine(state);
  if (line === undefined) return [];
  const same = openLines(state).filter(({ item, bin }) => bin === line.bin && itemKey(item) === itemKey(line.item));
  return same.map((each) => ({ slot: each.slot, left: each.item.quantity - doneOf(each) }));
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
  const confirmed = line !== undefined && state.bin === line.bin;
  const walk = state.lines.toSorted((a, b) => a.place - b.place);
  const closed = state.lines.filter((each) => each.state !== 'open').length;
  return {
    expect: [confirmed ? 'item' : 'bin'] satisfies Expectation[] as Expectation[],
    progress: progressOf(state.lines),
    line:
      line === undefined
        ? null
        : lineView(itemAt(line), line.item.quantity, doneOf(line), line.pending ?? line.units.at(-1)),
    bin_confirmed: confirmed,
    place: { line: Math.min(closed + 1, state.lines.length), of: state.lines.length },
    lines: around(walk, line).map(pickProgress),
  };
}

/** As it is to be taken now; whose zone another bin is in nobody said. */
const itemAt = ({ item, bin }: PickLine): OrderLine => (bin === item.bin ? item : { ...item, bin, zone: null });

const progressOf = (lines: readonly PickLine[]): { done: number; total: number } => ({
  done: sum(lines, doneOf),
  // A short line will not become more than it is.
  total: sum(lines, (each) => (each.state === 'short' ? doneOf(each) : each.item.quantity)),
});

function wordsOf(state: PickState): Record<string, string | number> {
  const line = currentLine(state);
  if (line === undefined) return {};
  return { bin: line.bin, item: line.item.name, done: doneOf(line), quantity: line.item.quantity };
}
