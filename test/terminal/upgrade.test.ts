import Database from 'better-sqlite3';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { SCHEMA_VERSION, schemaVersion } from '../../src/main/database/migrate.ts';
import { migrations } from '../../src/main/database/migrations/index.ts';
import { openStation, type OpenStation } from '../../src/main/station/open-station.ts';
import { complaints } from '../support/conservation/oracle.ts';
import { databaseFile } from '../support/database.ts';
import { dataFolder } from '../support/folder.ts';
import { run } from '../support/pickspan.ts';
import { undrawnPaper } from '../support/printing.ts';

/*
 * Folders of earlier versions. `test/fixtures/schemas/schema-<n>.sql` are the rows that the version of that schema wrote
 * itself, driven by its own terminal: ORD-1 dispatched, ORD-2 put down in the middle of packing, ORD-3 open in the middle
 * of its pick, ORD-4 not begun.
 */

const FIXTURES = resolve(import.meta.dirname, '../fixtures/schemas');
const SCHEMAS = readdirSync(FIXTURES).map((name) => Number(/\d+/.exec(name)?.[0]));

/** What no version was made of since: the newest of those rows, brought so far. */
const NEWEST = Math.max(...SCHEMAS);
const BETWEEN = Array.from({ length: SCHEMA_VERSION - 1 - NEWEST }, (_, index) => NEWEST + 1 + index);

/** The station and the computer that they were made as. */
const ENVIRONMENT = { PICKSPAN_STATION_ID: 'old-bench', PICKSPAN_MACHINE_ID: 'fixture' };
const MUG = '04012345123456';
const TEA = '04006381333931';

/** A database as the version of a schema made it, without the waiting for the disk. */
function emptyOf(folder: string, schema: number): Database.Database {
  const db = new Database(databaseFile(folder));
  db.pragma('auto_vacuum = INCREMENTAL');
  db.pragma('synchronous = OFF');
  db.pragma('foreign_keys = OFF');
  db.transaction(() => {
    for (const sql of migrations.slice(0, schema)) db.exec(sql);
  })();
  db.pragma(`user_version = ${schema}`);
  return db;
}

function folderOf(schema: number): string {
  const folder = dataFolder();
  mkdirSync(join(folder, 'prints'));
  const db = emptyOf(folder, schema);
  db.transaction(() => db.exec(readFileSync(join(FIXTURES, `schema-${schema}.sql`), 'utf8')))();
  expect(db.pragma('foreign_key_check')).toEqual([]);
  const series = db.prepare<[], { kind: string; highest: number }>(`SELECT kind, highest FROM number_series`);
  const ledger = Object.fromEntries(series.all().map(({ kind, highest }) => [kind, highest]));
  writeFileSync(join(folder, 'numbers.json'), JSON.stringify({ version: 1, highest: ledger }));
  db.close();
  return folder;
}

/** A folder of an earlier version that was brought to a later schema, and to no later one. */
function folderBroughtTo(schema: number): string {
  const folder = folderOf(NEWEST);
  const db = new Database(databaseFile(folder));
  db.pragma('foreign_keys = OFF');
  db.transaction(() => {
    for (const sql of migrations.slice(NEWEST, schema)) db.exec(sql);
  })();
  db.pragma(`user_version = ${schema}`);
  db.close();
  return folder;
}

const opened = (folder: string): OpenStation =>
  openStation({ folder, environment: ENVIRONMENT, version: '0.0.0-test', paper: { renderHost: undrawnPaper } });

/** Contexts of the checkouts, as the shop knows them. */
const OUTSIDE = new Set(
  [1, 2, 3, 4].map(
    (n) => `4bf92f3577b34da6a3ce929d0e0e47${String(n).padStart(2, '0')}:00f067aa0ba902${String(n).padStart(2, '0')}`,
  ),
);

/** From this schema on numbers stand under their form; before, under their kind alone, which the oracle does not know. */
const BY_FORM = 4;

function whatIsWrong({ db, folder }: OpenStation, schema: number): string[] {
  // What was printed lies in another folder.
  const known = new Set([
    'each piece of paper is there once',
    // They begin with the version that counts them.
    'the figures add up',
    ...(schema < BY_FORM ? ['no number is given twice'] : []),
  ]);
  const wrong = Object.entries(complaints({ db, folder, outside: OUTSIDE }));
  return wrong.filter(([name]) => !known.has(name)).map(([name, breaches]) => `${name}: ${breaches.join('; ')}`);
}

/** Ends what the older version began. */
function workOn({ station, db }: OpenStation): void {
  const codes = (...scans: string[]): string[] => scans.map((scan) => station.handle({ scan }).code);
  expect(station.view()).toMatchObject({ kind: 'pick', order_id: 'ORD-3', line: { done: 1 }, operator: 'w1' });
  expect(codes('PS:QTY:2', 'B-02-01', TEA)).toEqual(['pick.line.done', 'pick.bin.ok', 'pick.done']);
  expect(codes('ORD-2', MUG, TEA, 'PS:WEIGHT:1100', 'PS:DONE').at(-1)).toBe('pack.done');
  expect(codes('PS:PICK').at(-1)).toBe('pick.opened');
  // The serial of the new parcel follows the one that the older version gave.
  const serials = db.prepare<[], string>(`SELECT substr(sscc, 5, 13) FROM parcels ORDER BY order_id`).pluck().all();
  expect(serials.map(Number)).toEqual([Number(serials[0]), Number(serials[0]) + 1]);
}

describe('a folder of an earlier version', () => {
  it('is there of every schema that a version was made of', () => {
    expect(SCHEMAS.toSorted((a, b) => a - b)).toEqual([1, 3, 4, 6, 7, 8, 9]);
  });

  it.each(SCHEMAS)('of schema %i opens with the job where it was, holds what must hold, and is worked on', (schema) => {
    const folder = folderOf(schema);
    const station = opened(folder);
    try {
      expect(schemaVersion(station.db)).toBe(SCHEMA_VERSION);
      expect(whatIsWrong(station, schema)).toEqual([]);
      workOn(station);
      expect(whatIsWrong(station, schema)).toEqual([]);
      const backups = schema === SCHEMA_VERSION ? [] : readdirSync(join(folder, 'backups'));
      expect(backups).toHaveLength(schema === SCHEMA_VERSION ? 0 : 1);
    } finally {
      station.close();
    }
  });

  it.each([2, 5])('of schema %i, which no version was made of, opens as a new one', (schema) => {
    const folder = dataFolder();
    emptyOf(folder, schema).close();
    const station = opened(folder);
    expect(schemaVersion(station.db)).toBe(SCHEMA_VERSION);
    expect(whatIsWrong(station, schema)).toEqual([]);
    station.close();
  });

  it.each(BETWEEN)(`of schema %i, with what schema ${NEWEST} had, opens, holds and is worked on`, (schema) => {
    const station = opened(folderBroughtTo(schema));
    try {
      expect(schemaVersion(station.db)).toBe(SCHEMA_VERSION);
      expect(whatIsWrong(station, schema)).toEqual([]);
      workOn(station);
      expect(whatIsWrong(station, schema)).toEqual([]);
    } finally {
      station.close();
    }
  });

  it('killed in the middle of its migration, again and again, opens with everything that was there', async () => {
    const folder = folderOf(1);
    const preload = resolve(import.meta.dirname, '../support/kill-in-migration.ts');
    const env = { ...ENVIRONMENT, KILL_MIGRATION: '4', NODE_OPTIONS: `--import=${preload}` };
    const reached: number[] = [];
    for (;;) {
      const { code } = await run(folder, ['status'], { env });
      const db = new Database(databaseFile(folder), { readonly: true });
      reached.push(schemaVersion(db));
      expect(db.pragma('quick_check(1)', { simple: true })).toBe('ok');
      db.close();
      if (code === 0) break;
      expect(code).toBeNull();
    }
    // Three whole migrations each time, and the one that was cut off not at all.
    expect(reached.slice(0, 2)).toEqual([4, 7]);
    expect(reached.at(-1)).toBe(SCHEMA_VERSION);
    const station = opened(folder);
    expect(whatIsWrong(station, 1)).toEqual([]);
    workOn(station);
    station.close();
  });
});
