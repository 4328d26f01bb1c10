import fs from 'node:fs';

/** Returns once all that was written to the file is on the disk. */
export function syncFile(file: string): void {
  // Windows flushes only a handle that may write.
  const handle = fs.openSync(file, 'r+');
  try {
    fs.fsyncSync(handle);
  } finally {
    fs.closeSync(handle);
  }
}

/** Returns once the names in the folder are on the disk: without it a power cut may take back a rename. */
export function syncFolder(folder: string): void {
  // Windows cannot open a folder, and needs not: NTFS journals the rename. Some network file systems refuse to sync one.
  if (process.platform === 'win32') return;
  const handle = fs.openSync(folder, 'r');
  try {
    fs.fsyncSync(handle);
  } catch (error) {
    if (!['EINVAL', 'ENOTSUP', 'ENOSYS'].includes(errorCode(error))) throw error;
  } finally {
    fs.closeSync(handle);
  }
}

/** The code of a system or SQLite error (`ENOENT`, `SQLITE_FULL`), or its text where it has none. */
export function errorCode(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}
