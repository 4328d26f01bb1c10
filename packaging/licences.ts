import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { InstalledPackage } from './installed-packages.ts';

/** A text once, with all packages that come under it. */
interface Terms {
  readonly text: string;
  readonly packages: string[];
}

/**
 * The licences of everything that goes along, in one text: a list of packages, then every text once. Electron brings its
 * own and Chromium's in files beside the program.
 * @throws Error naming packages that say nothing of their licence.
 */
export function licencesOf(packages: readonly InstalledPackage[]): string {
  const silent = packages.filter((each) => each.license === undefined && textsOf(each).length === 0);
  if (silent.length > 0) throw new Error(`no licence: ${silent.map(({ name }) => name).join(', ')}`);
  const terms = new Map<string, Terms>();
  for (const each of packages) {
    for (const text of textsOf(each)) {
      const known = terms.get(text) ?? { text, packages: [] };
      known.packages.push(`${each.name} ${each.version}`);
      terms.set(text, known);
    }
  }
  const list = packages.map(({ name, version, license }) => `  ${name} ${version}: ${license ?? 'see its text'}`);
  const texts = [...terms.values()].map(
    ({ text, packages: of }) => `${'-'.repeat(78)}\n${of.join(', ')}\n\n${text.trim()}\n`,
  );
  return `Pickspan contains these packages of others:\n\n${[...new Set(list)].join('\n')}\n\n${texts.join('\n')}`;
}

/** The texts that a package brings; whoever brings none is named in the list with the licence it declares. */
function textsOf({ folder }: InstalledPackage): string[] {
  return readdirSync(folder)
    .filter((file) => /^(?:licen[cs]e|notice|copying)/i.test(file))
    .toSorted()
    .map((file) => readFileSync(join(folder, file), 'utf8').replaceAll('\r\n', '\n'));
}
