import type { Database } from 'better-sqlite3';
import type { ShortReason } from '../../shared/command-barcodes.ts';
import type { OrderLine } from '../orders/order-data.ts';
import { fromLineRow, toLineRow, type PickLineRow } from './line-row.ts';
import type { PickedUnits, PickLine, PickState } from './state.ts';

export type PickStore = ReturnType<typeof pickStore>;

/** All SQL of the picks of single orders. A pick is loaded whole and saved by difference. */
export function pickStore(db: Database) {
  const head = db.prepare<[string], { bin: string | null; line_no: number | null; tote: string | null }>(
    `SELECT p.bin, p.line_no, o.tote FROM picks p JOIN orders o USING (order_id) WHERE p.order_id = ?`,
  );
  const lines = db.prepare<[string], PickLineRow>(`SELECT * FROM pick_lines WHERE order_id = ? ORDER BY line_no`);
  const putHead = db.prepare<[string, string | null, number | null]>(
    `INSERT INTO picks (order_id, bin, line_no) VALUES (?, ?, ?)
     ON CONFLICT DO UPDATE SET bin = excluded.bin, line_no = excluded.line_no`,
  );
  const putLine = db.prepare<[PickLineRow]>(`
    INSERT INTO pick_lines (order_id, line_no, bin, bins_left, place, state, item_scanned, short_reason, started_ms, units,
                            pending, closed_span_id)
    VALUES (@order_id, @line_no, @bin, @bins_left, @place, @state, @item_scanned, @short_reason, @started_ms, @units,
            @pending, @closed_span_id)
    ON CONFLICT DO UPDATE SET bin = excluded.bin, bins_left = excluded.bins_left, place = excluded.place, state = excluded.state, item_scanned = excluded.item_scanned,
      short_reason = excluded.short_reason, started_ms = excluded.started_ms, units = excluded.units,
      pending = excluded.pending, closed_span_id = excluded.closed_span_id`);

  return {
    /** @param items the order's lines: what is to be picked. */
    load(orderId: string, items: readonly OrderLine[]): PickState | undefined {
      const row = head.get(orderId);
      if (row === undefined) return undefined;
      const byNumber = new Map(items.map((item) => [item.lineNo, item]));
      const loaded = lines.all(orderId).flatMap((line): PickLine[] => {
        const item = byNumber.get(line.line_no);
        return item === undefined ? [] : [fromLineRow(line, item)];
      });
      const slots = [{ no: 1, orderId, tote: row.tote }];
      return { batch: null, slots, bin: row.bin, slot: 1, lineNo: row.line_no, lines: loaded };
    },
    /**
     * Writes what differs from `before`; the tote lies with the order, because packing asks for it too, and where a walk
     * with several orders is lies with their batch.
     */
    save(before: PickState | undefined, after: PickState): void {
      const head = after.batch === null ? after : { bin: null, lineNo: null };
      if (
        before === undefined ||
        (after.batch === null && (before.bin !== after.bin || before.lineNo !== after.lineNo))
      ) {
        for (const { orderId } of after.slots) putHead.run(orderId, head.bin, head.lineNo);
      }
      const known = new Set(before?.lines);
      const orderIn = new Map(after.slots.map(({ no, orderId }) => [no, orderId]));
      for (const line of after.lines) {
        const orderId = orderIn.get(line.slot);
        if (orderId !== undefined && !known.has(line)) putLine.run(toLineRow(orderId, line));
      }
    },
    /** Units picked per line of an order; undefined where another system picked it. */
    pickedOf(orderId: string): Map<number, PickedLine> | undefined {
      if (head.get(orderId) === undefined) return undefined;
      return new Map(
        lines.all(orderId).map((row) => {
          const units = JSON.parse(row.units) as PickedUnits[];
          return [row.line_no, { units, shortReason: row.short_reason as ShortReason | null }];
        }),
      );
    },
  };
}

export interface PickedLine {
  readonly units: readonly PickedUnits[];
  readonly shortReason: ShortReason | null;
}
