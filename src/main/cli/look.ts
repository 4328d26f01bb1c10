import type { Database } from 'better-sqlite3';
import { openReadOnly, problemOf } from '../database/open.ts';
import { holdOrRefuse } from './hold.ts';

/**
 * Opens the database to look only, beside a running station. A folder that has none yet, or one of an older version, is
 * first opened as its station would, which makes or migrates it.
 */
export async function lookInto<T>(folder: string, command: string, look: (db: Database) => T): Promise<T> {
  const db = openReadOnly(folder) ?? (await prepared(folder, command));
  try {
    return look(db);
  } catch (error) {
    throw problemOf(folder, error) ?? error;
  } finally {
    db.close();
  }
}

async function prepared(folder: string, command: string): Promise<Database> {
  const held = await holdOrRefuse(folder, command);
  await held.release();
  const db = openReadOnly(folder);
  if (db === undefined) throw new Error('the database is gone again');
  return db;
}
