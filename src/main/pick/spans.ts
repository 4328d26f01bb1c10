import { scanLinks, spanEvents } from '../audit/span-events.ts';
import type { AuditRow } from '../audit/store.ts';
import type { LooseAttributes } from '../trace/attributes.ts';
import { localContext, type LinkTo, type SpanIds } from '../trace/record.ts';
import { contextOfStage, stageLinkAttributes, type Tracing } from '../trace/tracing.ts';
import { doneOf, unitsFrom, type PickLine } from './state.ts';

/** Codes of the steps that close a line and can be undone: the last line of a walk ends it, and stays closed. */
const CLOSES: ReadonlySet<string> = new Set(['pick.line.done', 'pick.line.short']);
/** The code of the step, and the name of what it tells. */
const BIN_LEFT = 'pick.bin.next';

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
    events: [...binsLeft(span.line), ...spanEvents(sinceReopened(span.rows))].toSorted((a, b) => a.atMs - b.atMs),
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
  const { item, bin, units } = line;
  return {
    ...tracing.domainAttributes(orderId, operatorId),
    'product.id': item.productId,
    'product.sku': item.sku,
    'warehouse.bin': bin,
    'pick.quantity': quantity,
    'pick.quantity_requested': item.quantity,
    'product.lot': oneOrAll(units.map(({ lot }) => lot)),
    'product.serial': oneOrAll(units.map(({ serial }) => serial)),
    'product.expiry': oneOrAll(units.map(({ expiry }) => expiry)),
  };
}

/** What `warehouse.pick` says besides what every span says. */
export function pickAttributes(lines: readonly PickLine[], outcome: string): LooseAttributes {
  return {
    'warehouse.zone': zoneOf(lines),
    'pick.line_count': lines.length,
    'pick.short_count': lines.filter((line) => line.state === 'short').length,
    'stage.outcome': outcome,
  };
}

/** Links the pick of an order to the walk it was done on. */
export const batchLink = (batch: SpanIds, orderId: string): LinkTo => ({
  context: localContext(batch),
  attributes: { 'link.stage': 'batch', 'order.id': orderId },
});

/** `warehouse.pick_batch`: several orders in one walk, linked to the checkout of every one that said who it was. */
export function recordBatch(
  tracing: Tracing,
  batch: SpanIds & {
    readonly startMs: number;
    readonly endMs: number;
    readonly operatorId: string | null;
    /** All that were ever on it. */
    readonly orderIds: readonly string[];
  },
): void {
  const links = batch.orderIds.flatMap((orderId): LinkTo[] => {
    const checkout = tracing.stages.ofOrder(orderId).find(({ stage }) => stage === 'checkout');
    const context = checkout === undefined ? undefined : contextOfStage(checkout);
    return context === undefined ? [] : [{ context, attributes: stageLinkAttributes('checkout', orderId) }];
  });
  tracing.recorder.record({
    name: 'warehouse.pick_batch',
    ids: batch,
    startMs: batch.startMs,
    endMs: batch.endMs,
    attributes: {
      ...tracing.domainAttributes(null, batch.operatorId),
      'batch.size': batch.orderIds.length,
      'batch.link_count': links.length,
    },
    links,
  });
}

/** The zone of the order, or its zones joined by `+`; a bin without a zone lies in the part before its first dash. */
function zoneOf(lines: readonly PickLine[]): string {
  const zones = lines.map(({ item, bin }) => (bin === item.bin ? item.zone : null) ?? bin.split('-')[0] ?? bin);
  return [...new Set(zones)].toSorted().join('+');
}

function oneOrAll(values: readonly (string | null)[]): string | string[] | undefined {
  const distinct = [...new Set(values.filter((value) => value !== null))];
  return distinct.length > 1 ? distinct : distinct[0];
}

/** Told from the line, not from its scans: one scan leaves a bin for several orders, and may be taken back. */
function binsLeft(line: PickLine): { name: string; atMs: number; attributes: LooseAttributes }[] {
  return line.left.map(({ bin, reason, atMs }) => ({
    name: BIN_LEFT,
    atMs,
    attributes: {
      'warehouse.bin': bin,
      'short.reason': reason,
      'pick.quantity': unitsFrom(line, bin).reduce((sum, { quantity }) => sum + quantity, 0),
    },
  }));
}

/** What was told by the span of an earlier closing, which was undone, is not told again. */
function sinceReopened(rows: readonly AuditRow[]): readonly AuditRow[] {
  const since = rows.slice(rows.findLastIndex((row) => row.undone_by !== null && CLOSES.has(row.code)) + 1);
  return since.filter((row) => row.code !== BIN_LEFT);
}
