// Serials that are never issued twice: not after a rollback, a crash, a power cut, or a restored backup.
import type { Database } from 'better-sqlite3';

import type { Series } from './formats.ts';
import { openLedger } from './ledger.ts';

export type NextSerial = { ok: true; serial: number } | { ok: false; reason: 'exhausted' | 'unknown-series' };

export type Numbers = {
  /**
   * Takes the next serial of `kind` for good. Must be called inside the open transaction that writes what the serial
   * is for, and throws otherwise. If that transaction is rolled back, the serial stays unused for ever. Throws also
   * when the serial cannot be made safe (disk full, database locked by another process): then none was taken.
   */
  next(kind: string): NextSerial;
  /** How many serials of `kind` are left, 0 when there is no such series. */
  left(kind: string): number;
  /** The kinds that have a series, in the order they were given. */
  kinds(): string[];
};

/**
 * A range of serials. `form` is what stands around them in the number (a prefix, a format): serials of two forms make
 * different numbers and are counted apart, and so are ranges of one form that have nothing in common.
 */
export type SeriesRange = Pick<Series, 'from' | 'to'> & { form?: string };

/** `series` by kind (`sscc`, `tracking:<carrier>`); the table `number_series` must exist in `db`. */
export type NumbersOptions = {
  db: Database;
  folder: string;
  series: ReadonlyMap<string, SeriesRange>;
};

export type CreatedNumbers = { ok: true; numbers: Numbers } | { ok: false; message: string };

/**
 * Issues serials out of the given ranges, each kind on its own, going on after the highest one ever used as far as
 * the table or `numbers.json` knows. A range that was moved up starts at its `from`; one that begins where serials of
 * its form were used goes on after them, and is exhausted when they reach beyond it. An entry that names a kind alone
 * (written by hand) holds for every form and every range.
 *
 * @returns the numbers, or the message of a damaged or unreadable `numbers.json`
 * @throws RangeError when a range is not made of whole numbers from 0: the settings were to check that
 */
export function createNumbers({ db, folder, series }: NumbersOptions): CreatedNumbers {
  for (const [kind, { from, to }] of series) {
    if (!Number.isSafeInteger(from) || !Number.isSafeInteger(to) || from < 0) {
      throw new RangeError(`series ${kind}: not a range of whole numbers`);
    }
  }
  const opened = openLedger(folder);
  if (!opened.ok) return opened;
  const { ledger } = opened;

  const lock = db.prepare<[string]>('UPDATE number_series SET highest = highest WHERE kind = ?');
  const rows = db.prepare<[], { kind: string; highest: number }>('SELECT kind, highest FROM number_series');
  const keep = db.prepare<[string, number]>(
    `INSERT INTO number_series (kind, highest) VALUES (?, ?)
     ON CONFLICT (kind) DO UPDATE SET highest = excluded.highest`,
  );

  function lastUsed(kind: string, range: SeriesRange): number {
    const entries = [...ledger.all(), ...rows.all().map((row) => [row.kind, row.highest] as const)];
    const counting = entries.filter(([key, highest]) => counts(key, highest, kind, range));
    return Math.max(range.from - 1, ...counting.map(([, highest]) => highest));
  }

  const numbers: Numbers = {
    next(kind) {
      if (!db.inTransaction) throw new Error('a number was asked for outside a transaction');
      const range = series.get(kind);
      if (range === undefined) return { ok: false, reason: 'unknown-series' };
      // Takes SQLite's write lock, with or without a row to change. A transaction that has only read so far does not
      // hold it, and two processes would then read the same highest serial.
      lock.run(kind);
      const serial = lastUsed(kind, range) + 1;
      if (serial > range.to) return { ok: false, reason: 'exhausted' };
      // The ledger first, and synced: between the two a crash costs one serial. The other way round it could be
      // printed, lost from a restored database, and issued again.
      ledger.raise(keyOf(kind, range), serial);
      keep.run(keyOf(kind, range), serial);
      return { ok: true, serial };
    },
    left(kind) {
      const range = series.get(kind);
      return range === undefined ? 0 : Math.max(0, range.to - lastUsed(kind, range));
    },
    kinds: () => [...series.keys()],
  };
  return { ok: true, numbers };
}

/** What a range is counted under: `sscc 0 9521234 1000`, for the one that begins at 1000. */
const keyOf = (kind: string, { form, from }: SeriesRange): string =>
  form === undefined ? kind : `${kind} ${form} ${from}`;

/** Whether what was used under a key may be part of a range: from where that one began up to `highest`. */
function counts(key: string, highest: number, kind: string, { form, from, to }: SeriesRange): boolean {
  if (key === kind) return true;
  const start = `${kind} ${form} `;
  if (form === undefined || !key.startsWith(start) || !/^\d+$/.test(key.slice(start.length))) return false;
  return Number(key.slice(start.length)) <= to && highest >= from;
}
