import { mkdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../../test/support/station/folder.ts';
import { buildIfStale } from './built-pages.ts';
import { findElectron } from './electron-program.ts';

/** A folder with an electron package whose install script is `install`; nothing in it fetches anything. */
function homeWith(install: string): { home: string; folder: string } {
  const home = temporaryFolder();
  const folder = join(home, 'node_modules', 'electron');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(home, 'package.json'), '{}');
  writeFileSync(join(folder, 'package.json'), '{"name": "electron", "version": "45.4.1"}');
  writeFileSync(join(folder, 'install.js'), install);
  return { home, folder };
}

const INSTALLS = `const fs = require('node:fs');
fs.mkdirSync(__dirname + '/dist');
fs.writeFileSync(__dirname + '/dist/electron-here', '');
fs.writeFileSync(__dirname + '/path.txt', 'electron-here');`;
const SCREEN = { DISPLAY: ':0' };

describe('Electron’s program', () => {
  it('is fetched once by its own script, with one line that says so', async () => {
    const { home, folder } = homeWith(INSTALLS);
    const said: string[] = [];
    const program = join(folder, 'dist', 'electron-here');
    for (let times = 0; times < 2; times += 1)
      expect(await findElectron(home, SCREEN, (line) => said.push(line))).toEqual({ ok: true, program });
    expect(said).toHaveLength(1);
  });

  it.each([
    ['the script fails', 'process.exit(1)', SCREEN, 'it could not be fetched'],
    ['fetching is forbidden', INSTALLS, { ...SCREEN, PICKSPAN_NO_ELECTRON_DOWNLOAD: '1' }, 'not to be fetched'],
    [
      'another folder is named',
      INSTALLS,
      { ...SCREEN, ELECTRON_OVERRIDE_DIST_PATH: '/none' },
      'there is none in /none',
    ],
  ])('is missing, with the reason, where %s', async (_, install, environment, reason) => {
    const found = await findElectron(homeWith(install).home, environment, () => undefined);
    expect(found).toMatchObject({ ok: false });
    expect(found.ok ? '' : found.reason).toContain(reason);
  });

  it('is not looked for where it is not installed', async () => {
    const home = temporaryFolder();
    expect(await findElectron(home, SCREEN, () => undefined)).toEqual({ ok: false, reason: 'it is not installed' });
  });
});

describe('the built screens', () => {
  it('are taken as they are in a package, and where nothing is newer than they', async () => {
    const home = temporaryFolder();
    expect(await buildIfStale(home)).toBeUndefined();
    const files = ['src/renderer/main.tsx', 'out/main/index.js', 'out/preload/index.cjs', 'out/renderer/index.html'];
    for (const file of files) {
      mkdirSync(join(home, file, '..'), { recursive: true });
      writeFileSync(join(home, file), '');
    }
    utimesSync(join(home, 'src/renderer/main.tsx'), 1000, 1000);
    expect(await buildIfStale(home)).toBeUndefined();
    writeFileSync(join(home, 'package.json'), '{}');
    utimesSync(join(home, 'out/main/index.js'), 1000, 1000);
    expect(await buildIfStale(home)).toContain("run 'npm ci'");
  });
});
