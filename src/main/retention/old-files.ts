import { lstatSync, opendirSync, unlinkSync, type Dir } from 'node:fs';
import { errorCode } from '../database/durable-file.ts';
import { pathOf } from '../exchange/inbox-names.ts';
import { ROWS_AT_ONCE, type Steps } from './steps.ts';

/**
 * Removes files that have lain in a folder since before a time (ms since the epoch). Only files: no folder, and nothing
 * that a link points to. A folder that is not there holds nothing.
 * @param matches which names are meant; without it all are.
 */
export function* oldFiles(folder: string, beforeMs: number, matches: (name: string) => boolean = () => true): Steps {
  const open = openFolder(folder);
  if (open === undefined) return;
  try {
    for (let seen = 1; ; seen += 1) {
      const entry = open.readSync();
      if (entry === null) return;
      if (entry.isFile() && matches(entry.name))
        removeIfOld(pathOf(folder, Buffer.from(entry.name, 'latin1')), beforeMs);
      if (seen % ROWS_AT_ONCE === 0) yield;
    }
  } finally {
    open.closeSync();
  }
}

function openFolder(folder: string): Dir | undefined {
  try {
    // A link in its place could lead anywhere. Names are read as bytes: not every one is UTF-8.
    return lstatSync(folder).isDirectory() ? opendirSync(folder, { encoding: 'latin1' }) : undefined;
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}

function removeIfOld(path: Buffer, beforeMs: number): void {
  const { mtimeMs, ctimeMs } = lstatSync(path);
  // The sender may have set the one; a move into this folder sets the other.
  if (Math.max(mtimeMs, ctimeMs) < beforeMs) unlinkSync(path);
}
