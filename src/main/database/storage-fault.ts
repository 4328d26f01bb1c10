import { errorCode } from './durable-file.ts';

const SQLITE_FAULTS = ['SQLITE_FULL', 'SQLITE_IOERR', 'SQLITE_READONLY', 'SQLITE_BUSY', 'SQLITE_CANTOPEN'];
/** The same faults met by a file beside the database: numbers.json is written before a number is used. */
const FILE_FAULTS: ReadonlySet<string> = new Set(['ENOSPC', 'EDQUOT', 'EROFS', 'EIO']);
const WANT_OF_SPACE: ReadonlySet<string> = new Set(['SQLITE_FULL', 'ENOSPC', 'EDQUOT']);

/** Whether a full or failing disk threw this: the bench's problem and not a bug, and nothing was changed. */
export function isStorageFault(error: unknown): error is Error {
  if (!(error instanceof Error)) return false;
  const code = errorCode(error);
  return FILE_FAULTS.has(code) || SQLITE_FAULTS.some((fault) => code.startsWith(fault));
}

/** Whether it is for want of space, which somebody at the station may make. */
export const isDiskFull = (error: unknown): boolean => WANT_OF_SPACE.has(errorCode(error));
