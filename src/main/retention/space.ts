import type { Database } from 'better-sqlite3';
import type { Steps } from './steps.ts';

/** Free pages that stay in the file (1 MiB): what is removed today makes room for what comes tomorrow. */
export const SPARE_PAGES = 256;
/** Pages that are moved in one step: 256 KiB. */
const PAGES_AT_ONCE = 64;

interface Checkpointed {
  /** 1 when a reader or writer was in the way. */
  readonly busy: 0 | 1;
  /** Frames in the log, and how many of them are in the database file by now; -1 where there is no log. */
  readonly log: number;
  readonly checkpointed: number;
}

/** Gives the space of what was removed back to the disk, in small steps. */
export function* giveBackSpace(db: Database): Steps {
  const freePages = (): number => Number(db.pragma('freelist_count', { simple: true }));
  for (let free = freePages(); free > SPARE_PAGES;) {
    db.pragma(`incremental_vacuum(${Math.min(PAGES_AT_ONCE, free - SPARE_PAGES)})`);
    yield;
    const left = freePages();
    if (left >= free) return;
    free = left;
  }
}

/**
 * Empties the write-ahead log when nobody writes: so that it stays small, does not keep what was removed, and a commit
 * seldom has to do it while a worker waits.
 * @returns a look, to be called again and again: the log is emptied when nothing was written since the look before.
 */
export function emptyLogWhenIdle(db: Database): () => void {
  const totalChanges = db.prepare<[], number>('SELECT total_changes()').pluck();
  let seen = -1;
  let emptied = -1;
  return () => {
    const now = totalChanges.get() ?? 0;
    const isIdle = now === seen;
    seen = now;
    if (!isIdle || now === emptied) return;
    if (emptyLog(db)) emptied = now;
  };
}

/** @returns whether all of the log is in the database file, and the log is empty. Never waits for a reader. */
export function emptyLog(db: Database): boolean {
  const patience = Number(db.pragma('busy_timeout', { simple: true }));
  db.pragma('busy_timeout = 0');
  try {
    const [result] = db.pragma('wal_checkpoint(TRUNCATE)') as Checkpointed[];
    return result?.busy === 0;
  } finally {
    db.pragma(`busy_timeout = ${patience}`);
  }
}
