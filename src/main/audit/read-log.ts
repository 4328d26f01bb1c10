import type { Database } from 'better-sqlite3';
import { chainHash, CHAINED_COLUMNS, type StoredAuditRow } from './chain.ts';

/** Which rows; what is left out does not matter. Times in ms since the epoch, `to` not included. */
export interface AuditFilter {
  readonly from?: number | undefined;
  readonly to?: number | undefined;
  readonly order?: string | undefined;
  /** Who did it, or approved it. */
  readonly operator?: string | undefined;
}

const COLUMNS = CHAINED_COLUMNS.join(', ');

/** So many rows at once: between two pages the database is nobody's, and its log can be emptied beside a long reading. */
const PAGE = 1000;

function* paged<Row extends { readonly id: number }>(read: (after: number) => readonly Row[]): Generator<Row, void> {
  for (let after = -1; ;) {
    const rows = read(after);
    yield* rows;
    const last = rows.at(-1);
    if (last === undefined) return;
    after = last.id;
  }
}

/** The rows of the audit log in their order, one at a time. Reads only. */
export function auditRows(db: Database, { from, to, order, operator }: AuditFilter): Generator<StoredAuditRow, void> {
  const page = db.prepare<unknown[], StoredAuditRow>(
    `SELECT ${COLUMNS} FROM audit
      WHERE id > @after AND (@from IS NULL OR at_ms >= @from) AND (@to IS NULL OR at_ms < @to)
        AND (@order IS NULL OR order_id = @order)
        AND (@operator IS NULL OR operator_id = @operator OR approver_id = @operator)
      ORDER BY id LIMIT ${PAGE}`,
  );
  const filter = { from: from ?? null, to: to ?? null, order: order ?? null, operator: operator ?? null };
  return paged((after) => page.all({ ...filter, after }));
}

/** changed: not what its hash says; missing: rows before it are gone; unchained: it never had its place in the chain. */
export interface Break {
  readonly id: number;
  readonly what: 'changed' | 'missing' | 'unchained';
}

export interface Verdict {
  readonly rows: number;
  /** Rows from before the log was chained. */
  readonly unchained: number;
  /** Rows that retention removed: gaps that are known. */
  readonly gaps: number;
  /** The newest row: who keeps this elsewhere can tell later whether the log was written anew. */
  readonly head: { readonly id: number; readonly hash: string } | null;
  readonly breaks: readonly Break[];
  /** Whether the row that was the newest once is there as it was. */
  readonly knowsHead: boolean;
}

/** The newest row of an earlier verdict. */
export interface Head {
  readonly id: number;
  readonly hash: Buffer;
}

const SHOWN_BREAKS = 20;

/** Holds every row against the hash it was written with, and that against the row before. Reads only. */
export function verifyAudit(db: Database, known?: Head): Verdict {
  const page = db.prepare<[number], StoredAuditRow & { hash: Buffer | null }>(
    `SELECT ${COLUMNS}, hash FROM audit WHERE id > ? ORDER BY id LIMIT ${PAGE}`,
  );
  const removed = db.prepare<[number], { hash: Buffer | null }>(`SELECT hash FROM audit_removed WHERE id = ?`);
  const hasHead = db.prepare<[number, Buffer]>(`SELECT 1 FROM audit WHERE id = ? AND hash = ?`);
  const breaks: Break[] = [];
  let count = 0;
  let unchained = 0;
  let gaps = 0;
  let before: { readonly id: number; readonly hash: Buffer | null } = { id: 0, hash: null };
  for (const { hash, ...row } of paged((after) => page.all(after))) {
    count += 1;
    const previous = row.id === before.id + 1 ? before : removed.get(row.id - 1);
    if (previous !== before) gaps += 1;
    const what = faultOf(row, hash, previous, before.hash !== null);
    if (what !== undefined && breaks.length < SHOWN_BREAKS) breaks.push({ id: row.id, what });
    if (hash === null) unchained += 1;
    before = { id: row.id, hash };
  }
  const head = before.hash === null ? null : { id: before.id, hash: before.hash.toString('hex') };
  const knowsHead = known === undefined || hasHead.get(known.id, known.hash) !== undefined;
  return { rows: count, unchained, gaps, head, breaks, knowsHead };
}

function faultOf(
  row: StoredAuditRow,
  hash: Buffer | null,
  previous: { readonly hash: Buffer | null } | undefined,
  chainHasBegun: boolean,
): Break['what'] | undefined {
  if (hash === null) return chainHasBegun ? 'unchained' : undefined;
  if (previous === undefined) return 'missing';
  return chainHash(previous.hash, row).equals(hash) ? undefined : 'changed';
}
