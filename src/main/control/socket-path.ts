import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync, realpathSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join, resolve } from 'node:path';

/** Unix keeps the path of a socket in 108 bytes, the last of them zero. */
const MAX_PATH_BYTES = 107;

/**
 * Where the station of a data folder listens: in the system's runtime folder, under a hash of the data folder, because
 * the folder's own path may be longer than a socket's may be. A named pipe on Windows.
 */
export function socketPath(folder: string): string {
  const name = `pickspan-${createHash('sha256').update(realPath(folder)).digest('hex').slice(0, 24)}`;
  if (process.platform === 'win32') return `\\\\.\\pipe\\${name}`;
  const runtime = process.env['XDG_RUNTIME_DIR'];
  const inRuntime = runtime === undefined || runtime === '' ? undefined : join(runtime, `${name}.sock`);
  if (inRuntime !== undefined && Buffer.byteLength(inRuntime) <= MAX_PATH_BYTES) return inRuntime;
  const own = `pickspan-${userInfo().uid}`;
  const inTemporary = join(tmpdir(), own, `${name}.sock`);
  return Buffer.byteLength(inTemporary) <= MAX_PATH_BYTES ? inTemporary : join('/tmp', own, `${name}.sock`);
}

/** Makes the socket's folder, for this user alone: whoever may connect may hand in orders. */
export function makeSocketFolder(path: string): void {
  if (process.platform === 'win32') return;
  const folder = resolve(path, '..');
  if (folder === process.env['XDG_RUNTIME_DIR']) return;
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  chmodSync(folder, 0o700);
}

function realPath(folder: string): string {
  try {
    return realpathSync(folder);
  } catch {
    return resolve(folder);
  }
}
