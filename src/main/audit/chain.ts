import { createHash } from 'node:crypto';

/** A row of the audit log as it lies in the table: all that it says, and what holds it to the row before. */
export interface StoredAuditRow {
  readonly id: number;
  readonly at_ms: number;
  readonly operator_id: string | null;
  readonly approver_id: string | null;
  readonly entry: string | null;
  readonly scan: string | null;
  readonly code: string;
  readonly ok: number;
  readonly order_id: string | null;
  readonly stage: string | null;
  readonly line_no: number | null;
  readonly traceparent: string | null;
  readonly tracestate: string | null;
  readonly detail: string | null;
  readonly undo: string | null;
  readonly undoes: number | null;
  readonly completes: number | null;
  readonly orders: number | null;
  readonly lines: number | null;
  readonly units: number | null;
}

/** Every column that a hash covers, in its order. A new column goes to the end, and only where it is not null. */
export const CHAINED_COLUMNS = [
  'id',
  'at_ms',
  'operator_id',
  'approver_id',
  'entry',
  'scan',
  'code',
  'ok',
  'order_id',
  'stage',
  'line_no',
  'traceparent',
  'tracestate',
  'detail',
  'undo',
  'undoes',
  'completes',
  'orders',
  'lines',
  'units',
] as const satisfies readonly (keyof StoredAuditRow)[];

/** SHA-256 (32 bytes) over the hash of the row before and this row as a JSON list. The first row has nothing before it. */
export function chainHash(before: Uint8Array | null, row: StoredAuditRow): Buffer {
  const hash = createHash('sha256');
  if (before !== null) hash.update(before);
  return hash.update(JSON.stringify(CHAINED_COLUMNS.map((column) => row[column]))).digest();
}
