// numbers.json: the highest serial ever used of each kind, kept beside the database. The database alone is not enough:
// a restored backup of it knows nothing of the numbers that left the house after the backup was made.
import fs from 'node:fs';
import path from 'node:path';

import { errorCode, syncFolder } from '../database/durable-file.ts';

export const LEDGER_FILE = 'numbers.json';

/** The highest serials known, and the way to raise them. Both throw when the file cannot be used any more. */
export type Ledger = {
  /** The highest serial of `kind` that was ever raised, undefined when none was. */
  highest(kind: string): number | undefined;
  /** The highest of every kind. */
  all(): ReadonlyMap<string, number>;
  /** Returns once `serial` is safe on the disk as the highest of `kind`, or was not higher. Never lowers. */
  raise(kind: string, serial: number): void;
};

export type OpenedLedger = { ok: true; ledger: Ledger } | { ok: false; message: string };

type Highest = Map<string, number>;

type ReadHighest = { ok: true; highest: Highest } | { ok: false; message: string };

/** What a `numbers.json` says, or in words what is wrong with it. */
export function parseLedger(text: string): Map<string, number> | string {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch {
    return 'it is not JSON';
  }
  if (typeof content !== 'object' || content === null) return 'it is not an object';
  const { version, highest }: { version?: unknown; highest?: unknown } = content;
  if (version !== 1) return 'its version is not 1';
  if (typeof highest !== 'object' || highest === null || Array.isArray(highest)) return '"highest" is not an object';
  const entries = new Map<string, number>();
  for (const [kind, serial] of Object.entries(highest)) {
    if (typeof serial !== 'number' || !Number.isSafeInteger(serial) || serial < 0) {
      return `"highest" has no whole number for "${kind}"`;
    }
    entries.set(kind, serial);
  }
  return entries;
}

function read(file: string): ReadHighest {
  let text: string;
  try {
    text = fs.readFileSync(file, 'utf8');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return { ok: true, highest: new Map() };
    return {
      ok: false,
      message: `${LEDGER_FILE} cannot be read (${errorCode(error)}). Make it readable and start again.`,
    };
  }
  const highest = parseLedger(text);
  if (typeof highest !== 'string') return { ok: true, highest };
  const message =
    `${LEDGER_FILE} is damaged: ${highest}. No numbers are issued, because one could be used twice. ` +
    `Write {"version":1,"highest":{...}} with the highest serial of each kind that ever left this station ` +
    `(see its labels and manifests), or put back a good copy no older than the database. ` +
    `Only if the database was never restored from a backup may the file be moved away.`;
  return { ok: false, message };
}

function write(folder: string, highest: Highest): void {
  const file = path.join(folder, LEDGER_FILE);
  const temporary = `${file}.tmp`;
  const handle = fs.openSync(temporary, 'w', 0o600);
  try {
    fs.writeFileSync(handle, `${JSON.stringify({ version: 1, highest: Object.fromEntries(highest) }, null, 2)}\n`);
    fs.fsyncSync(handle);
  } finally {
    fs.closeSync(handle);
  }
  fs.renameSync(temporary, file);
  // Without this the rename may be lost in a power cut, and with it a number already printed.
  syncFolder(folder);
}

/**
 * Opens `numbers.json` in the data folder. A missing file is an empty ledger; a damaged or unreadable one is refused
 * with a message that says what to do.
 *
 * The file is read anew on every call, so that a second process which holds the database's write lock in turn is seen
 * too; what this process knows still counts when the file is taken away while it runs.
 */
export function openLedger(folder: string): OpenedLedger {
  const first = read(path.join(folder, LEDGER_FILE));
  if (!first.ok) return first;
  const known = first.highest;

  function readAgain(): Highest {
    const now = read(path.join(folder, LEDGER_FILE));
    if (!now.ok) throw new Error(now.message);
    for (const [kind, serial] of now.highest) known.set(kind, Math.max(serial, known.get(kind) ?? serial));
    return now.highest;
  }

  const ledger: Ledger = {
    highest(kind) {
      readAgain();
      return known.get(kind);
    },
    all() {
      readAgain();
      return new Map(known);
    },
    raise(kind, serial) {
      if (!Number.isSafeInteger(serial) || serial < 0) throw new RangeError(`not a serial: ${serial}`);
      const onDisk = readAgain().get(kind) ?? -1;
      const highest = Math.max(serial, known.get(kind) ?? serial);
      if (highest <= onDisk) return;
      known.set(kind, highest);
      write(folder, known);
    },
  };
  return { ok: true, ledger };
}
