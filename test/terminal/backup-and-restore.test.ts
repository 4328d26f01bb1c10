import Database from 'better-sqlite3';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { databaseFile, orderState, rows } from '../support/database.ts';
import { dataFolder, writeSettings } from '../support/folder.ts';
import { GTIN, mugs, orderCreated, takeIn } from '../support/orders.ts';
import { accept, run, startTerminal, type Ended } from '../support/pickspan.ts';
import { numbersOf, packMugs, parcelsOf } from '../support/shift.ts';
import { SCHEMA_VERSION } from '../../src/main/database/migrate.ts';

/* A station in one file and back, with the real commands. */

const newFile = (): string => join(dataFolder(), 'station.backup');
const backUp = (folder: string, file: string): Promise<Ended> => run(folder, ['backup', file]);
const restore = (folder: string, file: string): Promise<Ended> => run(folder, ['restore', file]);

/** What a restore must not change when it refuses. */
const contents = (folder: string): Record<string, string> =>
  Object.fromEntries(
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => !name.startsWith('logs') && statSync(join(folder, name)).isFile())
      .map((name) => [name, readFileSync(join(folder, name)).toString('base64')]),
  );

async function backedUp(...orders: readonly string[]): Promise<{ folder: string; file: string }> {
  const folder = dataFolder();
  await takeIn(folder, ...orders.map((id) => orderCreated(id, [mugs(1)])));
  const file = newFile();
  expect(await backUp(folder, file)).toMatchObject({ code: 0, stderr: '' });
  return { folder, file };
}

describe('a backup beside a running station', () => {
  it('is one sound file with what was accepted, and disturbs nobody', async () => {
    const folder = dataFolder();
    writeSettings(folder, { station: { id: 'bench-7' } });
    await takeIn(folder, orderCreated('ORD-1', [mugs(2)]));
    const terminal = await startTerminal(folder);
    await accept(terminal, 'PS:OP:w1', 'PS:PICK', 'A-01-03', GTIN.mug);
    const file = newFile();
    const { code, stdout } = await backUp(folder, file);
    expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringContaining(file) as string });
    expect(await accept(terminal, GTIN.mug)).toMatchObject({ code: 'pick.done' });
    expect(await terminal.close()).toBe(0);
    expect(statSync(file).mode & 0o077).toBe(0);

    const other = dataFolder();
    expect(await restore(other, file)).toMatchObject({ code: 0, stderr: '' });
    expect(orderState(other, 'ORD-1')).toBe('picking');
    const again = await startTerminal(other);
    expect(again.ready.view).toMatchObject({ kind: 'pick', order_id: 'ORD-1', line: { done: 1 } });
    expect(await accept(again, GTIN.mug)).toMatchObject({ code: 'pick.done' });
    expect(await again.close()).toBe(0);
    expect(readFileSync(join(other, 'station.json'), 'utf8')).toBe(readFileSync(join(folder, 'station.json'), 'utf8'));
  });

  it('never overwrites a file, nor takes a name of the station itself', async () => {
    const { folder, file } = await backedUp('ORD-1');
    const before = readFileSync(file);
    expect(await backUp(folder, file)).toMatchObject({ code: 1, stdout: '' });
    expect(readFileSync(file).equals(before)).toBe(true);
    for (const name of ['pickspan.sqlite', 'pickspan.sqlite-journal', 'numbers.json', 'station.json']) {
      const inPlace = contents(folder);
      expect(await backUp(folder, join(folder, name))).toMatchObject({ code: 1, stdout: '' });
      expect(contents(folder)).toEqual(inPlace);
    }
  });

  it('says what is wrong with the place, or with what is asked', async () => {
    const { folder, file } = await backedUp('ORD-1');
    const nowhere = await backUp(folder, join(dataFolder(), 'no', 'such', 'folder', 'b'));
    expect(nowhere).toMatchObject({ code: 1, stderr: expect.stringContaining('does not exist') as string });
    expect(await backUp(folder, join(file, 'b'))).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('no folder') as string,
    });
    expect(await run(folder, ['backup'])).toMatchObject({ code: 2 });
    const empty = dataFolder();
    expect(await backUp(empty, newFile())).toMatchObject({
      code: 3,
      stderr: expect.stringContaining('no station') as string,
    });
    expect(readdirSync(empty)).toEqual([]);
  });

  it('of a damaged database is none', async () => {
    const { folder } = await backedUp(...Array.from({ length: 50 }, (_, n) => `ORD-${n}`));
    const bytes = readFileSync(databaseFile(folder));
    bytes.fill(0xa5, 4096);
    writeFileSync(databaseFile(folder), bytes);
    const file = newFile();
    expect(await backUp(folder, file)).toMatchObject({ code: 3, stderr: expect.stringContaining('damaged') as string });
    expect(existsSync(file)).toBe(false);
  });
});

describe('a restore', () => {
  it('puts back the orders and keeps what was there aside, whole', async () => {
    const { folder, file } = await backedUp('ORD-1');
    await takeIn(folder, orderCreated('ORD-2', [mugs(1)]));
    writeSettings(folder, { station: { id: 'later' } });
    const { code, stdout } = await restore(folder, file);
    expect(code).toBe(0);
    expect(rows(folder, 'SELECT order_id FROM orders')).toEqual([{ order_id: 'ORD-1' }]);
    expect(existsSync(join(folder, 'station.json'))).toBe(false);
    const aside = join(folder, /before-restore-\w+/.exec(stdout)?.[0] ?? '');
    expect(rows(aside, 'SELECT order_id FROM orders ORDER BY 1')).toEqual([
      { order_id: 'ORD-1' },
      { order_id: 'ORD-2' },
    ]);
    expect(readFileSync(join(aside, 'station.json'), 'utf8')).toContain('later');
    // What was put aside can be put back in its turn.
    expect(await restore(folder, join(aside, 'pickspan.sqlite'))).toMatchObject({ code: 0 });
    expect(rows(folder, 'SELECT count(*) AS n FROM orders')).toEqual([{ n: 2 }]);
  });

  it('never issues a number again, whoever knows of it', async () => {
    const { folder, file } = await backedUp('ORD-1', 'ORD-2', 'ORD-3');
    const packed = async (order: string): Promise<ReturnType<typeof numbersOf>> => {
      const terminal = await startTerminal(folder);
      const numbers = numbersOf(await (await accept(terminal, 'PS:OP:w1'), packMugs(terminal, order, 1)));
      expect(await terminal.close()).toBe(0);
      return numbers;
    };
    const seen = [await packed('ORD-1')];
    await restore(folder, file);
    seen.push(await packed('ORD-1'));
    // The ledger alone lost: the present database knows.
    rmSync(join(folder, 'numbers.json'));
    await restore(folder, file);
    seen.push(await packed('ORD-2'));
    // The database alone lost: the ledger knows.
    writeFileSync(databaseFile(folder), 'lost '.repeat(2000));
    await restore(folder, file);
    seen.push(await packed('ORD-3'));
    expect(new Set(seen.map(({ sscc }) => sscc)).size).toBe(4);
    expect(new Set(seen.map(({ tracking }) => tracking)).size).toBe(4);
    // Both lost: nobody can tell, and nothing is done.
    rmSync(join(folder, 'numbers.json'));
    writeFileSync(databaseFile(folder), 'lost '.repeat(2000));
    const before = contents(folder);
    expect(await restore(folder, file)).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('numbers.json') as string,
    });
    expect(contents(folder)).toEqual(before);
  });

  it('prints nothing again that may have been printed since', async () => {
    const folder = dataFolder();
    await takeIn(folder, orderCreated('ORD-1', [mugs(1)]));
    // A file in the way of the printer: what is asked for stays queued.
    writeFileSync(join(folder, 'prints'), '');
    const terminal = await startTerminal(folder);
    await accept(terminal, 'PS:OP:w1');
    await packMugs(terminal, 'ORD-1', 1);
    const file = newFile();
    await backUp(folder, file);
    rmSync(join(folder, 'prints'));
    // A printer that was away is tried again after a while.
    const isPrinted = () => rows(folder, "SELECT 1 FROM print_jobs WHERE state = 'queued'").length === 0;
    await expect.poll(isPrinted, { timeout: 110_000 }).toBe(true);
    expect(await terminal.close()).toBe(0);
    const printed = readdirSync(join(folder, 'prints'));
    expect(printed.length).toBeGreaterThan(0);

    const { stdout } = await restore(folder, file);
    // A label is two files: its bytes and its picture.
    const documents = new Set(printed.map((name) => name.split('.', 1)[0]));
    expect(stdout).toContain(`${documents.size} documents`);
    const again = await startTerminal(folder);
    await accept(again, 'PS:LANG:en');
    expect(await again.close()).toBe(0);
    expect(existsSync(join(folder, 'prints'))).toBe(false);
    expect(rows(folder, 'SELECT DISTINCT state FROM print_jobs')).toEqual([{ state: 'unknown' }]);
  });

  it('ends a stage that may have left already under a new span, and one that has not under its own', async () => {
    const folder = dataFolder();
    await takeIn(folder, orderCreated('ORD-1', [mugs(1)]), orderCreated('ORD-2', [mugs(1)]));
    const terminal = await startTerminal(folder);
    await accept(terminal, 'PS:OP:w1', 'ORD-1', 'A-01-03', 'PS:CANCEL', 'ORD-2', 'A-01-03');
    const file = newFile();
    await backUp(folder, file);
    await accept(terminal, GTIN.mug);
    expect(await terminal.close()).toBe(0);
    const stages = (): Record<string, string> =>
      Object.fromEntries(
        rows<{ order_id: string; span_id: string }>(
          folder,
          `SELECT order_id, span_id FROM stages WHERE stage = 'pick'`,
        ).map(({ order_id, span_id }) => [order_id, span_id]),
      );
    const before = stages();
    expect(await restore(folder, file)).toMatchObject({ code: 0 });
    const after = stages();
    expect(after['ORD-1']).toBe(before['ORD-1']);
    expect(after['ORD-2']).toMatch(/^[0-9a-f]{16}$/);
    expect(after['ORD-2']).not.toBe(before['ORD-2']);
    // What tells of the stage to others names the same span.
    const own = `traceparent = '00-' || trace_id || '-' || span_id || '-01'`;
    expect(rows(folder, `SELECT order_id FROM stages WHERE stage = 'pick' AND NOT (${own})`)).toEqual([]);
  });

  it('exits 3 and names the station that runs, and changes nothing', async () => {
    const { folder, file } = await backedUp('ORD-1');
    const terminal = await startTerminal(folder);
    const { code, stderr } = await restore(folder, file);
    expect({ code, stderr }).toEqual({
      code: 3,
      stderr: expect.stringContaining(String(terminal.ready.pid)) as string,
    });
    expect(await accept(terminal, 'PS:OP:w1')).toMatchObject({ code: 'signin.ok' });
    expect(await terminal.close()).toBe(0);
    expect(readdirSync(folder).filter((name) => name.includes('restor'))).toEqual([]);
  });

  it.each<[string, RegExp, (file: string) => void]>([
    ['a text', /no backup/, (file) => writeFileSync(file, 'this is a letter to my aunt '.repeat(200))],
    ['an empty file', /no backup/, (file) => writeFileSync(file, '')],
    ['a backup that was cut off', /damaged/, (file) => truncateSync(file, Math.floor(statSync(file).size / 2))],
    ['a backup of a newer version', /newer/, (file) => change(file, `PRAGMA user_version = ${SCHEMA_VERSION + 1}`)],
    [
      'a database of somebody else',
      /no backup/,
      (file) => (rmSync(file), change(file, 'CREATE TABLE t (a); PRAGMA user_version = 1')),
    ],
    [
      'a backup with a trigger of somebody',
      /no backup/,
      (file) => change(file, 'CREATE TRIGGER t AFTER INSERT ON audit BEGIN DELETE FROM orders; END'),
    ],
    ['no file at all', /does not exist/, (file) => rmSync(file)],
    ['a folder', /no file/, (file) => (rmSync(file), mkdirSync(file))],
  ])('of %s is refused, and nothing is changed', async (_, words, spoil) => {
    const { folder, file } = await backedUp('ORD-1');
    spoil(file);
    const before = contents(folder);
    const { code, stdout, stderr } = await restore(folder, file);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(words);
    expect(contents(folder)).toEqual(before);
  });

  it('takes a folder that was copied whole, with its last changes beside the database', async () => {
    const folder = dataFolder();
    await takeIn(folder, orderCreated('ORD-1', [mugs(1)]));
    const terminal = await startTerminal(folder);
    await accept(terminal, 'PS:OP:w1');
    await packMugs(terminal, 'ORD-1', 1);
    await terminal.kill('SIGKILL');
    const copy = join(dataFolder(), 'copy');
    cpSync(folder, copy, { recursive: true });
    const other = dataFolder();
    expect(await restore(other, databaseFile(copy))).toMatchObject({ code: 0 });
    expect(orderState(other, 'ORD-1')).toBe('packed');
    const again = await startTerminal(other);
    await accept(again, 'PS:OP:w1');
    expect(parcelsOf(await accept(again, 'ORD-1'))).toHaveLength(1);
    expect(await again.close()).toBe(0);
  });
});

function change(file: string, sql: string): void {
  const db = new Database(file);
  db.exec(sql);
  db.close();
}
