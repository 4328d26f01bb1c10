import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { dirname, join } from 'node:path';

/** A package as it lies in node_modules. */
export interface InstalledPackage {
  readonly name: string;
  readonly version: string;
  readonly folder: string;
  /** Below the project, with slashes: `node_modules/a/node_modules/b`. */
  readonly path: string;
  readonly license: string | undefined;
}

interface PackageJson {
  readonly name: string;
  readonly version: string;
  readonly license?: unknown;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

/**
 * The packages of these names and all that they need, found as Node finds them, sorted by path. Those that are optional
 * and not installed (the native modules of other systems) are left out.
 * @throws Error naming a package that is needed and not there.
 */
export function packagesOf(root: string, names: readonly string[]): InstalledPackage[] {
  const found = new Map<string, InstalledPackage>();
  const look = (name: string, from: string, isOptional: boolean): void => {
    const path = pathOf(root, name, from);
    if (path === undefined) {
      if (isOptional) return;
      throw new Error(`${name}, which ${from || 'the station'} needs, is not installed: run 'npm ci'`);
    }
    if (found.has(path)) return;
    const folder = join(root, path);
    const json = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as PackageJson;
    const optional = Object.keys(json.optionalDependencies ?? {});
    const needed = Object.keys(json.dependencies ?? {}).filter((each) => !optional.includes(each));
    const license = typeof json.license === 'string' ? json.license : undefined;
    found.set(path, { name, version: json.version, folder, path, license });
    for (const each of needed) look(each, path, false);
    for (const each of optional) look(each, path, true);
  };
  for (const name of names) look(name, '', false);
  return [...found.values()].toSorted((a, b) => (a.path < b.path ? -1 : 1));
}

/** Where `from` finds a package: in its own node_modules, or in one above. */
function pathOf(root: string, name: string, from: string): string | undefined {
  for (let at = from; ; at = at.includes('/') ? dirname(at) : '') {
    const path = at === '' ? `node_modules/${name}` : `${at}/node_modules/${name}`;
    if (!at.endsWith('node_modules') && existsSync(join(root, path, 'package.json'))) return path;
    if (at === '') return undefined;
  }
}

/** The packages that built files import by name; Node's own and Electron's are no packages. */
export function importedBy(folder: string): string[] {
  const specifiers = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.js'))
    .flatMap((file) => [
      ...readFileSync(join(folder, file), 'utf8').matchAll(
        /^(?:import|export)\b[^'"\n]*?["']([^"'\n]+)["'];?$|\bimport\("([^"\n]+)"\)/gm,
      ),
    ])
    .map(([, from, dynamic]) => from ?? dynamic ?? '');
  const names = specifiers
    .filter((name) => !/^(?:\.|node:|electron$)/.test(name) && !builtinModules.includes(name))
    .map((name) => name.split('/', name.startsWith('@') ? 2 : 1).join('/'));
  return [...new Set(names)].toSorted();
}
