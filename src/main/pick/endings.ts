import { spanEvents, type CancelEvent } from '../audit/span-events.ts';
import type { Acting } from '../audit/step.ts';
import type { AuditRow, AuditStore } from '../audit/store.ts';
import type { OrderEvents } from '../orders/events-out.ts';
import type { OrderStore } from '../orders/store.ts';
import type { Settings } from '../settings/settings.ts';
import type { StageRow } from '../trace/stage-store.ts';
import type { Tracing } from '../trace/tracing.ts';
import type { Batch, BatchStore } from './batch-store.ts';
import type { PickPaper } from './paper.ts';
import { pickOutcome } from './rules.ts';
import { batchLink, pickAttributes, recordBatch, recordPickItem } from './spans.ts';
import { doneOf, linesIn, slotOf, withLine, type PickLine, type PickState, type Slot } from './state.ts';

export type PickEndings = ReturnType<typeof createPickEndings>;

/** What is written and told when a line of a walk closes, when an order's pick ends, and when the whole walk does. */
export function createPickEndings(parts: {
  readonly orders: OrderStore;
  readonly batches: BatchStore;
  readonly audit: AuditStore;
  readonly tracing: Tracing;
  readonly events: OrderEvents;
  readonly paper: PickPaper;
  readonly settings: Pick<Settings, 'shortPolicy'>;
  readonly jobEnded: (orderId: string) => void;
}) {
  const { orders, batches, audit, tracing, events, paper, settings } = parts;

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
        lines: shorts.map((line) => ({
          line_id: line.item.lineId,
          sku: line.item.sku,
          quantity: line.item.quantity,
          picked: doneOf(line),
          reason: line.shortReason,
        })),
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

  return { close, endStage, finish, endBatch };
}
