import { accessSync, constants, existsSync, statfsSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { errorCode } from '../database/durable-file.ts';
import { note, ok, problem, type Finding } from './finding.ts';

const MEBIBYTE = 1024 ** 2;
/** Below this a day's work may not fit any more; below the other a shift's. */
const LITTLE_SPACE = 1024 * MEBIBYTE;
const NO_SPACE = 100 * MEBIBYTE;

/** Whether the folder is there, can be written, and is shut for others: it holds people's addresses. */
export function checkFolder(folder: string, station: string | undefined): Finding {
  if (!existsSync(folder))
    return note('folder', `${folder} is not there yet`, 'The first start of the station makes it.');
  try {
    if (!statSync(folder).isDirectory())
      return problem('folder', `${folder} is no folder`, 'Choose another with --data.');
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    return problem(
      'folder',
      `${folder} cannot be used (${errorCode(error)})`,
      'Give this user the right to read and write it.',
    );
  }
  const open = process.platform === 'win32' ? 0 : statSync(folder).mode & 0o007;
  if (open !== 0)
    return note('folder', `${folder} is open to every user of this computer`, `Shut it: chmod o-rwx '${folder}'`);
  return ok('folder', `${folder}, ${station === undefined ? 'no station runs' : `in use by ${station}`}`);
}

export function checkDisk(folder: string): Finding {
  try {
    const disk = statfsSync(existsSync(folder) ? folder : dirname(folder));
    const free = disk.bavail * disk.bsize;
    const what = `${Math.floor(free / MEBIBYTE)} MiB free`;
    if (free < NO_SPACE) return problem('disk', what, 'Make room: soon no scan can be kept.');
    return free < LITTLE_SPACE ? note('disk', what, 'Make room before the next shift.') : ok('disk', what);
  } catch (error) {
    return note('disk', `free space cannot be read (${errorCode(error)})`, 'Look at it with the system itself.');
  }
}
