import { constants, type BigIntStats } from 'node:fs';
import { lstat, open, readdir, type FileHandle } from 'node:fs/promises';
import { errorCode } from '../database/durable-file.ts';
import { isLeft, pathOf } from './inbox-names.ts';
import { MAX_INPUT_BYTES, readOutsideText, tooLarge } from './outside-text.ts';

/** A regular file that waits to be taken. */
export interface WaitingFile {
  readonly name: Buffer;
  /** Which file it is, how large and when written: two equal stamps are a file that stood still between them. */
  readonly stamp: string;
  readonly writtenMs: number;
}

export interface Lying {
  /** Oldest first: what a shop wrote first happened first. */
  readonly files: readonly WaitingFile[];
  /** Neither files nor folders: symbolic links, pipes, sockets. They are left and never followed. */
  readonly others: readonly Buffer[];
}

export async function lyingIn(folder: string): Promise<Lying> {
  const files: (WaitingFile & { readonly order: bigint })[] = [];
  const others: Buffer[] = [];
  for (const name of await readdir(folder, { encoding: 'buffer' })) {
    if (isLeft(name)) continue;
    const stats = await statOf(pathOf(folder, name));
    if (stats === undefined || stats.isDirectory()) continue;
    if (!stats.isFile()) others.push(name);
    else files.push({ name, stamp: stampOf(stats), writtenMs: Number(stats.mtimeMs), order: stats.mtimeNs });
  }
  files.sort((a, b) => (a.order === b.order ? Buffer.compare(a.name, b.name) : a.order < b.order ? -1 : 1));
  return { files, others };
}

export type FileReading =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'refused'; readonly reason: string; readonly message: string }
  /** Somebody wrote to it after all: it is looked at again later. */
  | { readonly kind: 'changed' };

/** Reads a file that has been taken, if it is still the one that stood still. */
export async function readTaken(path: Buffer, stamp: string): Promise<FileReading> {
  let handle: FileHandle | undefined;
  try {
    // A file may have been swapped for a link or a pipe since: the one is not followed, the other not waited for.
    handle = await open(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0));
    const before = await handle.stat({ bigint: true });
    if (!before.isFile()) return { kind: 'refused', reason: 'not_a_file', message: 'This is not a regular file.' };
    if (stampOf(before) !== stamp) return { kind: 'changed' };
    if (before.size > BigInt(MAX_INPUT_BYTES)) return { kind: 'refused', ...tooLarge(Number(before.size)) };
    const bytes = await readAll(handle, Number(before.size));
    if (bytes === undefined || stampOf(await handle.stat({ bigint: true })) !== stamp) return { kind: 'changed' };
    const read = readOutsideText(bytes);
    if (!read.ok) return { kind: 'refused', reason: read.reason, message: read.message };
    if (/^\uFEFF?\s*$/.test(read.text))
      return { kind: 'refused', reason: 'empty', message: 'There is no event in this file.' };
    return { kind: 'text', text: read.text };
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return { kind: 'changed' };
    return { kind: 'refused', reason: 'unreadable', message: `The file cannot be read (${errorCode(error)}).` };
  } finally {
    await handle?.close();
  }
}

/** Undefined where there is less or more to read than there should be. */
async function readAll(handle: FileHandle, size: number): Promise<Buffer | undefined> {
  const buffer = Buffer.alloc(size + 1);
  let length = 0;
  for (;;) {
    const { bytesRead } = await handle.read(buffer, length, buffer.length - length);
    length += bytesRead;
    if (length > size) return undefined;
    if (bytesRead === 0) return length === size ? buffer.subarray(0, size) : undefined;
  }
}

async function statOf(path: Buffer): Promise<BigIntStats | undefined> {
  try {
    return await lstat(path, { bigint: true });
  } catch {
    // Gone meanwhile: whoever laid it there took it back.
    return undefined;
  }
}

const stampOf = (stats: BigIntStats): string => [stats.dev, stats.ino, stats.size, stats.mtimeNs].join(':');
