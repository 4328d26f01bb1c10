import Database from 'better-sqlite3';
import { reasonOf } from '../database/folder-problem.ts';
import { migrate, SCHEMA_VERSION, schemaVersion } from '../database/migrate.ts';
import { isDamage } from '../database/open.ts';
import { dropParts, readParts, type BackupParts } from './backup-parts.ts';

export type Checked =
  | { readonly ok: true; readonly db: Database.Database; readonly parts: BackupParts | undefined }
  | { readonly ok: false; readonly problem: string };

/**
 * Opens what may be a backup, brings it to this version's schema and finds out whether it is sound and a station's
 * whole database. It writes into the file: give it a copy. The caller closes the database of a good answer.
 * @param name what messages call it.
 */
export function openBackup(file: string, name: string): Checked {
  let db: Database.Database | undefined;
  try {
    db = new Database(file, { fileMustExist: true });
    db.pragma('trusted_schema = OFF');
    const problem = problemOf(db, name);
    if (problem !== undefined) return failed(db, problem);
    const parts = readParts(db);
    dropParts(db);
    migrate(db);
    if (schemaOf(db) !== expectedSchema()) return failed(db, `${name} is no backup of a station`);
    if ((db.pragma('foreign_key_check') as unknown[]).length > 0)
      return failed(db, `${name} is damaged: rows are missing`);
    // One file again, whatever it was copied with.
    db.pragma('journal_mode = DELETE');
    return { ok: true, db, parts };
  } catch (error) {
    if (!(error instanceof Database.SqliteError) && !(error instanceof SyntaxError)) throw error;
    if (/^SQLITE_(FULL|IOERR)/.test('code' in error ? String(error.code) : '')) throw error;
    const what = isDamage(error) ? 'is damaged or no backup' : 'is no backup of a station';
    return failed(db, `${name} ${what} (${reasonOf(error)})`);
  }
}

function problemOf(db: Database.Database, name: string): string | undefined {
  const schema = schemaVersion(db);
  if (schema === 0) return `${name} is no backup of a station`;
  if (schema > SCHEMA_VERSION) {
    return `${name} was made by a newer Pickspan (schema ${schema}, this version knows ${SCHEMA_VERSION}): install that version`;
  }
  const found = String(db.pragma('integrity_check(1)', { simple: true }));
  return found === 'ok' ? undefined : `${name} is damaged (${found})`;
}

function failed(db: Database.Database | undefined, problem: string): Checked {
  db?.close();
  return { ok: false, problem };
}

/** All that the file is made of. Whoever has more (a trigger, a view) was made by somebody else. */
function schemaOf(db: Database.Database): string {
  const rows = db
    .prepare(
      `SELECT type, name, tbl_name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY type, name`,
    )
    .all();
  return JSON.stringify(rows);
}

function expectedSchema(): string {
  const fresh = new Database(':memory:');
  try {
    migrate(fresh);
    return schemaOf(fresh);
  } finally {
    fresh.close();
  }
}
