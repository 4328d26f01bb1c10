import { accessSync, constants, existsSync, statfsSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { errorCode } from '../database/durable-file.ts';
import type { Word } from '../messages/message.ts';
import { note, ok, problem, type Found } from './finding.ts';

const MEBIBYTE = 1024 ** 2;
/** Below this a day's work may not fit any more; below the other a shift's. */
const LITTLE_SPACE = 1024 * MEBIBYTE;
const NO_SPACE = 100 * MEBIBYTE;

/** Whether the folder is there, can be written, and is shut for others: it holds people's addresses. */
export function checkFolder(folder: string, station: Word | undefined): Found {
  if (!existsSync(folder)) return note('folder.none', 'folder.none.todo', { folder });
  try {
    if (!statSync(folder).isDirectory()) return problem('folder.file', 'folder.file.todo', { folder });
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    return problem('folder.unusable', 'folder.unusable.todo', { folder, code: errorCode(error) });
  }
  const open = process.platform === 'win32' ? 0 : statSync(folder).mode & 0o007;
  if (open !== 0) return note('folder.open', 'folder.open.todo', { folder });
  return station === undefined ? ok('folder.free', { folder }) : ok('folder.in_use', { folder, station });
}

export function checkDisk(folder: string): Found {
  try {
    const disk = statfsSync(existsSync(folder) ? folder : dirname(folder));
    const free = disk.bavail * disk.bsize;
    const words = { mebibytes: Math.floor(free / MEBIBYTE) };
    if (free < NO_SPACE) return problem('disk.free', 'disk.full.todo', words);
    return free < LITTLE_SPACE ? note('disk.free', 'disk.little.todo', words) : ok('disk.free', words);
  } catch (error) {
    return note('disk.unknown', 'disk.unknown.todo', { code: errorCode(error) });
  }
}
