import type { InstalledPackage } from './installed-packages.ts';
import type { Target } from './target.ts';

/* Which files of a package go along. Sources, tests, maps, types, other systems' prebuilds and papers stay behind. */

/** Needed to compile what comes compiled. */
export const NOT_AT_RUN_TIME: readonly string[] = ['node-addon-api'];

/** Packages of which less is needed than their rules of the thumb below leave. */
const ONLY: Readonly<Record<string, (target: Target) => RegExp>> = {
  'better-sqlite3': ({ platform, arch }) => new RegExp(`^lib/.*\\.js$|^prebuilds/${platform}-${arch}\\.node$`),
  // Its prebuilds of macOS hold both kinds of processor, those of Linux come for two C libraries.
  '@serialport/bindings-cpp': ({ platform, arch }) => {
    const folder = platform === 'darwin' ? String.raw`darwin-x64\+arm64` : `${platform}-${arch}`;
    return new RegExp(String.raw`^dist/.*\.js$|^prebuilds/${folder}/(?!.*\.musl\.).*\.node$`);
  },
  'bwip-js': () => /^dist\/bwip-js-node\.m?js$|^dist\/bwipp\.mjs$/,
  // JavaScript that compiles schemas while it runs; the rest is the same in TypeScript.
  ajv: () => /^dist\/.*\.(?:js|json)$/,
};

/** One weight axis, upright, in the scripts of paper: src/main/paper/text/fonts.ts reads no other file. */
const FONT = /^unicode\.json$|^files\/[^/]*-wght-normal\.woff2$/;

const NEVER =
  /(?:^|\/)(?:tests?|__tests__|examples?|docs?|benchmarks?|coverage|\.github|\.vscode|node_modules)\/|\.(?:[cm]?ts|tsx|map|md|markdown|flow|tsbuildinfo|gyp|gypi|cc|cpp|h|hpp|yml|html|ps|sh)$|\.test\.[cm]?js$|(?:^|\/)(?:\.[^/]+|[Mm]akefile|sbom[^/]*)$/;
const LICENCE = /(?:^|\/)(?:licen[cs]e|notice|copying)[^/]*$/i;

/** Node asks for these by name; without its package.json a package cannot be found at all. */
const ALWAYS = /^package\.json$/;

/** @param file below the package's folder, with slashes. Licences go into one file of their own (licences.ts). */
export function isKept({ name }: Pick<InstalledPackage, 'name'>, file: string, target: Target): boolean {
  if (ALWAYS.test(file)) return true;
  if (LICENCE.test(file)) return false;
  if (name.startsWith('@fontsource-variable/')) return FONT.test(file);
  const only = ONLY[name];
  return only === undefined ? !NEVER.test(file) : only(target).test(file);
}
