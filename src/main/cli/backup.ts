import { makeBackup } from '../backup/make-backup.ts';
import { lookInto } from './look.ts';
import { openLog } from '../log/log-file.ts';
import { restoreIsPending } from '../database/finish-restore.ts';
import { VERSION } from '../version.ts';
import type { Arguments } from './arguments.ts';
import { complain, print } from './output.ts';
import { theFile } from './the-file.ts';

/** `backup FILE`: a copy of the station in one file, beside a running station. Exit 1 when there is none after all. */
export async function backup(given: Arguments): Promise<number> {
  const { folder } = given;
  const file = theFile(given);
  // One that was cut off is brought to its end first, as the station would.
  if (restoreIsPending(folder)) await lookInto(folder, 'backup', () => undefined);
  const answer = makeBackup(folder, file, VERSION);
  const log = openLog(folder);
  if (!answer.ok) {
    log.warn('backup.failed', { file, reason: answer.problem });
    complain(`pickspan: no backup was made in ${file}: ${answer.problem}.`);
    return 1;
  }
  const { bytes, schema, orders } = answer.made;
  log.info('backup.made', { file, bytes, schema, orders });
  print(`Backup made and checked: ${file}, ${Math.ceil(bytes / 1024)} KiB, ${orders} orders, schema ${schema}.`);
  return 0;
}
