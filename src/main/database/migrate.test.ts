import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { tableContents } from '../../../test/support/station/tables.ts';
import { temporaryFolder } from '../../../test/support/station/folder.ts';
import { FolderProblem } from './folder-problem.ts';
import { migrate, SCHEMA_VERSION, schemaVersion } from './migrate.ts';
import { databaseFile, openDatabase, openReadOnly } from './open.ts';

const schemaOf = (db: Database.Database) => db.prepare('SELECT type, name, sql FROM sqlite_schema ORDER BY 1, 2').all();

describe('migrating', () => {
  it('from nothing, twice, is the same as once', () => {
    const db = new Database(':memory:');
    expect(schemaVersion(db)).toBe(0);
    migrate(db);
    const [schema, rows] = [schemaOf(db), tableContents(db)];
    expect(schemaVersion(db)).toBe(SCHEMA_VERSION);
    migrate(db);
    expect([schemaOf(db), tableContents(db)]).toEqual([schema, rows]);
    db.close();
  });

  it('two fresh files have one schema', () => {
    const [first, second] = [temporaryFolder(), temporaryFolder()].map((folder) => openDatabase(folder));
    expect(first === undefined ? [] : schemaOf(first)).toEqual(second === undefined ? undefined : schemaOf(second));
    first?.close();
    second?.close();
  });

  it('that fails half-way leaves nothing', () => {
    const db = new Database(':memory:');
    db.exec('CREATE TABLE journal (in_the_way TEXT)');
    const before = schemaOf(db);
    expect(() => migrate(db)).toThrow('journal');
    expect([schemaOf(db), schemaVersion(db)]).toEqual([before, 0]);
    db.close();
  });
});

describe('opening', () => {
  it('keeps what was committed, through a power cut too', () => {
    const folder = temporaryFolder();
    const db = openDatabase(folder);
    expect(db.pragma('journal_mode', { simple: true })).toBe('wal');
    // 2 is FULL: a commit is synced before it is answered.
    expect(db.pragma('synchronous', { simple: true })).toBe(2);
    expect(db.pragma('foreign_keys', { simple: true })).toBe(1);
    db.exec(`UPDATE session SET operator_id = 'w1'`);
    db.close();
    const again = openDatabase(folder);
    expect(again.prepare('SELECT operator_id FROM session').pluck().get()).toBe('w1');
    again.close();
  });

  it('refuses a file from a newer version, and leaves it as it is', () => {
    const folder = temporaryFolder();
    openDatabase(folder).close();
    const newer = new Database(databaseFile(folder));
    newer.pragma(`user_version = ${SCHEMA_VERSION + 1}`);
    newer.close();
    for (const open of [openDatabase, openReadOnly]) {
      expect(() => open(folder)).toThrow(FolderProblem);
      expect(() => open(folder)).toThrow(`newer Pickspan (schema ${SCHEMA_VERSION + 1}`);
    }
  });
});

describe('looking beside a running station', () => {
  it('there is nothing before the first start', () => {
    expect(openReadOnly(temporaryFolder())).toBeUndefined();
  });

  it('sees what is committed, and can change nothing', () => {
    const folder = temporaryFolder();
    const station = openDatabase(folder);
    const beside = openReadOnly(folder);
    station.exec(`UPDATE session SET operator_id = 'w7'`);
    expect(beside?.prepare('SELECT operator_id FROM session').pluck().get()).toBe('w7');
    expect(() => beside?.exec(`UPDATE session SET operator_id = 'w8'`)).toThrow('readonly');
    beside?.close();
    station.close();
  });
});
