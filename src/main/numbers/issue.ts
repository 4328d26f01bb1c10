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

/** `series` by kind (`sscc`, `tracking:<carrier>`); the table `number_series` must exist in `db`. */
export type NumbersOptions = {
  db: Database;
  folder: string;
  series: ReadonlyMap<string, Pick<Series, 'from' | 'to'>>;
};

export type CreatedNumbers = { ok: true; numbers: Numbers } | { ok: false; message: string };

/**
 * Issues serials out of the given ranges, each kind on its own, going on after the highest one ever used as far as
 * the table or `numbers.json` knows. A range that was moved up starts at its `from`; one that ends below what was
 * used already is exhausted.
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
  const highestRow = db.prepare<[string], number>('SELECT highest FROM number_series WHERE kind = ?').pluck();
  const keep = db.prepare<[string, number]>(
    `INSERT INTO number_series (kind, highest) VALUES (?, ?)
     ON CONFLICT (kind) DO UPDATE SET highest = excluded.highest`,
  );

  function lastUsed(kind: string, from: number): number {
    return Math.max(highestRow.get(kind) ?? -1, ledger.highest(kind) ?? -1, from - 1);
  }

  const numbers: Numbers = {
    next(kind) {
      if (!db.inTransaction) throw new Error('a number was asked for outside a transaction');
      const range = series.get(kind);
      if (range === undefined) return { ok: false, reason: 'unknown-series' };
      // Takes SQLite's write lock, with or without a row to change. A transaction that has only read so far does not
      // hold it, and two processes would then read the same highest serial.
      lock.run(kind);
      const serial = lastUsed(kind, range.from) + 1;
      if (serial > range.to) return { ok: false, reason: 'exhausted' };
      // The ledger first, and synced: between the two a crash costs one serial. The other way round it could be
      // printed, lost from a restored database, and issued again.
      ledger.raise(kind, serial);
      keep.run(kind, serial);
      return { ok: true, serial };
    },
    left(kind) {
      const range = series.get(kind);
      return range === undefined ? 0 : Math.max(0, range.to - lastUsed(kind, range.from));
    },
    kinds: () => [...series.keys()],
  };
  return { ok: true, numbers };
}
