import { refusal, type Acting, type Step } from '../audit/step.ts';
import type { AuditRow, AuditStore } from '../audit/store.ts';
import { spanEvents, type CancelEvent } from '../audit/span-events.ts';
import type { OrderEvents } from '../orders/events-out.ts';
import type { OrderStore } from '../orders/store.ts';
import type { Settings } from '../settings/settings.ts';
import type { Tracing } from '../trace/tracing.ts';
import type { PickPaper } from './paper.ts';
import { decidePick, pickOutcome, type PickAction } from './rules.ts';
import { pickAttributes, recordPickItem, recordReversal } from './spans.ts';
import {
  doneOf,
  newPick,
  openLines,
  shortStake,
  splitUnits,
  withLine,
  type PickLine,
  type PickState,
} from './state.ts';
import type { PickStore } from './store.ts';
import { reverse, undoOf, type PickUndo } from './undo.ts';

export type PickDesk = ReturnType<typeof createPickDesk>;

/** Picking at this station: turns the rules' decisions into steps that write state, spans and events. */
export function createPickDesk(parts: {
  readonly orders: OrderStore;
  readonly picks: PickStore;
  readonly audit: AuditStore;
  readonly tracing: Tracing;
  readonly events: OrderEvents;
  readonly paper: PickPaper;
  readonly settings: Pick<Settings, 'shortPolicy' | 'pickList'>;
  /** The job is over: the session has none any more. */
  readonly jobEnded: (orderId: string) => void;
}) {
  const { orders, picks, audit, tracing, events, paper, settings } = parts;

  function load(orderId: string): PickState {
    const state = picks.load(orderId, orders.lines(orderId));
    if (state === undefined) throw new Error(`order ${orderId} is not being picked`);
    return state;
  }

  /** Begins the pick of a ready order; a pick that was put down is only taken up again. */
  function begin(orderId: string, acting: Acting): void {
    orders.setPutDown(orderId, null, null);
    if (orders.get(orderId)?.state === 'picking') return;
    tracing.begin(orderId, 'pick', acting);
    const pick = newPick(orderId, orders.lines(orderId), acting.nowMs);
    picks.save(undefined, pick);
    if (settings.pickList) paper.list(pick, tracing.idsOf(orderId, 'pick'), acting);
    orders.setState(orderId, 'picking');
  }

  function close(line: PickLine, state: PickState, acting: Acting): PickState {
    const rows = audit.ofLine(state.orderId, line.item.lineNo);
    const spanId = recordPickItem(tracing, { orderId: state.orderId, line, rows, ...acting });
    return withLine(state, { ...line, closedSpanId: spanId });
  }

  function finish(state: PickState, acting: Acting): void {
    const { outcome, shorts, goesOn } = pickOutcome(state, settings.shortPolicy);
    const { orderId } = state;
    const rows: AuditRow[] = audit.ofStage(orderId, 'pick').filter((row) => row.line_no === null);
    orders.setState(orderId, goesOn ? 'picked' : 'short');
    paper.toteLabel(state, tracing.idsOf(orderId, 'pick'), acting);
    tracing.end({
      orderId,
      stage: 'pick',
      outcome,
      ...acting,
      attributes: pickAttributes(state, outcome),
      events: spanEvents(rows),
    });
    const items = state.lines.map(({ item }) => item);
    if (goesOn) events.emit(orderId, 'picked', 'pick', {}, items);
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

  /** Fewer units of some lines: what was picked too many comes back, a line that has enough closes. */
  function reduce(orderId: string, wanted: ReadonlyMap<number, number>, acting: Acting): Map<number, number> {
    const surplus = new Map<number, number>();
    const before = load(orderId);
    let state = before;
    for (const [lineNo, quantity] of wanted) {
      const line = state.lines.find(({ item }) => item.lineNo === lineNo);
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
    const [next] = openLines(state);
    const current = state.lines.find(({ item }) => item.lineNo === state.lineNo);
    if (current?.state !== 'open') state = { ...state, lineNo: next?.item.lineNo ?? null };
    picks.save(before, state);
    for (const [lineNo, quantity] of wanted) orders.setQuantity(orderId, lineNo, quantity);
    if (next === undefined && orders.get(orderId)?.state === 'picking') finish(state, acting);
    return surplus;
  }

  /** The pick ends where it is: lines with units in hand are told of, the stage span says that it was cancelled. */
  function cancel(orderId: string, acting: Acting, event: CancelEvent): void {
    let state = load(orderId);
    for (const line of openLines(state))
      if (doneOf(line) > 0) state = close({ ...line, state: 'short' }, state, acting);
    const rows = audit.ofStage(orderId, 'pick').filter((row) => row.line_no === null);
    tracing.end({
      orderId,
      stage: 'pick',
      outcome: 'cancelled',
      ...acting,
      attributes: pickAttributes(state, 'cancelled'),
      events: [...spanEvents(rows), event],
    });
  }

  return {
    load,
    /** Its list on paper. */
    printList: (orderId: string, acting: Acting): void =>
      paper.list(load(orderId), tracing.idsOf(orderId, 'pick'), acting),
    reduce,
    cancel,

    open(orderId: string, acting: Acting): Step {
      return {
        ok: true,
        code: 'pick.opened',
        words: { order: orderId },
        orderId,
        stage: 'pick',
        apply: () => begin(orderId, acting),
      };
    },

    act(orderId: string, action: PickAction, acting: Acting): Step {
      const before = load(orderId);
      if (action.kind === 'tote') {
        const holder = orders.byTote(action.tote);
        if (holder !== undefined && holder.order_id !== orderId) {
          return refusal('pick.tote.taken', { tote: action.tote, order: holder.order_id }, { orderId, stage: 'pick' });
        }
      }
      const decision = decidePick(before, action, acting.nowMs);
      const about = { orderId, stage: 'pick' as const, lineNo: decision.lineNo };
      if (!decision.ok) return refusal(decision.code, decision.words, about);
      const { state, closed, code, words } = decision;
      return {
        ok: true,
        code,
        words,
        ...about,
        ...(action.kind === 'short' ? { detail: { 'short.reason': action.reason }, stake: shortStake(before) } : {}),
        // The last line ends the pick: there is nothing left to undo it in.
        ...(code === 'pick.done' ? {} : { undo: undoOf(before, state) }),
        apply() {
          const line = state.lines.find(({ item }) => item.lineNo === decision.lineNo);
          const after = closed && line !== undefined ? close(line, state, acting) : state;
          picks.save(before, after);
          if (before.tote !== after.tote) orders.setTote(orderId, after.tote);
          if (code === 'pick.done') finish(after, acting);
        },
      };
    },

    /** The pick ends by itself; asked to end with open lines it names them. */
    done(orderId: string): Step {
      const lines = openLines(load(orderId)).map(({ item }) => `${item.bin} ${item.name}`);
      return refusal(
        'pick.incomplete',
        { count: lines.length, items: lines.slice(0, 5).join(', ') },
        { orderId, stage: 'pick' },
      );
    },

    undo(orderId: string, acting: Acting): Step {
      const last = audit.lastStep(orderId, 'pick');
      if (last === undefined) return refusal('undo.nothing', {}, { orderId, stage: 'pick' });
      const before = load(orderId);
      const { state, reopened } = reverse(before, JSON.parse(last.undo ?? '') as PickUndo);
      // The tote that was given up may carry another order by now.
      const holder = state.tote === null ? undefined : orders.byTote(state.tote);
      if (holder !== undefined && holder.order_id !== orderId) {
        return refusal(
          'pick.tote.taken',
          { tote: state.tote ?? '', order: holder.order_id },
          { orderId, stage: 'pick' },
        );
      }
      return {
        ok: true,
        code: 'undo.ok',
        words: { what: last.code },
        orderId,
        stage: 'pick',
        lineNo: last.line_no,
        detail: { 'undo.code': last.code },
        undoes: last.id,
        apply() {
          for (const line of reopened) {
            recordReversal(tracing, { orderId, line, rows: [], ...acting });
          }
          picks.save(before, state);
          if (before.tote !== state.tote) orders.setTote(orderId, state.tote);
        },
      };
    },
  };
}
