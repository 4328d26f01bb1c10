import { lstat } from 'node:fs/promises';
import { randomBytes } from 'node:crypto';
import { sep } from 'node:path';
import { errorCode } from '../database/durable-file.ts';

/*
 * Names of files in the inbox. They come from outside and are bytes: not every name is UTF-8, and one may hold a line
 * feed. No name is ever put together from the content of a file.
 */

/** What a refused file's reasons are called: the file's name and this. */
export const REASON_SUFFIX = Buffer.from('.reason.json');
/** A name may have 255 bytes nearly everywhere; a suffix and `.reason.json` must still fit. */
const MAX_NAME_BYTES = 255 - REASON_SUFFIX.length;
const MAX_EXTENSION_BYTES = 16;
const DOT = 0x2e;
const UNFINISHED = ['.tmp', '.part', '.crdownload'];

/** Whether a name says that its file is hidden or still being written. */
export function isLeft(name: Buffer): boolean {
  const text = name.toString('latin1').toLowerCase();
  return text.startsWith('.') || UNFINISHED.some((ending) => text.endsWith(ending));
}

export const pathOf = (folder: string, name: Buffer): Buffer => Buffer.concat([Buffer.from(folder + sep), name]);

/** A name for one line of text: quoted, so that no name can pretend to be a message. */
export const shown = (name: Buffer): string =>
  // oxlint-disable-next-line no-control-regex -- control characters are what must not reach a screen
  JSON.stringify(name.toString('utf8')).replace(/[\u007F-\u009F\u2028\u2029\u202A-\u202E\u2066-\u2069]/g, '?');

/** The name, or one like it, under which neither a file nor its reasons lie in the folder yet: nothing is overwritten. */
export async function freeName(folder: string, name: Buffer): Promise<Buffer> {
  for (const suffix of ['', '-2', '-3', '-4', '-5', '-6', '-7', '-8', '-9']) {
    const candidate = withSuffix(name, suffix);
    if (await isFree(folder, candidate)) return candidate;
  }
  // A name that comes every day has its numbers used up soon.
  return withSuffix(name, `-${randomBytes(8).toString('hex')}`);
}

async function isFree(folder: string, name: Buffer): Promise<boolean> {
  return (
    (await isMissing(pathOf(folder, name))) && (await isMissing(pathOf(folder, Buffer.concat([name, REASON_SUFFIX]))))
  );
}

async function isMissing(path: Buffer): Promise<boolean> {
  try {
    await lstat(path);
    return false;
  } catch (error) {
    return errorCode(error) === 'ENOENT';
  }
}

/** `orders.json` and `-2`: `orders-2.json`. What is too long is cut in the middle, between two characters. */
function withSuffix(name: Buffer, suffix: string): Buffer {
  const dot = name.lastIndexOf(DOT);
  const hasExtension = dot > 0 && name.length - dot <= MAX_EXTENSION_BYTES;
  const stem = hasExtension ? name.subarray(0, dot) : name;
  const end = Buffer.concat([Buffer.from(suffix), hasExtension ? name.subarray(dot) : Buffer.alloc(0)]);
  let length = Math.min(stem.length, MAX_NAME_BYTES - end.length);
  while (length > 1 && length < stem.length && isInsideCharacter(stem[length])) length -= 1;
  return Buffer.concat([stem.subarray(0, length), end]);
}

/** UTF-8: every byte of a character but its first begins with the bits 10. */
const isInsideCharacter = (byte: number | undefined): boolean => byte !== undefined && (byte & 0xc0) === 0x80;
