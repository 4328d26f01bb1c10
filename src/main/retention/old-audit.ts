import type { Database } from 'better-sqlite3';
import { oldRows, type Range } from './old-rows.ts';
import type { Steps } from './steps.ts';

/**
 * Removes old rows of the audit log, which nothing else can: the log's trigger lets only those go that are older than the
 * permission, and that is there for the length of a step. What a row that stays is chained to is remembered.
 */
export function oldAudit(db: Database, unless: string): (beforeMs: number, range?: Range) => Steps {
  const going = `id > @after AND id <= @through AND at_ms < @before AND id <> (SELECT max(id) FROM audit) AND NOT (${unless})`;
  return oldRows(db, {
    table: 'audit',
    key: 'id',
    time: 'at_ms',
    unless,
    first: [
      `INSERT INTO audit_pruning (before_ms) VALUES (@before)`,
      `INSERT INTO audit_removed (id, at_ms, hash) SELECT id, at_ms, hash FROM audit AS t WHERE ${going}`,
    ],
    last: [
      `DELETE FROM audit_removed AS r WHERE r.id >= @after AND r.id <= @through
          AND NOT EXISTS (SELECT 1 FROM audit a WHERE a.id = r.id + 1)`,
      `DELETE FROM audit_pruning WHERE @before = @before`,
    ],
  });
}
