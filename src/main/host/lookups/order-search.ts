import type { Database } from 'better-sqlite3';
import type { Found } from '../../../shared/contract.ts';
import type { FoundOrder } from '../../../shared/lookups.ts';

export interface OrderQuestion {
  readonly text: string;
  readonly state?: string | undefined;
  /** Rows after this one. */
  readonly after?: number | undefined;
}

export const PAGE = 50;
/** Of parcels and totes: a text that fits more of them is no name of one yet. */
const MOST_NAMED = 50;

interface Row {
  row: number;
  order_id: string;
  state: string;
  priority: number;
  ship_by_ms: number | null;
  received_ms: number;
  lines: number;
  units: number | null;
  waits_for: string | null;
  linked: number;
}

/** What is shown of an order. Looked up for a page at a time, each by its key. */
const SHOWN = `o.rowid AS row, o.order_id, o.state, o.priority, o.ship_by_ms, o.received_ms,
  (SELECT count(*) FROM order_lines l WHERE l.order_id = o.order_id AND l.quantity > 0) AS lines,
  (SELECT sum(l.quantity) FROM order_lines l WHERE l.order_id = o.order_id) AS units,
  (SELECT group_concat(r.requirement) FROM order_requirements r
    WHERE r.order_id = o.order_id AND r.required = 1 AND r.met_ms IS NULL) AS waits_for,
  EXISTS (SELECT 1 FROM stages s WHERE s.order_id = o.order_id AND s.stage = 'checkout' AND s.trace_id IS NOT NULL) AS linked`;

/**
 * Finds orders among millions: every way goes along an index, by the beginning of a number. Only SELECTs.
 *
 * Without a text: the newest first. With one: orders in the order of their numbers; what is found by a tote, a parcel or
 * a tracking number stands before them, on the first page.
 */
export function orderSearch(db: Database) {
  const newest = db.prepare<[number, number], Row>(
    `SELECT ${SHOWN} FROM orders o WHERE o.rowid < ? ORDER BY o.rowid DESC LIMIT ?`,
  );
  const newestOf = db.prepare<[string, number, number], Row>(
    `SELECT ${SHOWN} FROM orders o WHERE o.state = ? AND o.rowid < ? ORDER BY o.rowid DESC LIMIT ?`,
  );
  const numberOf = db.prepare<[number], { order_id: string }>(`SELECT order_id FROM orders WHERE rowid = ?`);
  const byNumber = db.prepare<[string, string, string | null, number], Row>(
    `SELECT ${SHOWN} FROM orders o WHERE o.order_id >= ? AND o.order_id < ?
       AND o.state = coalesce(?, o.state) ORDER BY o.order_id LIMIT ?`,
  );
  const byKey = db.prepare<[string, string | null], Row>(
    `SELECT ${SHOWN} FROM orders o WHERE o.order_id = ? AND o.state = coalesce(?, o.state)`,
  );
  const named = [
    `SELECT order_id FROM orders WHERE tote >= ? AND tote < ? LIMIT ${MOST_NAMED}`,
    `SELECT order_id FROM parcels WHERE sscc >= ? AND sscc < ? LIMIT ${MOST_NAMED}`,
    `SELECT order_id FROM parcels WHERE tracking_number >= ? AND tracking_number < ? LIMIT ${MOST_NAMED}`,
  ].map((sql) => db.prepare<[string, string], { order_id: string }>(sql));

  function find({ text, state, after }: OrderQuestion): Found<FoundOrder> {
    const wanted = text.trim();
    if (wanted === '') {
      const below = after ?? Number.MAX_SAFE_INTEGER;
      return page(state === undefined ? newest.all(below, PAGE + 1) : newestOf.all(state, below, PAGE + 1));
    }
    const spellings = [...new Set([wanted, wanted.toUpperCase(), wanted.toLowerCase()])].sort();
    const last = after === undefined ? '' : (numberOf.get(after)?.order_id ?? '');
    const numbers = spellings.flatMap((start) =>
      byNumber.all(start > last ? start : behind(last), endOf(start), state ?? null, PAGE + 1),
    );
    const found = page(numbers.toSorted((a, b) => (a.order_id < b.order_id ? -1 : 1)));
    if (after !== undefined) return found;
    const inPage = new Set(numbers.map(({ order_id }) => order_id));
    const others = spellings
      // Parcels are scanned with the `00` that says what the number is; and found without it.
      .flatMap((start) => [start, ...(start.startsWith('00') && start.length > 2 ? [start.slice(2)] : [])])
      .flatMap((start) => named.flatMap((lookUp) => lookUp.all(start, endOf(start))))
      .map(({ order_id }) => order_id)
      .filter((id) => !inPage.has(id));
    const rows = [...new Set(others)].flatMap((id) => byKey.all(id, state ?? null));
    return { found: [...rows.map(toFound), ...found.found], more: found.more };
  }
  return { find };
}

const page = (rows: readonly Row[]): Found<FoundOrder> => ({
  found: rows.slice(0, PAGE).map(toFound),
  more: rows.length > PAGE,
});

/** The first text behind all that begin with this one, by the bytes that SQLite compares. */
const endOf = (start: string): string => `${start}\u{10FFFF}`;

/** The first text after this one. One lower bound, because SQLite goes along an index by one. */
const behind = (text: string): string => `${text}\u0000`;

function toFound(row: Row): FoundOrder {
  return {
    row: row.row,
    order_id: row.order_id,
    state: row.state,
    priority: row.priority,
    ship_by: row.ship_by_ms === null ? null : new Date(row.ship_by_ms).toISOString(),
    lines: row.lines,
    units: row.units ?? 0,
    taken_at: new Date(row.received_ms).toISOString(),
    waits_for: row.state === 'held' && row.waits_for !== null ? row.waits_for.split(',').sort() : [],
    linked: row.linked === 1,
  };
}
