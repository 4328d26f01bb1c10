import Database from 'better-sqlite3';
import { existsSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { copyDatabase, timeInName } from './backup.ts';
import { finishRestore, restoreIsPending } from './finish-restore.ts';
import { FolderProblem, reasonOf } from './folder-problem.ts';
import { makeFolders } from './make-folders.ts';
import { silentLog, type Log } from '../log/log-file.ts';
import { isDiskFull } from './storage-fault.ts';
import { migrate, SCHEMA_VERSION, schemaVersion } from './migrate.ts';

/** A file up to this size is checked whole at every open (about 0.2 s); a larger one by `doctor`. */
const CHECK_WHOLE_UP_TO_BYTES = 64 * 1024 * 1024;

/** Where the automatic backups lie, and how their names begin. */
export const BACKUPS_FOLDER = 'backups';
export const BEFORE_SCHEMA = 'before-schema-';
export const BEFORE_UPDATE = 'before-update-';

export const databaseFile = (folder: string): string => join(folder, 'pickspan.sqlite');

/**
 * Opens the station's database for its one writer: creates folder and file where they are missing, checks the file,
 * migrates it, with a copy of an older one kept in `backups/`. The caller holds the folder's lock.
 * @throws FolderProblem when the folder cannot be written, the file is damaged, or a newer version made it.
 */
export function openDatabase(folder: string, log: Log = silentLog): Database.Database {
  makeFolder(folder);
  return orFolderProblem(folder, () => {
    if (finishRestore(folder)) log.warn('restore.finished_late');
    const db = new Database(databaseFile(folder));
    try {
      // Before anything is set: a file of a newer version is left as it is, to the last byte.
      refuseNewer(db, folder);
      // So that the space of what was removed can be given back in small steps. Counts only before the first table is made.
      db.pragma('auto_vacuum = INCREMENTAL');
      // FULL: a commit is on disk before the worker hears of it. A power cut under NORMAL could take back the last ones.
      db.pragma('journal_mode = WAL');
      db.pragma('synchronous = FULL');
      // A log that grew in a busy hour is cut back to this when it is begun anew.
      db.pragma('journal_size_limit = 8388608');
      // macOS acknowledges an ordinary fsync from the drive's cache.
      if (process.platform === 'darwin') db.pragma('fullfsync = ON');
      db.pragma('foreign_keys = ON');
      db.pragma('trusted_schema = OFF');
      db.pragma('busy_timeout = 5000');
      // Personal data that was removed leaves no byte behind. FAST would leave the pages that become free as they were.
      db.pragma('secure_delete = ON');
      checkIntegrity(db, folder);
      const from = schemaVersion(db);
      const backup = backUpBeforeMigration(db, folder);
      migrate(db);
      if (from !== SCHEMA_VERSION) log.info('database.migrated', { from, to: SCHEMA_VERSION, backup });
      return db;
    } catch (error) {
      db.close();
      throw error;
    }
  });
}

/**
 * A database of an older version is copied before anything in it is changed. With no room for the copy there is no
 * migration: the older version of the station still opens the folder.
 * @returns the copy's name, where one was made.
 */
function backUpBeforeMigration(db: Database.Database, folder: string): string | undefined {
  const version = schemaVersion(db);
  if (version === 0 || version === SCHEMA_VERSION) return undefined;
  const backups = join(folder, BACKUPS_FOLDER);
  mkdirSync(backups, { recursive: true, mode: 0o700 });
  // What a kill left of a copy: with the time in its name it would never be written over.
  for (const left of readdirSync(backups)) if (left.endsWith('.part')) rmSync(join(backups, left), { force: true });
  const name = `${BEFORE_SCHEMA}${SCHEMA_VERSION}-${timeInName(Date.now())}.sqlite`;
  const copied = copyDatabase(db, join(backups, name));
  if (!copied.ok) {
    throw new FolderProblem(`Cannot make the backup ${name} before the update of ${folder}: ${copied.problem}.`);
  }
  return name;
}

/**
 * Opens the database to look only, beside a running station.
 * @returns undefined where there is no database yet, or one that the station must migrate first.
 */
export function openReadOnly(folder: string): Database.Database | undefined {
  const db = openAsItIs(folder);
  if (db === undefined || schemaVersion(db) === SCHEMA_VERSION) return db;
  db.close();
  return undefined;
}

/**
 * Opens the database to look only, of whatever older schema it is.
 * @returns undefined where there is none yet, or a restore is to be finished first.
 */
export function openAsItIs(folder: string): Database.Database | undefined {
  if (!existsSync(databaseFile(folder)) || restoreIsPending(folder)) return undefined;
  return orFolderProblem(folder, () => {
    const db = new Database(databaseFile(folder), { readonly: true });
    db.pragma('busy_timeout = 5000');
    refuseNewer(db, folder);
    return db;
  });
}

/** Counts something in a database of any schema, a later one among them. @returns undefined where it cannot be counted. */
export function openForCounting(folder: string, count: (db: Database.Database) => number): number | undefined {
  if (!existsSync(databaseFile(folder))) return 0;
  let db: Database.Database | undefined;
  try {
    db = new Database(databaseFile(folder), { readonly: true });
    return count(db);
  } catch {
    return undefined;
  } finally {
    db?.close();
  }
}

/** @throws FolderProblem when the folder is no folder or cannot be made. */
export function makeFolder(folder: string): void {
  try {
    // Orders carry people's addresses: the folder is the user's own.
    makeFolders(folder, 0o700);
  } catch (error) {
    throw new FolderProblem(`Cannot make the data folder ${folder}: ${reasonOf(error)}. Choose another with --data.`);
  }
}

function refuseNewer(db: Database.Database, folder: string): void {
  const version = schemaVersion(db);
  if (version <= SCHEMA_VERSION) return;
  db.close();
  throw new FolderProblem(
    `${folder} was written by a newer Pickspan (schema ${version}, this version knows ${SCHEMA_VERSION}). Install that version, or choose another folder with --data.`,
  );
}

function checkIntegrity(db: Database.Database, folder: string): void {
  if (isSound(db, folder)) return;
  throw new FolderProblem(`The database in ${folder} is damaged. Put back a backup with 'pickspan restore FILE'.`);
}

/** How large the database is, with what still stands in its log beside a running station. */
export const databaseBytes = (db: Database.Database): number =>
  Number(db.pragma('page_count', { simple: true })) * Number(db.pragma('page_size', { simple: true }));

/** Whether SQLite finds the file sound; a file too large to be read in a moment is taken to be. */
export function isSound(db: Database.Database, folder: string): boolean {
  if (statSync(databaseFile(folder)).size > CHECK_WHOLE_UP_TO_BYTES) return true;
  return db.pragma('quick_check(1)', { simple: true }) === 'ok';
}

function orFolderProblem<T>(folder: string, open: () => T): T {
  try {
    return open();
  } catch (error) {
    if (error instanceof FolderProblem) throw error;
    throw (
      problemOf(folder, error) ??
      new FolderProblem(
        `Cannot use the data folder ${folder}: ${reasonOf(error)}. Check that it is a folder you may write to.`,
      )
    );
  }
}

/** What has come upon a folder that was in order: damage, or want of space. Undefined where it is neither. */
export function problemOf(folder: string, error: unknown): FolderProblem | undefined {
  if (isDamage(error)) {
    return new FolderProblem(
      `The database in ${folder} is damaged (${reasonOf(error)}). Put back a backup with 'pickspan restore FILE'.`,
    );
  }
  if (!isDiskFull(error)) return undefined;
  return new FolderProblem(`The disk of ${folder} is full (${reasonOf(error)}). Free some space and try again.`);
}

/** Whether SQLite found that the file is none of its own, or not what it was. */
export function isDamage(error: unknown): boolean {
  if (!(error instanceof Database.SqliteError)) return false;
  return ['SQLITE_NOTADB', 'SQLITE_CORRUPT'].some((code) => error.code.startsWith(code));
}
