import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { importedBy, packagesOf } from './installed-packages.ts';
import { isKept, NOT_AT_RUN_TIME } from './kept-files.ts';
import { licencesOf } from './licences.ts';
import type { Target } from './target.ts';

/** Asked for by names that are put together (src/main/paper/text/fonts.ts), so no import names them. */
const FONTS = /^@fontsource-variable\/noto-sans/;

const LICENCES_FILE = 'THIRD-PARTY-LICENCES.txt';

interface Manifest {
  readonly [key: string]: unknown;
  readonly dependencies: Readonly<Record<string, string>>;
}

/** What an installed program reads of its package.json, and what its installers say about it. */
const KEPT_KEYS = ['name', 'version', 'description', 'homepage', 'license', 'author', 'type', 'main'] as const;

/**
 * Puts together what goes into a package: the bundles, the sample orders, the packages that the bundle of the main process
 * imports with all they need, and their licences. The page's own packages are in its bundle already. Nothing else gets in,
 * whatever else lies in node_modules.
 * @param folder is emptied first.
 */
export function stageApp(root: string, folder: string, target: Target): void {
  rmSync(folder, { recursive: true, force: true });
  const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Manifest;
  const names = Object.keys(manifest.dependencies);
  const inMain = [...importedBy(join(root, 'out', 'main')), ...names.filter((name) => FONTS.test(name))];
  const needed = packagesOf(root, inMain).filter(({ name }) => !NOT_AT_RUN_TIME.includes(name));

  copy(join(root, 'out'), join(folder, 'out'), (file) => !file.endsWith('.map'));
  copy(join(root, 'resources', 'orders'), join(folder, 'resources', 'orders'), () => true);
  for (const each of needed) copy(each.folder, join(folder, each.path), (file) => isKept(each, file, target));
  writeFileSync(
    join(folder, 'package.json'),
    `${JSON.stringify(Object.fromEntries(KEPT_KEYS.map((key) => [key, manifest[key]])), undefined, 2)}\n`,
  );
  writeFileSync(join(folder, LICENCES_FILE), licencesOf(packagesOf(root, names)));
}

/** Copies the files that are wanted; folders without any do not come into being. */
function copy(from: string, to: string, wanted: (file: string) => boolean): void {
  for (const name of readdirSync(from, { recursive: true, encoding: 'utf8' })) {
    const file = name.replaceAll('\\', '/');
    if (!wanted(file) || !statSync(join(from, name)).isFile()) continue;
    mkdirSync(dirname(join(to, name)), { recursive: true });
    cpSync(join(from, name), join(to, name));
  }
}
