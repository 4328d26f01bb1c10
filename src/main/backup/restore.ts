import { constants, copyFileSync, existsSync, mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { timeInName } from '../database/backup.ts';
import { errorCode, syncFile, syncFolder } from '../database/durable-file.ts';
import {
  commitRestore,
  finishRestore,
  planFile,
  RESTORE_PREPARING,
  type RestorePlan,
} from '../database/finish-restore.ts';
import { reasonOf } from '../database/folder-problem.ts';
import { databaseFile } from '../database/open.ts';
import { openLedger, parseLedger } from '../numbers/ledger.ts';
import type { BackupParts } from './backup-parts.ts';
import { openBackup } from './check-backup.ts';
import { fitToNow, type Fitted } from './fit-to-now.ts';
import { highestOf, usedInDatabase, usedInFolder, type Used } from './numbers-used.ts';

export interface Restored extends Fitted {
  /** ISO 8601 UTC; undefined for a database that was copied without its parts. */
  readonly madeAt: string | undefined;
  readonly orders: number;
  /** Where what was there before lies now, within the data folder; undefined where nothing was. */
  readonly aside: string | undefined;
}

export type RestoreAnswer =
  | { readonly ok: true; readonly restored: Restored }
  | { readonly ok: false; readonly problem: string };

/**
 * Puts a backup in the place of the folder's database and settings. What was there is kept in a folder beside; a number
 * that any of them knows as used stays used. Until the backup is found good nothing is changed, and a kill at any moment
 * leaves the one or the other. The caller holds the folder's lock.
 */
export function restoreBackup(folder: string, file: string, nowMs: number): RestoreAnswer {
  finishRestore(folder);
  const problem = fileProblem(folder, file);
  if (problem !== undefined) return { ok: false, problem };
  const staging = join(folder, RESTORE_PREPARING);
  try {
    mkdirSync(staging, { mode: 0o700 });
    const answer = prepare(folder, staging, file, nowMs);
    if (!answer.ok) return answer;
    commitRestore(folder);
    finishRestore(folder);
    const { aside } = answer.restored;
    const wasKept = aside !== undefined && existsSync(join(folder, aside));
    return { ok: true, restored: { ...answer.restored, aside: wasKept ? aside : undefined } };
  } catch (error) {
    if (!/^(SQLITE_FULL|SQLITE_IOERR|ENOSPC|EDQUOT|EFBIG|EACCES|EPERM|EROFS|EIO|EBUSY)/.test(errorCode(error)))
      throw error;
    return { ok: false, problem: `${folder} cannot take it (${reasonOf(error)})` };
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
}

function fileProblem(folder: string, file: string): string | undefined {
  if (!existsSync(file)) return `${file} does not exist`;
  const given = statSync(file);
  if (!given.isFile()) return `${file} is no file`;
  if (!existsSync(databaseFile(folder))) return undefined;
  const own = statSync(databaseFile(folder));
  return own.ino === given.ino && own.dev === given.dev ? `${file} is the station's database itself` : undefined;
}

function prepare(folder: string, staging: string, file: string, nowMs: number): RestoreAnswer {
  const database = databaseFile(staging);
  copyFileSync(file, database, constants.COPYFILE_FICLONE);
  // A database that was copied by hand, or put aside, may still have its last changes beside it.
  if (existsSync(`${file}-wal`)) copyFileSync(`${file}-wal`, `${database}-wal`, constants.COPYFILE_FICLONE);
  const checked = openBackup(database, file);
  if (!checked.ok) return checked;
  const { db, parts } = checked;
  const before = usedInFolder(folder);
  if (!before.ok) {
    db.close();
    return before;
  }
  const used = highestOf(before.used, usedInDatabase(db), usedInParts(parts));
  const fitted = fitToNow(db, folder, used, nowMs);
  const orders = Number(db.prepare('SELECT count(*) FROM orders').pluck().get());
  db.close();
  syncFile(database);
  const aside = `before-restore-${timeInName(nowMs)}`;
  writeDurably(planFile(folder), JSON.stringify({ aside, settings: settingsPlan(parts) } satisfies RestorePlan));
  if (typeof parts?.settings === 'string') writeDurably(join(staging, 'station.json'), parts.settings);
  syncFolder(staging);
  raiseLedger(folder, used);
  return { ok: true, restored: { ...fitted, madeAt: parts?.about.made_at, orders, aside } };
}

function usedInParts(parts: BackupParts | undefined): Used {
  const used = parts?.numbers ? parseLedger(parts.numbers) : new Map<string, number>();
  // Damaged: the series of the backup's own database say the same.
  return typeof used === 'string' ? new Map() : used;
}

function settingsPlan(parts: BackupParts | undefined): RestorePlan['settings'] {
  if (parts === undefined) return 'keep';
  return parts.settings === null ? 'remove' : 'replace';
}

/** Before the restore counts: to raise it is right whatever comes, since it never goes down. */
function raiseLedger(folder: string, used: Used): void {
  const opened = openLedger(folder);
  if (!opened.ok) throw new Error(opened.message);
  for (const [kind, serial] of used) opened.ledger.raise(kind, serial);
}

function writeDurably(file: string, text: string): void {
  writeFileSync(file, text, { mode: 0o600, flush: true });
}
