import type { Database } from 'better-sqlite3';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { copyDatabase } from '../database/backup.ts';
import { errorCode } from '../database/durable-file.ts';
import { FolderProblem, reasonOf } from '../database/folder-problem.ts';
import { schemaVersion } from '../database/migrate.ts';
import { databaseFile, isDamage, openAsItIs, problemOf } from '../database/open.ts';
import { LEDGER_FILE, parseLedger } from '../numbers/ledger.ts';
import { writeParts } from './backup-parts.ts';

export interface BackupMade {
  readonly bytes: number;
  readonly schema: number;
  readonly orders: number;
}

export type BackupAnswer =
  | { readonly ok: true; readonly made: BackupMade }
  | { readonly ok: false; readonly problem: string };

/** Names by which the station would take a backup for a file of its own. */
const OWN_FILE =
  /^(pickspan\.sqlite.*|lock\.sqlite.*|numbers\.json.*|station\.json|update\.json|http-token|http-port)$/;

/**
 * Copies a station into one file that `restore` takes: its database, and in a table of it `numbers.json` and
 * `station.json`. Reads beside a running station and holds it up by nothing. An existing file is never written over.
 * @throws FolderProblem when the data folder has nothing that can be copied.
 */
export function makeBackup(folder: string, file: string, version: string): BackupAnswer {
  const inTheWay = placeProblem(folder, file);
  if (inTheWay !== undefined) return { ok: false, problem: inTheWay };
  const source = openAsItIs(folder);
  if (source === undefined) throw new FolderProblem(`There is no station in ${folder} to make a backup of.`);
  try {
    const schema = schemaVersion(source);
    let orders = 0;
    const copied = copyDatabase(source, file, (copy) => {
      // Read after the database: a number is in the ledger before it is in the database.
      writeParts(copy, { about: { version, made_at: new Date().toISOString() }, ...partsIn(folder) });
      orders = Number(copy.prepare('SELECT count(*) FROM orders').pluck().get());
      const found = copy.pragma('integrity_check(1)', { simple: true });
      if (found !== 'ok') return `the copy is not sound (${String(found)})`;
      return schemaVersion(copy) === schema ? undefined : 'the copy is of another schema than the database';
    });
    return copied.ok ? { ok: true, made: { bytes: statSync(file).size, schema, orders } } : copied;
  } catch (error) {
    const inFolder = isDamage(error) ? problemOf(folder, error) : undefined;
    if (inFolder !== undefined) throw inFolder;
    if (error instanceof FolderProblem) throw error;
    const problem = writeProblem(error, file, source);
    if (problem === undefined) throw error;
    return { ok: false, problem };
  } finally {
    source.close();
  }
}

function placeProblem(folder: string, file: string): string | undefined {
  if (file === databaseFile(folder)) return 'it is the database itself';
  if (existsSync(file)) return 'it exists already, and a backup never overwrites a file';
  if (dirname(file) === folder && OWN_FILE.test(basename(file)))
    return 'the station would take it for a file of its own';
  const place = dirname(file);
  if (!existsSync(place)) return `the folder ${place} does not exist`;
  return statSync(place).isDirectory() ? undefined : `${place} is no folder`;
}

function partsIn(folder: string): { numbers: string | null; settings: string | null } {
  const numbers = textOf(join(folder, LEDGER_FILE));
  const fault = numbers === null ? undefined : parseLedger(numbers);
  if (typeof fault === 'string') {
    throw new FolderProblem(`${LEDGER_FILE} in ${folder} is damaged (${fault}): 'pickspan doctor' says what to do.`);
  }
  return { numbers, settings: textOf(join(folder, 'station.json')) };
}

function textOf(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return null;
    throw new FolderProblem(`Cannot read ${file}: ${reasonOf(error)}.`);
  }
}

/** What keeps a file from being written, in words; undefined for everything else. */
function writeProblem(error: unknown, file: string, source: Database): string | undefined {
  const code = errorCode(error);
  if (/^(SQLITE_FULL|SQLITE_IOERR_WRITE|ENOSPC|EDQUOT|EFBIG)/.test(code)) {
    const pages = Number(source.pragma('page_count', { simple: true }));
    const mebibytes = Math.ceil((pages * Number(source.pragma('page_size', { simple: true }))) / 1024 ** 2);
    return `the disk of ${dirname(file)} has no room for it (up to ${mebibytes} MiB)`;
  }
  if (/^(SQLITE_CANTOPEN|SQLITE_READONLY|SQLITE_IOERR|EACCES|EPERM|EROFS|EIO)/.test(code)) {
    return `${dirname(file)} cannot be written (${reasonOf(error)})`;
  }
  return undefined;
}
