import { closeSync, fdatasyncSync, openSync } from 'node:fs';
import { databaseFile } from './open.ts';

/** The write-ahead log of an open database, for another thread than the writer's to sync. */
export interface LogSync {
  /** Returns once all that was committed before is on disk. @throws what the disk says. */
  now(): void;
  close(): void;
}

/**
 * A commit that no scan waits for need not be synced by the thread that scans wait for. SQLite keeps its locks on other
 * files than this one: to open and to close it here takes none of them away. Open it after the database.
 */
export function openLogSync(folder: string): LogSync {
  const file = openSync(`${databaseFile(folder)}-wal`, 'r+');
  return { now: () => fdatasyncSync(file), close: () => closeSync(file) };
}
