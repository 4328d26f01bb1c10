// A data folder with a real database, for the tests of this folder: it can be closed, reopened and restored.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import Database from 'better-sqlite3';

import { createNumbers } from './issue.ts';
import type { Numbers, NumbersOptions } from './issue.ts';

const TABLE = 'CREATE TABLE IF NOT EXISTS number_series (kind TEXT PRIMARY KEY, highest INTEGER NOT NULL) STRICT';

/** One trying-out station. `db` and `numbers` are replaced by `reopen` and `restore`. */
export class TestStation {
  readonly folder = fs.mkdtempSync(path.join(os.tmpdir(), 'pickspan-numbers-'));
  series: NumbersOptions['series'];
  db: Database.Database;
  numbers: Numbers;

  constructor(series: NumbersOptions['series']) {
    this.series = series;
    this.db = this.connect();
    this.numbers = this.create(this.db);
  }

  connect(): Database.Database {
    const db = new Database(path.join(this.folder, 'station.db'), { timeout: 0 });
    db.pragma('journal_mode = WAL');
    db.exec(TABLE);
    return db;
  }

  create(db: Database.Database): Numbers {
    const created = createNumbers({ db, folder: this.folder, series: this.series });
    if (!created.ok) throw new Error(created.message);
    return created.numbers;
  }

  /** The next serial in a transaction of its own: a number, or the reason why there was none. */
  next(kind: string, end: 'commit' | 'rollback' = 'commit'): number | string {
    this.db.exec('BEGIN');
    const result = this.numbers.next(kind);
    this.db.exec(end);
    return result.ok ? result.serial : result.reason;
  }

  reopen(series = this.series): void {
    this.db.close();
    this.series = series;
    this.db = this.connect();
    this.numbers = this.create(this.db);
  }

  /** A whole copy of the database as it is now. */
  backUp(): Buffer {
    return this.db.serialize();
  }

  /** Puts a copy in the place of the database, as someone would do by hand: numbers.json stays. */
  restore(copy: Buffer): void {
    this.db.close();
    fs.writeFileSync(path.join(this.folder, 'station.db'), copy);
    this.reopen();
  }

  remove(): void {
    this.db.close();
    fs.rmSync(this.folder, { recursive: true, force: true });
  }
}
