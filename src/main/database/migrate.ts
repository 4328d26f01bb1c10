import type { Database } from 'better-sqlite3';
import { migrations } from './migrations/index.ts';

/** The schema number this version of the station works with. */
export const SCHEMA_VERSION = migrations.length;

/** The schema number of an open database file; 0 where nothing has been created yet. */
export function schemaVersion(db: Database): number {
  return Number(db.pragma('user_version', { simple: true }));
}

/**
 * Brings a database to SCHEMA_VERSION, each migration in a transaction of its own together with its number, so that a
 * kill between two of them leaves a file that the next start carries on from. A file from a newer version is not touched.
 */
export function migrate(db: Database): void {
  for (let version = schemaVersion(db); version < SCHEMA_VERSION; version += 1) {
    const sql = migrations[version];
    if (sql === undefined) throw new Error(`migration ${version + 1} is missing`);
    db.transaction(() => {
      db.exec(sql);
      db.pragma(`user_version = ${version + 1}`);
    }).exclusive();
  }
}
