import type { Database } from 'better-sqlite3';
import type { OrderLine } from '../orders/order-data.ts';
import { fromLineRow, toLineRow, type PickLineRow } from '../pick/line-row.ts';
import type { CompareBins } from '../pick/path.ts';
import { newLine, orderAtHand, type PickLine, type PickState } from '../pick/state.ts';

type Row = PickLineRow & { readonly quantity: number };

export type PutBackStore = ReturnType<typeof putBackStore>;

/** All SQL of put-backs. A put-back is a walk like a pick, so it is kept and worked like one. */
export function putBackStore(db: Database, compare: CompareBins) {
  const head = db.prepare<[string], { bin: string | null; line_no: number | null }>(
    `SELECT bin, line_no FROM put_backs WHERE order_id = ?`,
  );
  const putHead = db.prepare<[string, string | null, number | null]>(
    `INSERT INTO put_backs (order_id, bin, line_no) VALUES (?, ?, ?)
     ON CONFLICT DO UPDATE SET bin = excluded.bin, line_no = excluded.line_no`,
  );
  const lines = db.prepare<[string], Row>(`SELECT * FROM put_back_lines WHERE order_id = ? ORDER BY place`);
  const putLine = db.prepare<[Row]>(`
    INSERT INTO put_back_lines (order_id, line_no, quantity, place, state, item_scanned, short_reason, started_ms, units,
                                pending, closed_span_id)
    VALUES (@order_id, @line_no, @quantity, @place, @state, @item_scanned, @short_reason, @started_ms, @units, @pending,
            @closed_span_id)
    ON CONFLICT DO UPDATE SET quantity = excluded.quantity, place = excluded.place, state = excluded.state,
      item_scanned = excluded.item_scanned, short_reason = excluded.short_reason, started_ms = excluded.started_ms,
      units = excluded.units, pending = excluded.pending`);
  const open = db.prepare<[], { order_id: string; units: number }>(
    `SELECT order_id, sum(quantity) AS units FROM put_back_lines WHERE state = 'open' GROUP BY order_id LIMIT 20`,
  );
  const isOpen = db.prepare<[string], { n: number }>(
    `SELECT count(*) AS n FROM put_back_lines WHERE order_id = ? AND state = 'open'`,
  );

  const load = (orderId: string, items: readonly OrderLine[]): PickState | undefined => {
    const row = head.get(orderId);
    if (row === undefined) return undefined;
    const loaded = lines.all(orderId).flatMap((line): PickLine[] => {
      const item = items.find(({ lineNo }) => lineNo === line.line_no);
      return item === undefined ? [] : [fromLineRow(line, asPutBack(item, line.quantity))];
    });
    return { ...walkOf(orderId), bin: row.bin, lineNo: row.line_no, lines: loaded };
  };

  const save = (before: PickState | undefined, after: PickState): void => {
    const orderId = orderAtHand(after);
    putHead.run(orderId, after.bin, after.lineNo);
    const known = new Set(before?.lines);
    for (const line of after.lines) {
      if (!known.has(line)) putLine.run({ ...toLineRow(orderId, line), quantity: line.item.quantity });
    }
  };

  return {
    load,
    save,
    /** Adds units to the order's list; a line that was put back already is opened again with what is new. */
    add(orderId: string, items: readonly OrderLine[], units: ReadonlyMap<number, number>, nowMs: number): void {
      const before = load(orderId, items)?.lines.filter(({ state }) => state === 'open') ?? [];
      const begun = new Map(before.map((line) => [line.item.lineNo, line]));
      const more = ({ lineNo }: OrderLine): number => units.get(lineNo) ?? 0;
      const walk = items
        .filter((item) => begun.has(item.lineNo) || more(item) > 0)
        .toSorted((a, b) => compare(a.bin, b.bin));
      save(undefined, {
        ...walkOf(orderId),
        bin: null,
        lineNo: walk[0]?.lineNo ?? null,
        lines: walk.map((item, place) => {
          const line = begun.get(item.lineNo) ?? { ...newLine(asPutBack(item, 0), place), startedMs: nowMs };
          return { ...line, place, item: asPutBack(item, line.item.quantity + more(item)) };
        }),
      });
    },
    /** Orders with units to put back, for the home screen. */
    open: () => open.all(),
    isOpen: (orderId: string): boolean => (isOpen.get(orderId)?.n ?? 0) > 0,
  };
}

const walkOf = (orderId: string): Pick<PickState, 'batch' | 'slots' | 'slot'> => ({
  batch: null,
  slots: [{ no: 1, orderId, tote: null }],
  slot: 1,
});

/** On the way back all of a line goes to its own bin, and nobody asks for lots and serials again. */
function asPutBack(item: OrderLine, quantity: number): OrderLine {
  return { ...item, quantity, alternativeBins: [], lotRequired: false, serialRequired: false, expiryRequired: false };
}
