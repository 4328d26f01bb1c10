import Database from 'better-sqlite3';
import { chmodSync, existsSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { syncFile, syncFolder } from './durable-file.ts';

/** @returns what is wrong with the copy, in words; undefined when nothing is. */
type Finish = (copy: Database.Database) => string | undefined;

export type Copied = { readonly ok: true } | { readonly ok: false; readonly problem: string };

/**
 * Copies a whole database into a new file, as it is at this moment, while others read and write it: VACUUM INTO reads one
 * snapshot and holds up nobody. (The online backup would begin anew with each commit of a busy station.)
 *
 * The copy has its name only when it is complete, checked and on the disk; a kill leaves at most a `.part` file beside.
 * @param finish what is still to be written into the copy before it is checked; may return a problem of its own.
 * @throws what SQLite or the file system says when the copy cannot be written.
 */
export function copyDatabase(source: Database.Database, target: string, finish: Finish = () => undefined): Copied {
  if (existsSync(target)) return { ok: false, problem: 'it exists already, and a backup never overwrites a file' };
  const part = join(dirname(target), `.${basename(target)}.part`);
  // SQLite writes only into a file that is new or empty; one of a copy that was killed is neither.
  rmSync(part, { force: true });
  try {
    source.prepare<[string]>('VACUUM INTO ?').run(part);
    chmodSync(part, 0o600);
    const problem = finishAndCheck(part, finish);
    if (problem !== undefined) return { ok: false, problem };
    syncFile(part);
    if (existsSync(target)) return { ok: false, problem: 'it was made by somebody else meanwhile' };
    renameSync(part, target);
    syncFolder(dirname(target));
    return { ok: true };
  } finally {
    rmSync(part, { force: true });
  }
}

function finishAndCheck(file: string, finish: Finish): string | undefined {
  const copy = new Database(file);
  try {
    const problem = finish(copy);
    if (problem !== undefined) return problem;
    const found = copy.pragma('quick_check(1)', { simple: true });
    return found === 'ok' ? undefined : `the copy is not sound (${String(found)}): check the database with 'doctor'`;
  } finally {
    copy.close();
  }
}

/** A moment as a part of a file name: `20261120T120000123Z`. Nothing in it that a file system forbids. */
export function timeInName(ms: number): string {
  return new Date(ms).toISOString().replaceAll(/[-:.]/g, '');
}
