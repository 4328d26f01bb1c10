import { refusal, type Acting, type Step } from '../audit/step.ts';
import type { AuditStore } from '../audit/store.ts';
import type { OrderEvents } from '../orders/events-out.ts';
import type { OrderStore } from '../orders/store.ts';
import type { Settings } from '../settings/settings.ts';
import type { Tracing } from '../trace/tracing.ts';
import type { PickPaper } from './paper.ts';
import type { BatchStore } from './batch-store.ts';
import type { PickAction } from './decision.ts';
import { createPickEndings } from './endings.ts';
import { pathOf } from './path.ts';
import { decidePick } from './rules.ts';
import { recordReversal } from './spans.ts';
import { linesIn, newWalk, openWords, orderAtHand, pickWork, shortStake, slotOf, type PickState } from './state.ts';
import type { PickStore } from './store.ts';
import { reverse, undoOf, type PickUndo } from './undo.ts';
import { createTakenOff } from './taken-off.ts';
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
  const { orders, picks, batches, audit, tracing, paper, settings } = parts;
  const walks = createWalks(parts);
  const { load } = walks;
  const endings = createPickEndings(parts);

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

  const { reduce, cancel } = createTakenOff({ ...parts, walks, endings, save });

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
          const after = closed && line !== undefined ? endings.close(line, state, acting) : state;
          save(before, after);
          if (code === 'pick.done') endings.finish(after, acting);
        },
      };
    },

    /** The pick ends by itself; asked to end with open lines it names them. */
    done(orderId: string): Step {
      return refusal('pick.incomplete', openWords(load(orderId)), { orderId, stage: 'pick' });
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
      const reversed = reverse(before, JSON.parse(last.row.undo ?? '') as PickUndo);
      if (reversed === undefined) return refusal('undo.nothing', {}, about);
      const { state, reopened } = reversed;
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
