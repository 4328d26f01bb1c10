import { backupMadeAt } from '../backup/backup-parts.ts';
import { restoreBackup, type Restored } from '../backup/restore.ts';
import { openForCounting } from '../database/open.ts';
import { openLog } from '../log/log-file.ts';
import { acceptedSince } from '../update/mark.ts';
import { readUpdate } from '../update/record.ts';
import { putBackProblem } from '../update/state.ts';
import type { Arguments } from './arguments.ts';
import { lockOrRefuse } from './hold.ts';
import { complain, print } from './output.ts';
import { theFile } from './the-file.ts';

/** `restore FILE`: a backup in the place of what is there, which is kept aside. Exit 1 when nothing was changed. */
export async function restore(given: Arguments): Promise<number> {
  const { folder } = given;
  const file = theFile(given);
  const held = await lockOrRefuse(folder, 'restore');
  const log = openLog(folder);
  try {
    const tooLate = lateForPutBack(folder, file);
    const answer =
      tooLate === undefined ? restoreBackup(folder, file, Date.now()) : ({ ok: false, problem: tooLate } as const);
    if (!answer.ok) {
      log.warn('restore.refused', { file, reason: answer.problem });
      complain(`pickspan: nothing was changed: ${answer.problem}.`);
      return 1;
    }
    log.info('restore.done', { file, ...answer.restored });
    for (const line of inWords(answer.restored)) print(line);
    return 0;
  } finally {
    await held.release();
  }
}

/** Why this file may no longer be put back: only the backup of an update can be too late. */
function lateForPutBack(folder: string, file: string): string | undefined {
  const update = readUpdate(folder);
  const mark = update?.backup?.mark;
  if (mark === undefined) return undefined;
  const accepted = openForCounting(folder, (db) => acceptedSince(db, mark));
  return putBackProblem(update, backupMadeAt(file), accepted);
}

function inWords({ madeAt, orders, aside, unknownPrints }: Restored): string[] {
  return [
    `Restored: ${orders} orders${madeAt === undefined ? '' : `, as of ${madeAt}`}.${aside === undefined ? '' : ` What was there before lies in ${aside}.`}`,
    ...(unknownPrints === 0
      ? []
      : [`${unknownPrints} documents that were to be printed may have been: they are not printed by themselves.`]),
    'What came in after the backup has to come in again: files are in inbox/done; what is known is taken as a duplicate.',
  ];
}
