import Database from 'better-sqlite3';
import { join } from 'node:path';
import { FolderProblem, reasonOf } from './folder-problem.ts';
import { makeFolder } from './open.ts';

/** The right to be the one station of a folder. */
export interface FolderLock {
  release(): void;
}

/**
 * Takes the folder for this process: an exclusive transaction on `lock.sqlite`, held open. The system frees it on any
 * death of the process, which a file with a process number in it would not.
 * @returns undefined when another process has it.
 * @throws FolderProblem when the folder cannot be used at all.
 */
export function lockFolder(folder: string): FolderLock | undefined {
  makeFolder(folder);
  let db: Database.Database | undefined;
  try {
    db = new Database(join(folder, 'lock.sqlite'), { timeout: 0 });
    db.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    db?.close();
    if (error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY')) return undefined;
    throw new FolderProblem(
      `Cannot use the data folder ${folder}: ${reasonOf(error)}. Check that it is a folder you may write to.`,
    );
  }
  const held = db;
  return { release: () => held.close() };
}
