import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, cpSync, fstatSync, openSync, readFileSync, truncateSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { beforeAll, describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../../test/support/station/folder.ts';
import { dataFolder } from '../../../test/support/folder.ts';
import { databaseFile, openDatabase } from './open.ts';

/*
 * What lies in the write-ahead log after a kill, and what a disk may do to it. A tear can only be in what was not
 * acknowledged, as long as the disk keeps what it said it had synced; where it did not, the station must at least come
 * back with a beginning of what it had, whole commit by whole commit.
 */

const FRAME = 4096 + 24;
const HEADER = 32;

/** Commits pairs of rows, tells each number when it is committed, and waits to be killed. */
const COMMIT_AND_TELL = `
  const { openDatabase } = await import(${JSON.stringify(new URL('open.ts', import.meta.url).href)});
  const db = openDatabase(process.argv[1]);
  db.pragma('wal_autocheckpoint = 0');
  const insert = db.prepare('INSERT INTO known_codes (kind, code) VALUES (?, ?)');
  const both = db.transaction((n) => { insert.run('left', n + 'x'.repeat(2000)); insert.run('right', n + 'x'.repeat(2000)); });
  for (let n = 1000; n < 1040; n += 1) { both.immediate(String(n)); process.stdout.write(n + '\\n'); }
  setInterval(() => db, 1 << 30);
`;

let killed = '';
const told: number[] = [];

beforeAll(async () => {
  killed = dataFolder();
  const child = spawn(process.execPath, ['--input-type=module', '-e', COMMIT_AND_TELL, killed], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  for await (const line of createInterface(child.stdout)) {
    told.push(Number(line));
    if (told.length === 40) child.kill('SIGKILL');
  }
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
});

/** The folder as it was left by the kill, with something done to its log. */
function folderWith(damage: (log: string) => void): string {
  const folder = temporaryFolder();
  cpSync(killed, folder, { recursive: true });
  damage(`${databaseFile(folder)}-wal`);
  return folder;
}

/** The numbers whose commit is there; every one is there in both its rows. */
function committedIn(folder: string): number[] {
  const db = openDatabase(folder);
  const numbersOf = (kind: string): number[] =>
    db
      .prepare<[string], string>('SELECT substr(code, 1, 4) FROM known_codes WHERE kind = ? ORDER BY code')
      .pluck()
      .all(kind)
      .map(Number);
  const [left, right] = [numbersOf('left'), numbersOf('right')];
  expect(db.pragma('integrity_check', { simple: true })).toBe('ok');
  db.close();
  expect(left).toEqual(right);
  return left;
}

function overwrite(file: string, from: number, bytes: Buffer): void {
  const handle = openSync(file, 'r+');
  if (from < 0 || from + bytes.length > fstatSync(handle).size) throw new Error('outside of the file');
  writeSync(handle, bytes, 0, bytes.length, from);
  closeSync(handle);
}

const framesIn = (log: string): number => Math.floor((readFileSync(log).length - HEADER) / FRAME);

describe('the log after a kill', () => {
  it('holds every commit that was acknowledged', () => {
    expect(told).toHaveLength(40);
    expect(committedIn(folderWith(() => undefined))).toEqual(told);
  });

  it('with half a commit behind them, as a tear leaves it: nothing acknowledged is lost', () => {
    const torn = folderWith((log) => {
      const bytes = readFileSync(log);
      // Frames of the last commit again, as a further one begins: without its end, and cut in the middle.
      writeFileSync(log, Buffer.concat([bytes, bytes.subarray(-2 * FRAME, -FRAME / 2)]));
    });
    expect(committedIn(torn)).toEqual(told);
    const rubbish = folderWith((log) =>
      writeFileSync(log, Buffer.concat([readFileSync(log), Buffer.alloc(FRAME * 3, 0xa5)])),
    );
    expect(committedIn(rubbish)).toEqual(told);
  });

  it('with no index beside it, or one of rubbish: it is made anew', () => {
    const folder = folderWith((log) => writeFileSync(log.replace(/-wal$/, '-shm'), Buffer.alloc(32_768, 0xff)));
    expect(committedIn(folder)).toEqual(told);
  });
});

describe('a disk that did not keep what it had synced', () => {
  it.each([1, 2, 3, 7, 20, 60])(
    'the last %i frames are missing: a beginning of the commits is there, each whole',
    (frames) => {
      const folder = folderWith((log) => truncateSync(log, HEADER + (framesIn(log) - frames) * FRAME + 100));
      const found = committedIn(folder);
      expect(found).toEqual(told.slice(0, found.length));
      expect(found.length).toBeGreaterThanOrEqual(told.length - frames - 1);
      expect(found.length).toBeLessThan(told.length);
    },
  );

  it.each([1, 2, 9, 40])('a byte is wrong in the last frame but %i: nothing from there on is believed', (frames) => {
    const folder = folderWith((log) =>
      overwrite(log, HEADER + (framesIn(log) - frames) * FRAME + 1000, Buffer.from([0x5a])),
    );
    const found = committedIn(folder);
    expect(found).toEqual(told.slice(0, found.length));
    expect(found.length).toBeGreaterThanOrEqual(told.length - frames);
    expect(found.length).toBeLessThan(told.length);
  });

  it('the log is gone altogether: the station opens with what was in the file', () => {
    const folder = folderWith((log) => writeFileSync(log, ''));
    expect(committedIn(folder)).toEqual([]);
    expect(readFileSync(join(folder, 'pickspan.sqlite')).length).toBeGreaterThan(0);
  });
});
