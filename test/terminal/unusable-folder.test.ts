import Database from 'better-sqlite3';
import { execFileSync } from 'node:child_process';
import { closeSync, openSync, readFileSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { databaseFile } from '../support/database.ts';
import { dataFolder, dataFolderWith } from '../support/folder.ts';
import { mugs, orderCreated, takeIn } from '../support/orders.ts';
import { run, type Ended } from '../support/pickspan.ts';

/* A data folder that cannot be used: exit code 3, one or two lines, and nothing is touched. */

const COMMANDS = [
  ['terminal'],
  ['intake', '-'],
  ['status', '--json'],
  ['journey', 'ORD-1', '--json'],
  ['report', 'sla', '--over', '48h'],
] as const;

const tried = (folder: string, args: readonly string[]): Promise<Ended> =>
  run(folder, args, { input: args[0] === 'intake' ? JSON.stringify(orderCreated('ORD-2', [mugs(1)])) : 'PS:OP:w1\n' });

/** What is said of a folder that cannot be used: on stderr alone, in two lines at most, with exit code 3. */
function problemOf({ code, stdout, stderr }: Ended): string {
  const isShort = stderr.trimEnd().split('\n').length <= 2 && !stderr.includes('unexpected fault');
  if (code === 3 && stdout === '' && isShort) return stderr;
  throw new Error(`ended with ${code}; it printed '${stdout}' and complained '${stderr}'`);
}

async function usedFolder(): Promise<string> {
  const folder = dataFolder();
  await takeIn(folder, orderCreated('ORD-1', [mugs(1)]));
  return folder;
}

describe.each(COMMANDS.map((args) => ({ args, name: args.join(' ') })))('$name', ({ args }) => {
  it('says that a database is none', async () => {
    const folder = dataFolder();
    writeFileSync(databaseFile(folder), 'this is a letter to my aunt, not a database '.repeat(200));
    expect(problemOf(await tried(folder, args))).toMatch(/damaged/);
  });

  it('says that a database is damaged, and leaves it as it is', async () => {
    const folder = await usedFolder();
    const bytes = readFileSync(databaseFile(folder));
    // All pages but the first, which names the tables: such a file opens, and is found out when it is read.
    bytes.fill(0xa5, 4096);
    writeFileSync(databaseFile(folder), bytes);
    expect(problemOf(await tried(folder, args))).toMatch(/damaged/);
    expect(readFileSync(databaseFile(folder)).equals(bytes)).toBe(true);
  });

  it('refuses a database of a newer version, and leaves it as it is', async () => {
    const folder = await usedFolder();
    const db = new Database(databaseFile(folder));
    db.pragma('user_version = 999');
    db.close();
    const bytes = readFileSync(databaseFile(folder));
    expect(problemOf(await tried(folder, args))).toMatch(/newer.*999/s);
    expect(readFileSync(databaseFile(folder)).equals(bytes)).toBe(true);
  });

  it('says that a folder is a file', async () => {
    const file = join(dataFolder(), 'a-file');
    writeFileSync(file, 'kept');
    expect(problemOf(await tried(file, args))).toMatch(/a-file/);
    expect(readFileSync(file, 'utf8')).toBe('kept');
  });
});

/** `/proc` is there and takes no folder, whoever asks: what is asked of it is answered as if it were missing itself. */
it.runIf(process.platform === 'linux')(
  'a folder that cannot be made is said to be none, and nobody waits for it',
  async () => {
    for (const args of [['status'], ['upstream', '--orders', '1']])
      expect(problemOf(await tried('/proc/no/such/folder', args))).toMatch(/\/proc\/no\/such\/folder/);
  },
);

describe('a database too large to be checked whole at the start', () => {
  it('whose damage is met in the middle of work: the station stops with exit 3 and says what to do', async () => {
    const folder = await usedFolder();
    const db = new Database(databaseFile(folder));
    const insert = db.prepare(`INSERT INTO known_codes (kind, code) VALUES ('bulk', hex(randomblob(1000000)))`);
    db.transaction(() => {
      for (let megabytes = 0; megabytes < 70; megabytes += 2) insert.run();
    })();
    const root = db.prepare(`SELECT rootpage FROM sqlite_schema WHERE name = 'audit'`).pluck().get();
    db.close();
    const file = openSync(databaseFile(folder), 'r+');
    writeSync(file, Buffer.alloc(4096, 0xa5), 0, 4096, (Number(root) - 1) * 4096);
    closeSync(file);
    const { code, stdout, stderr } = await run(folder, ['terminal', '--no-sync'], { input: 'PS:OP:w1\nPS:PICK\n' });
    // It was ready, and answered nothing that is not on the disk.
    expect(stdout.trim().split('\n')).toEqual([expect.stringMatching(/"ready":true/)]);
    expect(code).toBe(3);
    expect(stderr).toMatch(/is damaged.*pickspan restore FILE/);
    expect(stderr.trimEnd().split('\n').length).toBeLessThanOrEqual(2);
  });
});

it.runIf(process.platform !== 'win32')('settings that are a pipe are refused, not waited for', async () => {
  const folder = dataFolder();
  execFileSync('mkfifo', [join(folder, 'station.json')]);
  expect(problemOf(await tried(folder, ['status', '--json']))).toMatch(/station\.json is a pipe/);
});

describe('settings', () => {
  it.each([
    ['a setting that does not exist', { weight: { tolerence_g: 5 } }, /weight\.tolerence_g/],
    ['a section that does not exist', { wieght: {} }, /wieght/],
    ['a value of the wrong kind', { weight: { tolerance_g: 'much' } }, /weight\.tolerance_g/],
    ['a role that does not exist', { station: { roles: ['juggle'] } }, /station\.roles/],
    ['an id nobody can write on a label', { station: { id: 'a b' } }, /station\.id/],
  ])('name %s', async (_, settings, named) => {
    expect(problemOf(await tried(dataFolderWith(settings), ['terminal']))).toMatch(named);
  });

  it('name all that is wrong at once', async () => {
    const folder = dataFolderWith({ weight: { tolerence_g: 5 }, short_policy: 'perhaps' });
    const { stderr } = await tried(folder, ['terminal']);
    expect(stderr).toMatch(/weight\.tolerence_g/);
    expect(stderr).toMatch(/short_policy/);
  });

  it('that are no JSON are said to be none', async () => {
    const folder = dataFolder();
    writeFileSync(join(folder, 'station.json'), '{"station": ');
    expect(problemOf(await tried(folder, ['terminal']))).toMatch(/station\.json/);
  });

  it('may come from the environment, which wins over the file', async () => {
    const folder = dataFolderWith({ station: { id: 'from-file', name: 'Bench' } });
    const { stdout } = await run(folder, ['status', '--json'], { env: { PICKSPAN_STATION_ID: 'from-variable' } });
    expect(JSON.parse(stdout)).toMatchObject({ station: { id: 'from-variable', name: 'Bench' } });
    const wrong = await run(folder, ['status'], { env: { PICKSPAN_WEIGHT_TOLERANCE_PCT: '101' } });
    expect(problemOf(wrong)).toMatch(/weight\.tolerance_pct/);
  });

  it('and a damaged numbers.json issue no number', async () => {
    const folder = await usedFolder();
    writeFileSync(join(folder, 'numbers.json'), '{"version":1,"highest":');
    expect(problemOf(await tried(folder, ['terminal']))).toMatch(/numbers\.json/);
  });
});
