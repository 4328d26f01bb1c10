import type { Database } from 'better-sqlite3';
import { reasonOf } from '../database/folder-problem.ts';
import { SCHEMA_VERSION, schemaVersion } from '../database/migrate.ts';
import { databaseBytes } from '../database/open.ts';
import { note, ok, problem, type Finding } from './finding.ts';

const PUT_BACK = "Stop the station and put back a backup: 'pickspan restore FILE'. What is there is kept aside.";

/** The whole file, read page by page, and whether its rows belong together. */
export function checkDatabase(db: Database): Finding {
  try {
    const found = String(db.pragma('integrity_check(1)', { simple: true }));
    if (found !== 'ok') return problem('database', `it is damaged: ${found}`, PUT_BACK);
    const orphans = db.pragma('foreign_key_check') as { table: string }[];
    if (orphans.length > 0) {
      const tables = [...new Set(orphans.map(({ table }) => table))].join(', ');
      return problem('database', `${orphans.length} rows belong to nothing (${tables})`, PUT_BACK);
    }
  } catch (error) {
    return problem('database', `it is damaged: ${reasonOf(error)}`, PUT_BACK);
  }
  const schema = schemaVersion(db);
  const size = `${Math.ceil(databaseBytes(db) / 1024)} KiB, schema ${schema}`;
  if (schema === SCHEMA_VERSION) return ok('database', `sound, ${size}`);
  return note(
    'database',
    `sound, ${size} of an older version`,
    'The next start of the station updates it, with a backup first.',
  );
}

/** A clock that stands behind what was written last was set back, and times of spans go wrong with it. */
export function checkClockAgainstPast(db: Database, nowMs: number): Finding | undefined {
  const newest = Number(
    db.prepare('SELECT max(at_ms) FROM audit WHERE id > (SELECT max(id) FROM audit) - 100').pluck().get(),
  );
  if (newest - nowMs <= 60_000) return undefined;
  const behind = Math.round((newest - nowMs) / 1000);
  return problem(
    'clock',
    `it is ${behind} s behind the newest scan`,
    'Set the clock, and let the system keep it (NTP).',
  );
}
