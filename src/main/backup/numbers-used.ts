import Database from 'better-sqlite3';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { databaseFile } from '../database/open.ts';
import { LEDGER_FILE, openLedger } from '../numbers/ledger.ts';

export type Used = ReadonlyMap<string, number>;
export type UsedReading = { readonly ok: true; readonly used: Used } | { readonly ok: false; readonly problem: string };

/** The highest of each kind that any of them knows. */
export function highestOf(...all: readonly Used[]): Map<string, number> {
  const highest = new Map<string, number>();
  for (const used of all) {
    for (const [kind, serial] of used) highest.set(kind, Math.max(serial, highest.get(kind) ?? serial));
  }
  return highest;
}

export function usedInDatabase(db: Database.Database): Used {
  const rows = db.prepare<[], { kind: string; highest: number }>('SELECT kind, highest FROM number_series').all();
  return new Map(rows.map(({ kind, highest }) => [kind, highest]));
}

/**
 * The numbers that this folder has ever used, by `numbers.json` and by its database. One of the two is enough: a number
 * is in both before it is on paper. With neither, nobody can tell, and that is a problem.
 */
export function usedInFolder(folder: string): UsedReading {
  const opened = openLedger(folder);
  if (!opened.ok) return { ok: false, problem: opened.message };
  const inLedger = opened.ledger.all();
  const inDatabase = usedBefore(folder);
  if (inDatabase === undefined && !existsSync(join(folder, LEDGER_FILE))) {
    const problem =
      `the database in ${folder} cannot be read and ${LEDGER_FILE} is missing, so that nobody can tell which numbers ` +
      `were used. Write {"version":1,"highest":{...}} with the highest serial of each kind that left this station`;
    return { ok: false, problem };
  }
  return { ok: true, used: highestOf(inLedger, inDatabase ?? new Map()) };
}

/** Undefined where there is a database that cannot be read. */
function usedBefore(folder: string): Used | undefined {
  if (!existsSync(databaseFile(folder))) return new Map();
  try {
    const db = new Database(databaseFile(folder), { readonly: true });
    try {
      return usedInDatabase(db);
    } finally {
      db.close();
    }
  } catch {
    return undefined;
  }
}
