import { closeSync, fdatasyncSync, openSync } from 'node:fs';
import { databaseFile } from './open.ts';

/** What waits for a sync waits no longer than this. */
const WITHIN_MS = 50;

/** The write-ahead log of an open database, for another thread than the writer's to sync. */
export interface LogSync {
  /**
   * All that was committed before is on disk within 50 ms: one sync for all that asks meanwhile, since a scan's own sync of
   * the same file waits for one that is under way.
   */
  soon(): void;
  /** Returns once all that was committed before is on disk. @throws what the disk says. */
  now(): void;
  close(): void;
}

/**
 * A commit that no scan waits for need not be synced by the thread that scans wait for. SQLite keeps its locks on other
 * files than this one: to open and to close it here takes none of them away. Open it after the database.
 * @param failed told what the disk says to a sync that nobody waits for.
 */
export function openLogSync(folder: string, failed: (error: unknown) => void): LogSync {
  const file = openSync(`${databaseFile(folder)}-wal`, 'r+');
  let due: NodeJS.Timeout | undefined;
  function now(): void {
    clearTimeout(due);
    due = undefined;
    fdatasyncSync(file);
  }
  function whenDue(): void {
    try {
      now();
    } catch (error) {
      failed(error);
    }
  }
  return {
    soon() {
      due ??= setTimeout(whenDue, WITHIN_MS);
    },
    now,
    close() {
      clearTimeout(due);
      closeSync(file);
    },
  };
}
