import type { Database } from 'better-sqlite3';
import type { Found } from '../../../shared/contract.ts';
import type { RefusedInput } from '../../../shared/lookups.ts';
import { PAGE } from './order-search.ts';

type Row = Omit<RefusedInput, 'at'> & { readonly received_ms: number };

/** Messages that were refused, newest first, a page at a time. Only SELECTs. */
export function refusals(db: Database) {
  const list = db.prepare<[number, number], Row>(
    `SELECT seq AS row, received_ms, order_id, event_id, type, reason, path FROM refused_inputs
      WHERE seq < ? ORDER BY seq DESC LIMIT ?`,
  );
  return {
    before(row: number | undefined): Found<RefusedInput> {
      const rows = list.all(row ?? Number.MAX_SAFE_INTEGER, PAGE + 1);
      const found = rows
        .slice(0, PAGE)
        .map(({ received_ms, ...rest }) => ({ ...rest, at: new Date(received_ms).toISOString() }));
      return { found, more: rows.length > PAGE };
    },
  };
}
