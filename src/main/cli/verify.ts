import { mkdtempSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { restoreBackup } from '../backup/restore.ts';
import { SCHEMA_VERSION } from '../database/migrate.ts';
import { FolderProblem, reasonOf } from '../database/folder-problem.ts';
import { openStation } from '../station/open-station.ts';
import { VERSION } from '../version.ts';
import type { Arguments } from './arguments.ts';
import { complain, print } from './output.ts';
import { theFile } from './the-file.ts';

/**
 * `verify FILE`: puts a backup into a folder that is thrown away and opens the station of it, as a start would: the schema is
 * updated, settings and numbers are read. Nothing is sent, printed or issued. Exit 1 when it cannot be opened.
 */
// oxlint-disable-next-line typescript/require-await -- a command like the others
export async function verify(given: Arguments): Promise<number> {
  const file = theFile(given);
  const { problem, orders } = tryOut(file);
  const ok = problem === null;
  if (given.flags.has('json')) print(JSON.stringify({ ok, version: VERSION, schema: SCHEMA_VERSION, orders, problem }));
  else if (ok) print(`${file} can be opened by ${VERSION}: ${orders ?? 0} orders, schema ${SCHEMA_VERSION}.`);
  if (!ok) complain(`pickspan: ${VERSION} cannot open it: ${problem}.`);
  return ok ? 0 : 1;
}

function tryOut(file: string): { readonly problem: string | null; readonly orders: number | null } {
  let scratch: string | undefined;
  try {
    // Beside the backup: a disk that holds one such file holds another, and it is as private as the first.
    scratch = mkdtempSync(join(dirname(file), '.verify-'));
    const answer = restoreBackup(scratch, file, Date.now());
    if (!answer.ok) return { problem: answer.problem, orders: null };
    openStation({ folder: scratch, environment: process.env, version: VERSION }).close();
    return { problem: null, orders: answer.restored.orders };
  } catch (error) {
    const isExpected = error instanceof FolderProblem || (error instanceof Error && 'code' in error);
    if (!isExpected) throw error;
    return { problem: reasonOf(error).replace(/\.$/, ''), orders: null };
  } finally {
    if (scratch !== undefined) rmSync(scratch, { recursive: true, force: true });
  }
}
