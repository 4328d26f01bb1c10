import { closeSync, fstatSync, openSync, truncateSync, writeFileSync, writeSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { Bench } from '../../../test/support/station/bench.ts';
import { temporaryFolder } from '../../../test/support/station/folder.ts';
import { created } from '../../../test/support/station/samples.ts';
import { FolderProblem } from './folder-problem.ts';
import { databaseFile, isSound, openDatabase } from './open.ts';

const PAGE = 4096;

/** A folder with a few hundred orders in it, closed. */
function filledFolder(): string {
  const folder = temporaryFolder();
  const db = openDatabase(folder);
  const insert = db.prepare('INSERT INTO known_codes (kind, code) VALUES (?, ?)');
  for (let number = 0; number < 2000; number += 1) insert.run('item', `CODE-${number}-${'x'.repeat(50)}`);
  db.close();
  return folder;
}

function overwrite(file: string, from: number, bytes: Buffer): void {
  const handle = openSync(file, 'r+');
  if (from + bytes.length > fstatSync(handle).size) throw new Error('the file is too small for this test');
  writeSync(handle, bytes, 0, bytes.length, from);
  closeSync(handle);
}

describe('a damaged database', () => {
  it.each<[string, (file: string) => void]>([
    ['a page in the middle', (file) => overwrite(file, 20 * PAGE, Buffer.alloc(PAGE, 0xa5))],
    ['a few bytes of every page', (file) => overwrite(file, 5 * PAGE, Buffer.alloc(20 * PAGE, 0xff))],
    ['the root of all tables', (file) => overwrite(file, 100, Buffer.alloc(8, 0xff))],
    ['the end is missing', (file) => truncateSync(file, 20 * PAGE)],
    ['another file altogether', (file) => writeFileSync(file, 'once upon a time '.repeat(5000))],
  ])('%s: says so, and what to do', (_name, damage) => {
    const folder = filledFolder();
    damage(databaseFile(folder));
    expect(() => openDatabase(folder)).toThrow(FolderProblem);
    expect(() => openDatabase(folder)).toThrow(/is damaged.*pickspan restore FILE/s);
  });

  it('a sound one is said to be', () => {
    const folder = filledFolder();
    const db = openDatabase(folder);
    expect(isSound(db, folder)).toBe(true);
    db.close();
  });

  it('work done by a real station is sound after a restart', () => {
    const bench = new Bench();
    bench.take(...Array.from({ length: 20 }, (_, index) => created(`ORD-${index}`)));
    bench.codes('PS:OP:w1', 'PS:PICK', 'A-01-03', 'MUG-BLUE');
    bench.reopen();
    expect(isSound(bench.db, bench.folder)).toBe(true);
    expect(bench.value('SELECT count(*) FROM orders')).toBe(20);
    expect(bench.db.pragma('foreign_key_check')).toEqual([]);
    bench.remove();
  });
});
