import { spawnSync } from 'node:child_process';
import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { one, present } from '../../../test/support/station/one.ts';
import { created } from '../../../test/support/station/samples.ts';
import { openFolder, type OpenFolder } from '../../../test/support/station/ways-in.ts';
import { readTaken } from './inbox-files.ts';
import { pathOf } from './inbox-names.ts';

function openInbox(): OpenFolder & { readonly at: string } {
  const station = openFolder();
  const at = join(station.folder, 'inbox');
  mkdirSync(at);
  return { ...station, at };
}

/** Node cannot make one itself. */
function makePipe(path: string): void {
  const made = spawnSync('/bin/sh', ['-c', 'exec mkfifo "$1"', 'sh', path]);
  if (made.status !== 0) throw new Error(`no pipe could be made: ${String(made.stderr)}`);
}

/** A file that was written long ago. */
function lay(folder: string, name: string | Buffer, content: string | Uint8Array): void {
  const path = pathOf(folder, Buffer.from(name));
  writeFileSync(path, content);
  utimesSync(path, 1000, 1000);
}

const order = (id = 'ORD-1'): string => JSON.stringify(created(id));
const look = ({ inbox }: OpenFolder) => inbox.look({ stillBy: 'written' });

describe('a strange name', () => {
  it.each<[string, Buffer]>([
    ['with line feeds', Buffer.from('a\n{"result": "accepted"}\r\n.json')],
    ['that looks like a way up', Buffer.from('a..\\..\\up..')],
    ['of 255 bytes', Buffer.from(`${'x'.repeat(250)}.json`)],
    ['of 255 bytes in wide letters', Buffer.from('€'.repeat(85))],
    ['that is not UTF-8', Buffer.from([0xff, 0xfe, 0x2a, 0x80])],
    ['of blanks', Buffer.from(' ')],
    ['with quotes and dollars', Buffer.from(`"';$(touch x)\`|&*?.json`)],
    ['with control characters', Buffer.from('\u001B[2J\u0007.json')],
    ['of JavaScript', Buffer.from('__proto__')],
  ])('%s', async (_name, name) => {
    const station = openInbox();
    lay(station.at, name, order());
    lay(station.at, Buffer.concat([Buffer.from('b'), name.subarray(0, 200)]), 'no event');
    const { taken } = await look(station);
    expect(taken.map(({ to }) => to).toSorted()).toEqual(['done', 'refused']);
    for (const { to, name } of taken) expect(lstatSync(pathOf(join(station.at, to), name)).isFile()).toBe(true);
    expect(readdirSync(join(station.at, 'refused'))).toHaveLength(2);
    expect(readdirSync(station.at).toSorted()).toEqual(['.taking', 'done', 'refused']);
  });
});

describe('what is no file is left, and nothing else suffers', () => {
  it.each<[string, (path: string, station: OpenFolder) => void]>([
    ['a link to a file', (path, { folder }) => symlinkSync(join(folder, 'pickspan.sqlite'), path)],
    ['a link to nothing', (path) => symlinkSync('/no/such/file', path)],
    ['a link to itself', (path) => symlinkSync(path, path)],
    ['a link to a folder', (path, { folder }) => symlinkSync(folder, path)],
    ['a pipe', makePipe],
  ])('%s', async (_name, make) => {
    const station = openInbox();
    make(join(station.at, 'strange.json'), station);
    lay(station.at, 'z.json', order());
    const { taken, others } = await look(station);
    expect([taken.length, others.map(String)]).toEqual([1, ['strange.json']]);
    expect(readdirSync(station.at)).toContain('strange.json');
  });

  it('a folder', async () => {
    const station = openInbox();
    mkdirSync(join(station.at, 'orders.json'));
    lay(join(station.at, 'orders.json'), 'a.json', order());
    expect(await look(station)).toMatchObject({ taken: [], others: [], young: [] });
  });

  it.each<[string, (path: string) => void]>([
    ['link', (path) => symlinkSync('/etc/hostname', path)],
    ['pipe', makePipe],
  ])('a %s that took the place of a file is not followed', async (_name, make) => {
    const station = openInbox();
    make(join(station.at, 'a'));
    const reading = await readTaken(pathOf(station.at, Buffer.from('a')), 'any');
    expect(reading).toMatchObject({ kind: 'refused', reason: _name === 'link' ? 'unreadable' : 'not_a_file' });
  });

  it.each(['done', 'refused', '.taking'])('a link in the place of %s: nothing is taken', async (name) => {
    const station = openInbox();
    mkdirSync(join(station.folder, 'elsewhere'));
    symlinkSync(join(station.folder, 'elsewhere'), join(station.at, name));
    lay(station.at, 'a.json', order());
    await expect(look(station)).rejects.toThrow(/is not a folder/);
    expect([readdirSync(join(station.folder, 'elsewhere')), existsSync(join(station.at, 'a.json'))]).toEqual([
      [],
      true,
    ]);
    renameSync(join(station.at, name), join(station.folder, 'away'));
    expect(await look(station)).toMatchObject({ taken: [{ to: 'done' }] });
  });
});

describe('a strange content is refused as a whole', () => {
  it.each<[string, string | Uint8Array, string]>([
    ['nothing', '', 'empty'],
    ['blanks', '\uFEFF \r\n\t', 'empty'],
    ['UTF-16', Buffer.from(`\uFEFF${order()}`, 'utf16le'), 'not_utf8'],
    ['Latin-1', Buffer.from('{"order_id": "M\xFCller"}', 'latin1'), 'not_utf8'],
    ['zeros', Buffer.alloc(1000), 'not_json'],
    ['an event nested beyond measure', `[${'['.repeat(200_000)}${']'.repeat(200_000)}]`, 'too_deep'],
    ['too many objects', `[${'{},'.repeat(4_000_000)}{}]`, 'too_many'],
    ['too many events', `[${'1,'.repeat(100_000)}1]`, 'too_many'],
    ['too many lines', '1\n'.repeat(100_001), 'too_many'],
  ])('%s', async (_name, content, reason) => {
    const station = openInbox();
    lay(station.at, 'a.json', content);
    const { taken } = await look(station);
    expect(taken).toMatchObject([{ to: 'refused', outcomes: [{ result: 'refused', reason }] }]);
    const reasons = JSON.parse(readFileSync(join(station.at, 'refused', 'a.json.reason.json'), 'utf8')) as unknown;
    expect(reasons).toMatchObject([{ result: 'refused', reason }]);
    expect(station.rows('SELECT reason FROM refused_inputs')).toEqual([{ reason }]);
  });

  it('one that is too large is not even read', async () => {
    const station = openInbox();
    lay(station.at, 'a.json', '');
    // A hole: it has no blocks, and would be read as zeros.
    truncateSync(join(station.at, 'a.json'), 2 ** 40);
    utimesSync(join(station.at, 'a.json'), 1000, 1000);
    const outcome = present(one((await look(station)).taken).outcomes[0]);
    expect(outcome).toMatchObject({ result: 'refused', reason: 'too_large' });
  });

  it('an empty list is no event and no fault', async () => {
    const station = openInbox();
    lay(station.at, 'a.json', '[]');
    expect(await look(station)).toMatchObject({ taken: [{ to: 'done', outcomes: [] }] });
  });
});
