import { writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../../test/support/station/folder.ts';
import { freeName, isLeft, pathOf, shown } from './inbox-names.ts';

const bytes = (text: string): Buffer => Buffer.from(text, 'latin1');

describe('names that are left', () => {
  it.each(['.hidden', '.', '..json', 'a.tmp', 'a.json.part', 'a.crdownload', 'A.TMP', '.tmp'])('%s', (name) => {
    expect(isLeft(bytes(name))).toBe(true);
  });

  it.each(['a', 'a.json', 'tmp', 'a.tmp.json', 'a.partial', 'a\n.json', '\xFF\xFE', 'part'])('not %j', (name) => {
    expect(isLeft(bytes(name))).toBe(false);
  });
});

describe('a free name', () => {
  it.each([
    ['orders.json', 'orders.json', 'orders-2.json'],
    ['orders', 'orders', 'orders-2'],
    ['a.tar.gz', 'a.tar.gz', 'a.tar-2.gz'],
    ['\xFF\xFE.json', '\xFF\xFE.json', '\xFF\xFE-2.json'],
    [`${'x'.repeat(250)}.json`, `${'x'.repeat(238)}.json`, `${'x'.repeat(236)}-2.json`],
    [`a.${'x'.repeat(253)}`, `a.${'x'.repeat(241)}`, `a.${'x'.repeat(239)}-2`],
  ])('%j', async (name, first, second) => {
    const folder = temporaryFolder();
    expect((await freeName(folder, bytes(name))).toString('latin1')).toBe(first);
    writeFileSync(pathOf(folder, bytes(first)), '');
    expect((await freeName(folder, bytes(name))).toString('latin1')).toBe(second);
  });

  it('is not one whose reasons lie there, and never one twice', async () => {
    const folder = temporaryFolder();
    writeFileSync(pathOf(folder, bytes('a.json.reason.json')), '');
    const names = new Set<string>();
    for (let count = 0; count < 30; count += 1) {
      const name = await freeName(folder, bytes('a.json'));
      writeFileSync(pathOf(folder, name), '');
      names.add(name.toString());
    }
    expect([names.size, names.has('a.json')]).toEqual([30, false]);
  });

  it('cuts a long name between two characters', async () => {
    const name = await freeName(temporaryFolder(), Buffer.from('ü'.repeat(127)));
    expect(name.toString('utf8')).toBe('ü'.repeat(121));
  });
});

it('shows a name on one line, whatever is in it', () => {
  expect(shown(Buffer.from('a\nb\u001B[31m\u202Egpj".json'))).toBe(String.raw`"a\nb\u001b[31m?gpj\".json"`);
});
