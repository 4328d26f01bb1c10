import type { CancelEvent } from '../audit/span-events.ts';
import type { Acting } from '../audit/step.ts';
import type { OrderStore } from '../orders/store.ts';
import type { Tracing } from '../trace/tracing.ts';
import type { BatchStore } from './batch-store.ts';
import type { PickEndings } from './endings.ts';
import { recordReversal } from './spans.ts';
import {
  currentLine,
  doneOf,
  inHandFits,
  openLines,
  splitUnits,
  withLine,
  type PickLine,
  type PickState,
  type Slot,
} from './state.ts';
import type { Walks } from './walks.ts';

/** What becomes of a walk when an order on it is changed or taken off it from outside, by a shop or another station. */
export function createTakenOff(parts: {
  readonly orders: OrderStore;
  readonly batches: BatchStore;
  readonly tracing: Tracing;
  readonly walks: Walks;
  readonly endings: PickEndings;
  /** Writes the walk; whoever is on it goes along where it goes on with another order. */
  readonly save: (before: PickState, after: PickState) => void;
}) {
  const { orders, batches, tracing, walks, save } = parts;
  const { load } = walks;
  const { close, endStage, finish, endBatch } = parts.endings;

  /** Where the walk goes on when the line at hand is none any more. */
  function turnToOpen(state: PickState): PickState {
    if (currentLine(state)?.state === 'open') return state;
    const [next] = openLines(state);
    return { ...state, slot: next?.slot ?? state.slots[0]?.no ?? state.slot, lineNo: next?.item.lineNo ?? null };
  }

  /** Fewer units of some lines: what was picked too many comes back, a line that has enough closes. */
  function reduce(orderId: string, wanted: ReadonlyMap<number, number>, acting: Acting): Map<number, number> {
    const surplus = new Map<number, number>();
    const before = load(orderId);
    const slot = before.slots.find((each) => each.orderId === orderId)?.no;
    let state = before;
    for (const [lineNo, quantity] of wanted) {
      const line = state.lines.find((each) => each.slot === slot && each.item.lineNo === lineNo);
      if (line === undefined) continue;
      const { kept, surplus: tooMany } = splitUnits(line.units, quantity);
      const less: PickLine = { ...line, item: { ...line.item, quantity }, units: kept };
      const units = doneOf({ ...line, units: tooMany });
      if (units > 0) surplus.set(lineNo, units);
      if (line.state !== 'open') {
        if (units > 0) recordReversal(tracing, { orderId, line: { ...line, units: tooMany }, rows: [], ...acting });
        state = withLine(state, doneOf(less) === quantity ? { ...less, state: 'done', shortReason: null } : less);
      } else if (doneOf(less) >= quantity) {
        const closed: PickLine = { ...less, state: 'done', pending: null };
        state = quantity === 0 ? withLine(state, closed) : close(closed, withLine(state, closed), acting);
      } else {
        // What is too many in the hand must not count when its lot is given: it is scanned again.
        state = withLine(state, inHandFits(less) ? less : { ...less, pending: null });
      }
    }
    state = turnToOpen(state);
    save(before, state);
    for (const [lineNo, quantity] of wanted) orders.setQuantity(orderId, lineNo, quantity);
    if (state.lineNo === null && orders.get(orderId)?.state === 'picking') finish(state, acting);
    return surplus;
  }

  /** The pick ends where it is: lines with units in hand are told of, the stage span says that it was cancelled. */
  function cancel(orderId: string, acting: Acting, event: CancelEvent): void {
    const before = load(orderId);
    const slot = before.slots.find((each) => each.orderId === orderId);
    if (slot === undefined) throw new Error(`order ${orderId} is not on its walk`);
    let state = before;
    for (const line of openLines(state))
      if (line.slot === slot.no && doneOf(line) > 0) state = close({ ...line, state: 'short' }, state, acting);
    endStage(slot, state, 'cancelled', acting, event);
    if (before.batch === null) return;
    batches.closeSlot(before.batch.id, slot.no);
    leaveWalk(before, slot, acting);
  }

  /** The others go on; where nothing is left to do for them the walk is over. */
  function leaveWalk(before: PickState, { no }: Slot, acting: Acting): void {
    const others = before.slots.filter((slot) => slot.no !== no);
    const lines = before.lines.filter((line) => line.slot !== no);
    if (others.length === 0) {
      endBatch(before, acting);
      return;
    }
    const after = turnToOpen({ ...before, slots: others, lines });
    if (after.lineNo !== null) {
      save(before, after);
      return;
    }
    // Nobody goes anywhere from here: whoever stands there sees what has to go back.
    walks.save(before, after);
    finish(after, acting);
  }

  return { reduce, cancel };
}
