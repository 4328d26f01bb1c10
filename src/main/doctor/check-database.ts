import type { Database } from 'better-sqlite3';
import { reasonOf } from '../database/folder-problem.ts';
import { SCHEMA_VERSION, schemaVersion } from '../database/migrate.ts';
import { databaseBytes } from '../database/open.ts';
import { note, ok, problem, type Found } from './finding.ts';

/** The whole file, read page by page, and whether its rows belong together. */
export function checkDatabase(db: Database): Found {
  try {
    const found = String(db.pragma('integrity_check(1)', { simple: true }));
    if (found !== 'ok') return problem('database.damaged', 'database.damaged.todo', { reason: found });
    const orphans = db.pragma('foreign_key_check') as { table: string }[];
    if (orphans.length > 0) {
      const tables = [...new Set(orphans.map(({ table }) => table))];
      return problem('database.orphans', 'database.damaged.todo', { rows: orphans.length, tables });
    }
  } catch (error) {
    return problem('database.damaged', 'database.damaged.todo', { reason: reasonOf(error) });
  }
  const schema = schemaVersion(db);
  const words = { kibibytes: Math.ceil(databaseBytes(db) / 1024), schema };
  return schema === SCHEMA_VERSION ? ok('database.sound', words) : note('database.older', 'database.older.todo', words);
}

/** A clock that stands behind what was written last was set back, and times of spans go wrong with it. */
export function checkClockAgainstPast(db: Database, nowMs: number): Found | undefined {
  const newest = Number(
    db.prepare('SELECT max(at_ms) FROM audit WHERE id > (SELECT max(id) FROM audit) - 100').pluck().get(),
  );
  if (newest - nowMs <= 60_000) return undefined;
  return problem('clock.set_back', 'clock.todo', { seconds: Math.round((newest - nowMs) / 1000) });
}
