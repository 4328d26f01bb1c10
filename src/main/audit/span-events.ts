import type { LooseAttributes } from '../trace/attributes.ts';
import type { LinkTo } from '../trace/record.ts';
import { readContext, toLinkContext } from '../trace/context/stored-context.ts';
import type { AuditRow } from './store.ts';

/** The event that ends the open stage of an order that was cancelled, or that another station has. */
export interface CancelEvent {
  readonly name: 'order.cancelled' | 'order.conflict';
  readonly atMs: number;
  readonly attributes: LooseAttributes;
}

/** A refusal, or a step with something to tell, as an event of the span of the work it happened in. */
export function spanEvents(rows: readonly AuditRow[]): { name: string; atMs: number; attributes: LooseAttributes }[] {
  return rows
    .filter((row) => row.ok === 0 || row.detail !== null)
    .map((row) => ({
      // A short that closes the last line ends the pick; told of the line it is a short all the same.
      name: row.code === 'pick.done' ? 'pick.line.short' : row.code,
      atMs: row.at_ms,
      attributes: row.detail === null ? {} : (JSON.parse(row.detail) as LooseAttributes),
    }));
}

/** Links to the windows' scan spans that made this work, for the scans that were accepted and not taken back. */
export function scanLinks(rows: readonly AuditRow[], orderId: string): LinkTo[] {
  return rows.flatMap((row) => {
    if (row.ok === 0 || row.undone_by !== null) return [];
    const reading = readContext(row);
    if (!reading.ok) return [];
    const attributes = { 'link.stage': 'scan', 'link.relationship': 'triggered_by', 'order.id': orderId };
    return [{ context: toLinkContext(reading.context), attributes }];
  });
}
