import type { Database } from 'better-sqlite3';
import type { ShortReason } from '../../shared/command-barcodes.ts';
import type { OrderLine } from '../orders/order-data.ts';
import { fromLineRow, toLineRow, type PickLineRow } from './line-row.ts';
import type { PickedUnits, PickLine, PickState } from './state.ts';

export type PickStore = ReturnType<typeof pickStore>;

/** All SQL of the pick. A pick is loaded whole and saved by difference. */
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
    INSERT INTO pick_lines (order_id, line_no, place, state, item_scanned, short_reason, started_ms, units, pending,
                            closed_span_id)
    VALUES (@order_id, @line_no, @place, @state, @item_scanned, @short_reason, @started_ms, @units, @pending,
            @closed_span_id)
    ON CONFLICT DO UPDATE SET place = excluded.place, state = excluded.state, item_scanned = excluded.item_scanned,
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
      return { orderId, bin: row.bin, lineNo: row.line_no, tote: row.tote, lines: loaded };
    },
    /** Writes what differs from `before`; the tote lies with the order, because packing asks for it too. */
    save(before: PickState | undefined, after: PickState): void {
      if (before === undefined || before.bin !== after.bin || before.lineNo !== after.lineNo) {
        putHead.run(after.orderId, after.bin, after.lineNo);
      }
      const known = new Set(before?.lines);
      for (const line of after.lines) if (!known.has(line)) putLine.run(toLineRow(after.orderId, line));
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
