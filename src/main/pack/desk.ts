import { spanEvents, type CancelEvent } from '../audit/span-events.ts';
import { refusal, type Acting, type Step } from '../audit/step.ts';
import type { AuditStore } from '../audit/store.ts';
import type { StationNumbers } from '../parcels/station-numbers.ts';
import type { OrderEvents } from '../orders/events-out.ts';
import type { OrderStore } from '../orders/store.ts';
import type { Labelling } from '../parcels/labelling.ts';
import type { ParcelPaper } from '../parcels/paper.ts';
import { openParcel, type Parcel, type ParcelStore } from '../parcels/store.ts';
import type { MessageParameters } from '../messages/message.ts';
import type { Settings } from '../settings/settings.ts';
import type { Tracing } from '../trace/tracing.ts';
import { decidePack, unweighed, type PackAction, type PackDecision } from './rules.ts';
import { suggestedCounts } from './boxes.ts';
import { packAttributes } from './spans.ts';
import { currentParcel, missingOf, packWork, withPackLine, withParcel, type PackState } from './state.ts';
import type { PackStore } from './store.ts';
import { packUndoOf, reversePack, type PackUndo } from './undo.ts';

export type PackDesk = ReturnType<typeof createPackDesk>;

/** Packing at this bench: turns the rules' decisions into steps that write state, numbers, paper, spans and events. */
export function createPackDesk(parts: {
  readonly orders: OrderStore;
  readonly packs: PackStore;
  readonly parcels: ParcelStore;
  readonly audit: AuditStore;
  readonly tracing: Tracing;
  readonly events: OrderEvents;
  readonly numbers: StationNumbers;
  readonly labelling: Labelling;
  readonly paper: ParcelPaper;
  readonly settings: Settings;
  readonly jobEnded: (orderId: string) => void;
}) {
  const { orders, packs, parcels, audit, tracing, events, numbers, labelling, paper, settings } = parts;
  const ships = settings.station.roles.includes('ship');

  const load = (orderId: string): PackState => packs.load(orderId, orders.lines(orderId));

  function begin(orderId: string, acting: Acting): void {
    orders.setPutDown(orderId, null, null);
    if (orders.get(orderId)?.state === 'packing') return;
    tracing.begin(orderId, 'pack', acting);
    parcels.put(openParcel(orderId, 1));
    orders.setState(orderId, 'packing');
  }

  /** Said at once where one box will not do: whoever begins with the wrong one packs twice. */
  function severalBoxes(orderId: string): MessageParameters {
    const counts = suggestedCounts(load(orderId), settings.boxes);
    if (counts.reduce((sum, { count }) => sum + count, 0) < 2) return {};
    const boxes = counts.map(({ name, count }) => `${count} x ${name}`).join(', ');
    return { message: 'pack.opened.several', boxes };
  }

  /** Number and paper of a parcel that was just closed: its slip, and the label of whoever sends it on. */
  function seal(parcel: Parcel, acting: Acting): void {
    const stage = tracing.idsOf(parcel.order_id, 'pack');
    const sealed: Parcel = { ...parcel, sscc: numbers.takeSscc(), closed_ms: acting.nowMs };
    parcels.put(sealed);
    paper.queue('slip', sealed, stage, acting);
    if (ships) labelling.label(sealed, stage, acting);
    else paper.queue('parcel_label', sealed, stage, acting);
  }

  function finish(state: PackState, acting: Acting): void {
    const { orderId } = state;
    const shorts = packs.shortsOf(orderId);
    const outcome = shorts.length > 0 ? 'short' : 'complete';
    orders.setState(orderId, 'packed');
    // The tote is empty and may carry the next order.
    orders.setTote(orderId, null);
    tracing.end({
      orderId,
      stage: 'pack',
      outcome,
      ...acting,
      attributes: packAttributes(state, outcome),
      events: spanEvents(audit.ofStage(orderId, 'pack')),
    });
    events.emit(orderId, 'packed', 'pack');
    if (shorts.length > 0) {
      const lines = shorts.map((row) => ({ line_no: row.line_no, missing: row.quantity, reason: row.reason }));
      events.emit(orderId, 'short', 'pack', { goes_on: true, lines });
    }
    parts.jobEnded(orderId);
  }

  function write(before: PackState, decision: PackDecision & { ok: true }, acting: Acting): void {
    packs.save(before, decision.state, decision.shortReason);
    if (decision.closed !== null) seal(decision.closed, acting);
    if (decision.finished) finish(load(before.orderId), acting);
  }

  /**
   * After fewer units are wanted: those that are missing here are wanted no more, then what is too many in the open
   * parcel comes out of it.
   * @param surplus by line, how many units fewer are with the order now.
   * @returns by line, how many of them are there to go back.
   */
  function takeOut(orderId: string, surplus: ReadonlyMap<number, number>): Map<number, number> {
    const before = load(orderId);
    const parcel = currentParcel(before);
    const there = new Map<number, number>();
    let state = before;
    for (const line of before.lines) {
      const { lineNo } = line.item;
      const tooMany = surplus.get(lineNo) ?? 0;
      const missing = Math.min(line.short, tooMany);
      if (tooMany > missing) there.set(lineNo, tooMany - missing);
      const less = { ...line, short: line.short - missing };
      if (missing > 0) state = withPackLine(state, less);
      if (parcel === undefined || missingOf(less) >= 0) continue;
      const inParcel = line.packed.get(parcel.number) ?? 0;
      const packed = new Map(line.packed).set(parcel.number, Math.max(0, inParcel + missingOf(less)));
      state = withParcel(withPackLine(state, { ...less, packed }), unweighed(parcel));
    }
    packs.save(before, state, undefined);
    return there;
  }

  function cancel(orderId: string, acting: Acting, event: CancelEvent): void {
    tracing.end({
      orderId,
      stage: 'pack',
      outcome: 'cancelled',
      ...acting,
      attributes: packAttributes(load(orderId), 'cancelled'),
      events: [...spanEvents(audit.ofStage(orderId, 'pack')), event],
    });
  }

  return {
    load,
    takeOut,
    cancel,

    open(orderId: string, acting: Acting): Step {
      return {
        ok: true,
        code: 'pack.opened',
        words: { order: orderId, ...severalBoxes(orderId) },
        orderId,
        stage: 'pack',
        apply: () => begin(orderId, acting),
      };
    },

    act(orderId: string, action: PackAction, acting: Acting): Step {
      const before = load(orderId);
      const decision = decidePack(before, action, settings);
      const about = { orderId, stage: 'pack' as const, lineNo: decision.lineNo };
      if (!decision.ok) return refusal(decision.code, decision.words, about);
      if (decision.closed !== null) {
        const none = numbers.noSscc() ?? (ships ? labelling.noNumber(decision.closed, acting.nowMs) : undefined);
        if (none !== undefined) return refusal(none.code, none.words, about);
      }
      const undo = packUndoOf(before, decision.state);
      return {
        ok: true,
        code: decision.code,
        words: decision.words,
        ...about,
        ...(decision.detail === undefined ? {} : { detail: decision.detail }),
        stake: decision.stake,
        ...(undo === undefined ? {} : { undo }),
        work: { ...packWork(before, decision.state), ...(decision.code === 'pack.done' ? { orders: 1 } : {}) },
        apply: () => write(before, decision, acting),
      };
    },

    undo(orderId: string): Step {
      const last = audit.lastStep(orderId, 'pack');
      const about = { orderId, stage: 'pack' as const };
      if (last === undefined) return refusal('undo.nothing', {}, about);
      const undo = JSON.parse(last.undo ?? '') as PackUndo;
      const before = load(orderId);
      if (currentParcel(before)?.number !== undo.parcel.number) return refusal('undo.nothing', {}, about);
      const state = reversePack(before, undo);
      // The order has come to want fewer units since.
      if (state.lines.some((line) => missingOf(line) < 0)) return refusal('undo.nothing', {}, about);
      return {
        ok: true,
        code: 'undo.ok',
        words: { what: last.code },
        ...about,
        lineNo: last.line_no,
        detail: { 'undo.code': last.code },
        work: packWork(before, state),
        undoes: last.id,
        apply() {
          packs.save(before, state, undefined);
        },
      };
    },
  };
}
