import SqliteDatabase, { type Database } from 'better-sqlite3';

/** What goes with the database in a backup: files of the data folder as they were, null where there was none. */
export interface BackupParts {
  readonly about: BackupFacts;
  readonly numbers: string | null;
  readonly settings: string | null;
}

/** Where a backup comes from. */
export interface BackupFacts {
  readonly version: string;
  /** ISO 8601 UTC. */
  readonly made_at: string;
}

const TABLE = 'backup_parts';

/** Writes the parts into the copy of a database. */
export function writeParts(copy: Database, { about, numbers, settings }: BackupParts): void {
  copy.exec(`CREATE TABLE ${TABLE} (name TEXT PRIMARY KEY, content TEXT) STRICT`);
  const insert = copy.prepare<[string, string | null]>(`INSERT INTO ${TABLE} (name, content) VALUES (?, ?)`);
  insert.run('about', JSON.stringify(about));
  insert.run('numbers.json', numbers);
  insert.run('station.json', settings);
}

/** @returns undefined for a database that was copied without its parts: an automatic backup, or a file put aside. */
export function readParts(copy: Database): BackupParts | undefined {
  const isThere = copy.prepare(`SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?`).get(TABLE);
  if (isThere === undefined) return undefined;
  const rows = copy.prepare<[], { name: string; content: string | null }>(`SELECT name, content FROM ${TABLE}`).all();
  const contents = new Map(rows.map(({ name, content }) => [name, content]));
  const about = JSON.parse(contents.get('about') ?? '{}') as Partial<BackupFacts>;
  return {
    about: { version: about.version ?? '', made_at: about.made_at ?? '' },
    numbers: contents.get('numbers.json') ?? null,
    settings: contents.get('station.json') ?? null,
  };
}

/** When a backup was made (ISO 8601 UTC), as it says itself; undefined for a file that says nothing, or is no backup. */
export function backupMadeAt(file: string): string | undefined {
  let db: Database | undefined;
  try {
    db = new SqliteDatabase(file, { readonly: true, fileMustExist: true });
    return readParts(db)?.about.made_at;
  } catch {
    // What is wrong with the file is said by whoever is to use it.
    return undefined;
  } finally {
    db?.close();
  }
}

export const dropParts = (copy: Database): void => void copy.exec(`DROP TABLE IF EXISTS ${TABLE}`);
