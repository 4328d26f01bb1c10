import type { ShortReason } from '../../shared/command-barcodes.ts';
import type { OrderLine } from '../orders/order-data.ts';
import type { LeftBin, PickedUnits, PickLine } from './state.ts';

/** A line of a walk as it lies in its table: `pick_lines`, and `put_back_lines` on the way back. */
export interface PickLineRow {
  readonly order_id: string;
  readonly line_no: number;
  /** Null, or absent from a table that has no such column: the line's own. */
  readonly bin?: string | null;
  /** A JSON list of LeftBin. */
  readonly bins_left?: string | null;
  readonly place: number;
  readonly state: PickLine['state'];
  readonly item_scanned: number;
  readonly short_reason: string | null;
  readonly started_ms: number | null;
  /** JSON lists of PickedUnits. */
  readonly units: string;
  readonly pending: string | null;
  readonly closed_span_id: string | null;
}

export function toLineRow(orderId: string, line: PickLine): PickLineRow {
  return {
    order_id: orderId,
    line_no: line.item.lineNo,
    bin: line.bin === line.item.bin ? null : line.bin,
    bins_left: line.left.length === 0 ? null : JSON.stringify(line.left),
    place: line.place,
    state: line.state,
    item_scanned: Number(line.itemScanned),
    short_reason: line.shortReason,
    started_ms: line.startedMs,
    units: JSON.stringify(line.units),
    pending: line.pending === null ? null : JSON.stringify(line.pending),
    closed_span_id: line.closedSpanId,
  };
}

export function fromLineRow(row: PickLineRow, item: OrderLine, slot = 1): PickLine {
  return {
    slot,
    item,
    bin: row.bin ?? item.bin,
    left: row.bins_left ? (JSON.parse(row.bins_left) as LeftBin[]) : [],
    place: row.place,
    state: row.state,
    itemScanned: row.item_scanned === 1,
    shortReason: row.short_reason as ShortReason | null,
    startedMs: row.started_ms,
    pending: row.pending === null ? null : (JSON.parse(row.pending) as PickedUnits),
    units: JSON.parse(row.units) as PickedUnits[],
    closedSpanId: row.closed_span_id,
  };
}
