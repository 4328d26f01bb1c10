import {
  closeSync,
  existsSync,
  fstatSync,
  mkdirSync,
  openSync,
  readSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { logLine, type Details, type Level } from './log-line.ts';

export const LOGS_FOLDER = 'logs';
export const LOG_FILE = 'pickspan.log';

/** Where the station writes down what happens to it. Writing never throws: no scan ever fails for its log. */
export interface Log {
  info(event: string, details?: Details): void;
  warn(event: string, details?: Details): void;
  error(event: string, details?: Details): void;
}

/** For whoever has no folder to write into. */
export const silentLog: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };

/**
 * The log of a data folder: `logs/pickspan.log`, JSON lines. A file that is full becomes `pickspan.1.log`, that one
 * `pickspan.2.log`, and the oldest goes. What cannot be written is dropped; the next line that can says how many were.
 *
 * The file is opened for each line: they are few, and a command beside the station writes into the same file, so that
 * nobody may go on writing into one that the other has renamed.
 * @param limits bytes of one file, and how many files are kept.
 */
export function openLog(
  folder: string,
  limits: { readonly fileBytes: number; readonly files: number } = { fileBytes: 1024 * 1024, files: 5 },
): Log {
  const logs = join(folder, LOGS_FOLDER);
  let dropped = 0;

  function write(level: Level, event: string, details: Details = {}): void {
    const facts = dropped === 0 ? details : { ...details, dropped_before: dropped };
    try {
      append(logs, Buffer.from(`${logLine(Date.now(), level, event, facts)}\n`), limits);
      dropped = 0;
    } catch {
      dropped += 1;
    }
  }

  return {
    info: (event, details) => write('info', event, details),
    warn: (event, details) => write('warn', event, details),
    error: (event, details) => write('error', event, details),
  };
}

function append(logs: string, line: Buffer, { fileBytes, files }: { fileBytes: number; files: number }): void {
  // Not recursive: a data folder is never made for the sake of its log.
  if (!existsSync(logs)) mkdirSync(logs, { mode: 0o700 });
  const file = join(logs, LOG_FILE);
  let handle = openSync(file, 'a+', 0o600);
  try {
    const { size } = fstatSync(handle);
    if (size > 0 && size + line.length > fileBytes) {
      closeSync(handle);
      handle = -1;
      rotate(logs, files);
      handle = openSync(file, 'a+', 0o600);
    }
    // A line that a full disk cut off must not swallow this one.
    const whole = endsWithLine(handle) ? line : Buffer.concat([Buffer.from('\n'), line]);
    if (writeSync(handle, whole) < whole.length) throw new Error('cut off');
  } finally {
    if (handle !== -1) closeSync(handle);
  }
}

function rotate(logs: string, files: number): void {
  const name = (number: number): string => join(logs, number === 0 ? LOG_FILE : `pickspan.${number}.log`);
  rmSync(name(files - 1), { force: true });
  for (let number = files - 2; number >= 0; number -= 1) {
    try {
      renameSync(name(number), name(number + 1));
    } catch {
      // Not there yet, or another process was first.
    }
  }
}

function endsWithLine(handle: number): boolean {
  const { size } = fstatSync(handle);
  if (size === 0) return true;
  const last = Buffer.alloc(1);
  readSync(handle, last, 0, 1, size - 1);
  return last[0] === 0x0a;
}
