import { refusal, type Acting, type Step } from '../audit/step.ts';
import type { AuditRow, AuditStore } from '../audit/store.ts';
import { spanEvents, type CancelEvent } from '../audit/span-events.ts';
import type { OrderEvents } from '../orders/events-out.ts';
import type { OrderStore } from '../orders/store.ts';
import type { Settings } from '../settings/settings.ts';
import type { StageRow } from '../trace/stage-store.ts';
import type { Tracing } from '../trace/tracing.ts';
import type { PickPaper } from './paper.ts';
import { decidePick, pickOutcome, type PickAction } from './rules.ts';
import type { Batch, BatchStore } from './batch-store.ts';
import { pathOf } from './path.ts';
import { batchLink, pickAttributes, recordBatch, recordPickItem, recordReversal } from './spans.ts';
import {
  currentLine,
  doneOf,
  linesIn,
  newWalk,
  openLines,
  orderAtHand,
  pickWork,
  shortStake,
  slotOf,
  splitUnits,
  withLine,
  type PickLine,
  type PickState,
  type Slot,
} from './state.ts';
import type { PickStore } from './store.ts';
import { reverse, undoOf, type PickUndo } from './undo.ts';
import { createWalks } from './walks.ts';

export type PickDesk = ReturnType<typeof createPickDesk>;

/**
 * Picking at this station: turns the rules' decisions into steps that write state, spans and events. Every order has a
 * pick of its own, also on a walk with others; what they share is where the walk is, and its end.
 */
export function createPickDesk(parts: {
  readonly orders: OrderStore;
  readonly picks: PickStore;
  readonly batches: BatchStore;
  readonly audit: AuditStore;
  readonly tracing: Tracing;
  readonly events: OrderEvents;
  readonly paper: PickPaper;
  readonly settings: Pick<Settings, 'shortPolicy' | 'pickList' | 'pick'>;
  /** The job is over: the session has none any more. */
  readonly jobEnded: (orderId: string) => void;
  /** The walk went on from one order to another: whoever is on it goes along. */
  readonly jobTurned: (from: string, to: string) => void;
}) {
  const { orders, picks, batches, audit, tracing, events, paper, settings } = parts;
  const walks = createWalks(parts);
  const { load } = walks;

  /** Begins the picks of ready orders, as one walk where there are several or a batch has a name. */
  function begin(orderIds: readonly string[], batch: PickState['batch'], acting: Acting): PickState {
    const toPick = orderIds.map((orderId) => ({ orderId, items: orders.lines(orderId) }));
    const walk = newWalk(toPick, acting.nowMs, batch, pathOf(settings.pick));
    picks.save(undefined, walk);
    if (batch !== null) batches.begin({ ...walk, batch }, tracing.recorder.newIds(), acting.nowMs);
    for (const { no, orderId } of walk.slots) {
      orders.setPutDown(orderId, null, null);
      tracing.begin(orderId, 'pick', acting);
      if (settings.pickList) paper.list({ orderId, lines: linesIn(walk, no) }, tracing.idsOf(orderId, 'pick'), acting);
      orders.setState(orderId, 'picking');
    }
    return walk;
  }

  function save(before: PickState, after: PickState): void {
    walks.save(before, after);
    if (orderAtHand(before) !== orderAtHand(after)) parts.jobTurned(orderAtHand(before), orderAtHand(after));
  }

  function close(line: PickLine, state: PickState, acting: Acting): PickState {
    const { orderId } = slotOf(state, line.slot);
    const rows = audit.ofLine(orderId, line.item.lineNo);
    const spanId = recordPickItem(tracing, { orderId, line, rows, ...acting });
    return withLine(state, { ...line, closedSpanId: spanId });
  }

  /** The batch as it is stored, of a walk that has one. */
  function batchOf({ batch }: PickState): (Batch & { readonly span: NonNullable<Batch['span']> }) | undefined {
    if (batch === null) return undefined;
    const stored = batches.get(batch.id);
    if (stored?.span === undefined) throw new Error(`batch ${batch.id} was never opened`);
    return { ...stored, span: stored.span };
  }

  function endStage(
    { orderId, no }: Slot,
    state: PickState,
    outcome: 'complete' | 'short' | 'cancelled',
    acting: Acting,
    event?: CancelEvent,
  ): StageRow[] {
    const rows: AuditRow[] = audit.ofStage(orderId, 'pick').filter((row) => row.line_no === null);
    const batch = batchOf(state);
    return tracing.end({
      orderId,
      stage: 'pick',
      outcome,
      ...acting,
      attributes: pickAttributes(linesIn(state, no), outcome),
      events: [...spanEvents(rows), ...(event === undefined ? [] : [event])],
      links: batch === undefined ? [] : [batchLink(batch.span, orderId)],
    });
  }

  function finishOrder(slot: Slot, state: PickState, acting: Acting): void {
    const { orderId, no, tote } = slot;
    const lines = linesIn(state, no);
    const { outcome, shorts, goesOn } = pickOutcome(lines, settings.shortPolicy);
    orders.setState(orderId, goesOn ? 'picked' : 'short');
    paper.toteLabel({ orderId, tote, lines }, tracing.idsOf(orderId, 'pick'), acting);
    const stages = endStage(slot, state, outcome, acting);
    const items = lines.map(({ item }) => item);
    const picked = new Map(lines.map((line) => [line.item.lineNo, line]));
    if (goesOn) events.emit(orderId, 'picked', 'pick', {}, { lines: items, picked, stages });
    if (shorts.length > 0) {
      events.emit(orderId, 'short', 'pick', {
        goes_on: goesOn,
        lines: shorts.map(({ item, shortReason, units }) => {
          const done = units.reduce((sum, { quantity }) => sum + quantity, 0);
          return { line_id: item.lineId, sku: item.sku, quantity: item.quantity, picked: done, reason: shortReason };
        }),
      });
    }
    parts.jobEnded(orderId);
  }

  /** The walk is over for all that are on it: until then their goods are on the cart, and can be taken back. */
  function finish(state: PickState, acting: Acting): void {
    for (const slot of state.slots) finishOrder(slot, state, acting);
    endBatch(state, acting);
  }

  function endBatch(state: PickState, { operatorId, nowMs }: Acting): void {
    const batch = batchOf(state);
    if (batch === undefined) return;
    const orderIds = batch.slots.map(({ orderId }) => orderId);
    recordBatch(tracing, { ...batch.span, endMs: nowMs, operatorId, orderIds });
    batches.end(batch.id);
  }

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
        state = withLine(state, { ...less, state: doneOf(less) === quantity ? 'done' : line.state });
      } else if (doneOf(less) >= quantity) {
        const closed: PickLine = { ...less, state: 'done', pending: null };
        state = quantity === 0 ? withLine(state, closed) : close(closed, withLine(state, closed), acting);
      } else {
        state = withLine(state, less);
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

  /** The tote that a step names for a slot, unless another order is in it. */
  function toteTaken(before: PickState, after: PickState): Readonly<Record<string, string>> | undefined {
    for (const { no, orderId, tote } of after.slots) {
      if (tote === null || before.slots.some((slot) => slot.no === no && slot.tote === tote)) continue;
      const holder = orders.byTote(tote);
      if (holder !== undefined && holder.order_id !== orderId) return { tote, order: holder.order_id };
    }
    return undefined;
  }

  return {
    load,
    /** The walk with several orders that an order is on, also those that were taken off it. */
    batchWith: batches.openWith,
    batch: batches.get,
    proposedWalks: batches.proposed,
    /** Its list on paper. */
    printList(orderId: string, acting: Acting): void {
      const state = load(orderId);
      const slot = state.slots.find((each) => each.orderId === orderId);
      const lines = linesIn(state, slot?.no ?? 1);
      paper.list({ orderId, lines }, tracing.idsOf(orderId, 'pick'), acting);
    },
    reduce,
    cancel,

    /** A pick that was put down is only taken up again, with all that is on its walk. */
    open(orderId: string, acting: Acting): Step {
      const isUnderWay = orders.get(orderId)?.state === 'picking';
      const walk = isUnderWay ? load(orderId) : undefined;
      return {
        ok: true,
        code: 'pick.opened',
        words: walk === undefined || walk.batch === null ? { order: orderId } : openedWords(walk),
        orderId: walk === undefined ? orderId : orderAtHand(walk),
        stage: 'pick',
        apply() {
          if (walk === undefined) begin([orderId], null, acting);
          else for (const slot of walk.slots) orders.setPutDown(slot.orderId, null, null);
        },
      };
    },

    /**
     * Several ready orders in one walk.
     * @param batchId of a proposal; a walk that the worker asked for gets a name of its own.
     */
    openBatch(orderIds: readonly string[], batchId: string | undefined, acting: Acting): Step {
      const id = batchId ?? `walk-${tracing.recorder.newIds().spanId}`;
      const batch = { id, confirmsPut: settings.pick.slotCheck === 'tote' };
      const toPick = orderIds.map((orderId) => ({ orderId, items: orders.lines(orderId) }));
      const walk = newWalk(toPick, acting.nowMs, batch, pathOf(settings.pick));
      return {
        ok: true,
        code: 'pick.opened',
        words: openedWords(walk),
        orderId: orderAtHand(walk),
        stage: 'pick',
        apply: () => void begin(orderIds, batch, acting),
      };
    },

    act(orderId: string, action: PickAction, acting: Acting): Step {
      const before = load(orderId);
      const decision = decidePick(before, action, acting.nowMs, pathOf(settings.pick));
      const slot = slotOf(before, decision.slot);
      const about = { orderId: slot.orderId, stage: 'pick' as const, lineNo: decision.lineNo };
      if (!decision.ok) return refusal(decision.code, decision.words, about);
      const { state, closed, code, words } = decision;
      const taken = action.kind === 'tote' ? toteTaken(before, state) : undefined;
      if (taken !== undefined) return refusal('pick.tote.taken', taken, { orderId: slot.orderId, stage: 'pick' });
      return {
        ok: true,
        code,
        words,
        ...about,
        ...(action.kind === 'short' ? { detail: { 'short.reason': action.reason } } : {}),
        // Nothing is given up as long as another bin is left.
        ...(action.kind === 'short' && closed ? { stake: shortStake(before) } : {}),
        ...(before.batch !== null && decision.puts ? { slot: slot.no } : {}),
        // The last line ends the pick: there is nothing left to undo it in.
        ...(code === 'pick.done' ? {} : { undo: undoOf(before, state) }),
        work: { ...pickWork(before, state), ...(code === 'pick.done' ? { orders: state.slots.length } : {}) },
        apply() {
          const line = linesIn(state, slot.no).find(({ item }) => item.lineNo === decision.lineNo);
          const after = closed && line !== undefined ? close(line, state, acting) : state;
          save(before, after);
          if (code === 'pick.done') finish(after, acting);
        },
      };
    },

    /** The pick ends by itself; asked to end with open lines it names them. */
    done(orderId: string): Step {
      const lines = openLines(load(orderId)).map(({ item, bin }) => `${bin} ${item.name}`);
      return refusal(
        'pick.incomplete',
        { count: lines.length, items: lines.slice(0, 5).join(', ') },
        { orderId, stage: 'pick' },
      );
    },

    undo(orderId: string, acting: Acting): Step {
      const before = load(orderId);
      const steps = before.slots.flatMap((slot) => {
        const row = audit.lastStep(slot.orderId, 'pick');
        return row === undefined ? [] : [{ row, slot }];
      });
      const last = steps.toSorted((a, b) => b.row.id - a.row.id)[0];
      if (last === undefined) return refusal('undo.nothing', {}, { orderId, stage: 'pick' });
      const about = { orderId: last.slot.orderId, stage: 'pick' as const };
      const { state, reopened } = reverse(before, JSON.parse(last.row.undo ?? '') as PickUndo);
      // The tote that was given up may carry another order by now.
      const taken = toteTaken(before, state);
      if (taken !== undefined) return refusal('pick.tote.taken', taken, about);
      return {
        ok: true,
        code: 'undo.ok',
        words: { what: last.row.code },
        ...about,
        lineNo: last.row.line_no,
        detail: { 'undo.code': last.row.code },
        work: pickWork(before, state),
        undoes: last.row.id,
        apply() {
          for (const line of reopened) {
            recordReversal(tracing, { orderId: slotOf(state, line.slot).orderId, line, rows: [], ...acting });
          }
          save(before, state);
        },
      };
    },
  };
}

const openedWords = ({ slots, lines, batch }: PickState): Readonly<Record<string, string | number>> => ({
  order: batch?.id ?? '',
  orders: slots.length,
  bins: new Set(lines.filter(({ state }) => state === 'open').map(({ bin }) => bin)).size,
  message: 'pick.opened.walk',
});
