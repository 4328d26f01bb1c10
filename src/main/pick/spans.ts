import { scanLinks, spanEvents } from '../audit/span-events.ts';
import type { AuditRow } from '../audit/store.ts';
import type { LooseAttributes } from '../trace/attributes.ts';
import { localContext, type SpanIds } from '../trace/record.ts';
import type { Tracing } from '../trace/tracing.ts';
import { doneOf, type PickLine, type PickState } from './state.ts';

export interface LineSpan {
  readonly orderId: string;
  readonly line: PickLine;
  readonly operatorId: string | null;
  readonly nowMs: number;
  /** The audit rows of the line, the step that closed it among them. */
  readonly rows: readonly AuditRow[];
}

/** `warehouse.pick_item`, when a line closes. Returns the id of the span, for a reversal to link to. */
export function recordPickItem(tracing: Tracing, span: LineSpan): string {
  const parent = tracing.idsOf(span.orderId, 'pick');
  const ids = tracing.recorder.newIds(parent.traceId);
  tracing.recorder.record({
    name: 'warehouse.pick_item',
    ids,
    parent,
    startMs: span.line.startedMs ?? span.nowMs,
    endMs: span.nowMs,
    attributes: lineAttributes(tracing, span, doneOf(span.line)),
    links: scanLinks(span.rows, span.orderId),
    events: spanEvents(sinceReopened(span.rows)),
  });
  return ids.spanId;
}

/** The counter-entry of a line that was closed and is open again: summed over a line, the quantities stay the truth. */
export function recordReversal(tracing: Tracing, span: LineSpan): void {
  const parent = tracing.idsOf(span.orderId, 'pick');
  const reversed: SpanIds | undefined =
    span.line.closedSpanId === null ? undefined : { traceId: parent.traceId, spanId: span.line.closedSpanId };
  tracing.recorder.record({
    name: 'warehouse.pick_item',
    ids: tracing.recorder.newIds(parent.traceId),
    parent,
    startMs: span.nowMs,
    endMs: span.nowMs,
    attributes: { ...lineAttributes(tracing, span, -doneOf(span.line)), 'pick.reversal': true },
    links:
      reversed === undefined
        ? []
        : [
            {
              context: localContext(reversed),
              attributes: { 'link.stage': 'pick', 'link.relationship': 'reverses', 'order.id': span.orderId },
            },
          ],
  });
}

function lineAttributes(tracing: Tracing, { orderId, operatorId, line }: LineSpan, quantity: number): LooseAttributes {
  const { item, units } = line;
  return {
    ...tracing.domainAttributes(orderId, operatorId),
    'product.id': item.productId,
    'product.sku': item.sku,
    'warehouse.bin': item.bin,
    'pick.quantity': quantity,
    'pick.quantity_requested': item.quantity,
    'product.lot': oneOrAll(units.map(({ lot }) => lot)),
    'product.serial': oneOrAll(units.map(({ serial }) => serial)),
    'product.expiry': oneOrAll(units.map(({ expiry }) => expiry)),
  };
}

/** What `warehouse.pick` says besides what every span says. */
export function pickAttributes(state: PickState, outcome: string): LooseAttributes {
  return {
    'warehouse.zone': zoneOf(state),
    'pick.line_count': state.lines.length,
    'pick.short_count': state.lines.filter((line) => line.state === 'short').length,
    'stage.outcome': outcome,
  };
}

/** The zone of the order, or its zones joined by `+`; a bin without a zone lies in the part before its first dash. */
function zoneOf(state: PickState): string {
  const zones = state.lines.map(({ item }) => item.zone ?? item.bin.split('-')[0] ?? item.bin);
  return [...new Set(zones)].toSorted().join('+');
}

function oneOrAll(values: readonly (string | null)[]): string | string[] | undefined {
  const distinct = [...new Set(values.filter((value) => value !== null))];
  return distinct.length > 1 ? distinct : distinct[0];
}

/** What was told by the span of an earlier closing is not told again. */
function sinceReopened(rows: readonly AuditRow[]): readonly AuditRow[] {
  return rows.slice(rows.findLastIndex((row) => row.code === 'undo.ok') + 1);
}
