import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmdirSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { syncFolder } from './durable-file.ts';

/*
 * A restore is made ready beside the folder's own files, and counts from the rename of the one folder into the other on.
 * What follows are only renames, each of which can be done again: whoever opens the folder next carries on.
 */

/** Where a restore is made ready; worth nothing until it is renamed. */
export const RESTORE_PREPARING = '.restore-preparing';
const RESTORE_READY = '.restore-ready';
const PLAN = 'plan.json';

const DATABASE = 'pickspan.sqlite';
const SETTINGS = 'station.json';
/** What belongs to a database file and must never meet another one. */
const BESIDE_DATABASE = ['-wal', '-shm', '-journal'].map((end) => `${DATABASE}${end}`);
/** Paper of before keeps its place: documents of the restored database begin with numbers that were used already. */
const PRINTS = 'prints';
const NUMBERS = 'numbers.json';

export interface RestorePlan {
  /** The folder within the data folder that takes what was there before. */
  readonly aside: string;
  /** `keep`: the backup knows of no settings. `remove`: it knows that there were none. */
  readonly settings: 'replace' | 'remove' | 'keep';
}

/** Whether a restore was begun for good and not finished. */
export const restoreIsPending = (folder: string): boolean => existsSync(join(folder, RESTORE_READY));

/** Makes a prepared restore count, in one rename. All its files must be on the disk already, the plan among them. */
export function commitRestore(folder: string): void {
  renameSync(join(folder, RESTORE_PREPARING), join(folder, RESTORE_READY));
  syncFolder(folder);
}

export const planFile = (folder: string): string => join(folder, RESTORE_PREPARING, PLAN);

/**
 * Carries a restore that counts to its end, wherever it was cut off. The caller holds the folder's lock.
 * @returns whether there was one.
 */
export function finishRestore(folder: string): boolean {
  rmSync(join(folder, RESTORE_PREPARING), { recursive: true, force: true });
  const ready = join(folder, RESTORE_READY);
  if (!existsSync(ready)) return false;
  // The plan goes last: without it all is done but the sweeping.
  if (existsSync(join(ready, PLAN))) {
    const plan = JSON.parse(readFileSync(join(ready, PLAN), 'utf8')) as RestorePlan;
    exchange(folder, ready, { ...plan, aside: join(folder, basename(plan.aside)) });
  }
  rmSync(ready, { recursive: true, force: true });
  return true;
}

/** As long as the new database lies ready, the one in its place is the old one. */
function exchange(folder: string, ready: string, { aside, settings }: RestorePlan): void {
  mkdirSync(aside, { recursive: true, mode: 0o700 });
  const putAside = (name: string): void => {
    if (existsSync(join(folder, name))) renameSync(join(folder, name), join(aside, name));
  };
  const isNew = !existsSync(join(ready, DATABASE));
  if (!isNew) {
    if (existsSync(join(folder, NUMBERS))) copyFileSync(join(folder, NUMBERS), join(aside, NUMBERS));
    for (const name of [...BESIDE_DATABASE, DATABASE, PRINTS]) putAside(name);
    syncFolder(aside);
    renameSync(join(ready, DATABASE), join(folder, DATABASE));
  }
  if (settings === 'replace' && existsSync(join(ready, SETTINGS))) {
    putAside(SETTINGS);
    renameSync(join(ready, SETTINGS), join(folder, SETTINGS));
  }
  if (settings === 'remove') putAside(SETTINGS);
  // A new folder had nothing to keep.
  if (readdirSync(aside).length === 0) rmdirSync(aside);
  else syncFolder(aside);
  syncFolder(folder);
  rmSync(join(ready, PLAN));
}
