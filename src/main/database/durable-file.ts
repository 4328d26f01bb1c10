import fs from 'node:fs';
import { dirname } from 'node:path';

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

/**
 * Puts a file there whole or not at all: written beside, synced, renamed. Whoever reads meanwhile sees the old one.
 * @param mode of the new file; secrets and addresses are for their owner alone.
 */
export function replaceFile(file: string, text: string, mode = 0o600): void {
  const beside = `${file}.tmp`;
  fs.rmSync(beside, { force: true });
  const handle = fs.openSync(beside, 'wx', mode);
  try {
    fs.writeFileSync(handle, text);
    fs.fsyncSync(handle);
  } finally {
    fs.closeSync(handle);
  }
  fs.renameSync(beside, file);
  syncFolder(dirname(file));
}
