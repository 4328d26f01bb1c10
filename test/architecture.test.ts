import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

/*
 * Imports point one way (docs/architecture.md). Every folder of src/main has a floor; a file may import only from its
 * own folder and from floors below it. A new folder must be given its floor here.
 */
const FLOORS: readonly (readonly string[])[] = [
  ['log', 'threads'],
  ['database', 'gs1', 'messages'],
  ['network', 'numbers', 'people', 'secrets'],
  ['settings'],
  ['trace', 'paper'],
  ['exchange', 'devices'],
  ['print', 'products'],
  ['orders'],
  ['audit', 'items', 'carriers', 'boxes'],
  ['pick', 'parcels'],
  ['pack'],
  ['ship', 'subscribers'],
  ['changes', 'retention'],
  ['station', 'update'],
  ['backup'],
  ['doctor'],
  ['control', 'demo', 'host'],
  ['browser', 'electron'],
  ['cli'],
];

const root = resolve(import.meta.dirname, '..');
const source = join(root, 'src');

const files = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file))
  .map((file) => join(source, file));

const importsOf = (file: string): string[] =>
  [
    ...readFileSync(file, 'utf8').matchAll(
      /(?:^|\n)\s*(?:import|export)\b[^'"]*?from\s+'([^']+)'|(?:^|\n)import '([^']+)'/g,
    ),
  ].map(([, from, bare]) => from ?? bare ?? '');

const imports = files.flatMap((file) => importsOf(file).map((target) => ({ file, target })));

/** The folder below src/main that a path lies in; undefined for the entry files, which compose everything. */
function roomOf(path: string): string | undefined {
  const [process_, room, ...rest] = relative(source, path).split('/');
  return process_ === 'main' && rest.length > 0 ? room : undefined;
}

const floorOf = (room: string): number => FLOORS.findIndex((rooms) => rooms.includes(room));

describe('the house', () => {
  it('has a floor for every room', () => {
    const rooms = new Set(files.map(roomOf).filter((room) => room !== undefined));
    expect([...rooms].filter((room) => floorOf(room) === -1)).toEqual([]);
  });

  it('lets a room import only from rooms on lower floors', () => {
    const wrong = imports.flatMap(({ file, target }) => {
      const from = roomOf(file);
      const to = target.startsWith('.') ? roomOf(resolve(dirname(file), target)) : undefined;
      if (from === undefined || to === undefined || from === to || floorOf(to) < floorOf(from)) return [];
      return [`${relative(root, file)} imports ${target}`];
    });
    expect(wrong).toEqual([]);
  });

  it('keeps src/shared free of everything else of ours', () => {
    const wrong = imports.filter(({ file, target }) => {
      if (!relative(source, file).startsWith('shared/')) return false;
      return target.startsWith('.')
        ? !resolve(dirname(file), target).startsWith(join(source, 'shared'))
        : target.startsWith('node:');
    });
    expect(wrong).toEqual([]);
  });

  it('shows the renderer and the preload only src/shared', () => {
    const wrong = imports.filter(({ file, target }) => {
      const [process_ = ''] = relative(source, file).split('/');
      if (!['renderer', 'preload'].includes(process_) || !target.startsWith('.')) return false;
      const [to = ''] = relative(source, resolve(dirname(file), target)).split('/');
      return to !== process_ && to !== 'shared';
    });
    expect(wrong).toEqual([]);
  });

  it('lets only the Electron layer, the desktop entry and the preload import electron', () => {
    const importers = imports.filter(({ target }) => target === 'electron').map(({ file }) => relative(source, file));
    const wrong = importers.filter(
      (file) => file !== 'main/index.ts' && file !== 'preload/index.ts' && !file.startsWith('main/electron/'),
    );
    expect(importers.length).toBeGreaterThan(0);
    expect(wrong).toEqual([]);
  });

  it('lets one file alone receive what a page sends, and none open anything outside', () => {
    const naming = (word: RegExp): string[] =>
      files.filter((file) => word.test(readFileSync(file, 'utf8'))).map((file) => relative(source, file));
    expect(naming(/\bipcMain\b/)).toEqual(['main/electron/ipc.ts']);
    expect(naming(/\bopenExternal\b/)).toEqual([]);
  });

  it('keeps the receiver of the demo apart from everything that exports', () => {
    const wrong = imports.filter(
      ({ file, target }) =>
        relative(source, file).startsWith('main/demo/receiver/') &&
        (target.startsWith('@opentelemetry/') ||
          (target.startsWith('.') && !resolve(dirname(file), target).includes('/demo/receiver/'))),
    );
    expect(wrong).toEqual([]);
  });
});
