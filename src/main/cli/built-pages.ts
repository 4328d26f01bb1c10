import { spawn } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';

/** What the bundles are made of, beside `src`. */
const SOURCES = ['electron.vite.config.ts', 'package.json', join('resources', 'window')];
/** What a build leaves; the oldest of them says how old the build is. */
const BUILT = [
  ['out', 'main', 'index.js'],
  ['out', 'preload', 'index.cjs'],
  ['out', 'renderer', 'index.html'],
];

/**
 * Builds the screens anew where a checkout has none or older ones than its sources; an installed package has only what
 * was built. @returns what went wrong, in the builder's words.
 */
export async function buildIfStale(home: string): Promise<string | undefined> {
  if (!existsSync(join(home, 'src', 'renderer')) || !isStale(home)) return undefined;
  let builder: string;
  try {
    builder = createRequire(join(home, 'package.json')).resolve('electron-vite/package.json');
  } catch {
    return "electron-vite is not installed: run 'npm ci'";
  }
  const program = join(dirname(builder), 'bin', 'electron-vite.js');
  const child = spawn(process.execPath, [program, 'build', '--logLevel', 'warn'], {
    cwd: home,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [out, err, code] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    new Promise<number | null>((resolve) => void child.once('close', resolve).once('error', () => resolve(null))),
  ]);
  return code === 0 ? undefined : `${err}${out}`.trim();
}

function isStale(home: string): boolean {
  const built = BUILT.map((path) => changedMs(join(home, ...path)));
  const sources = [
    ...readdirSync(join(home, 'src'), { recursive: true, encoding: 'utf8' }).map((file) => join('src', file)),
    ...SOURCES,
  ].filter((file) => !/\.test\.tsx?$/.test(file));
  return Math.max(...sources.map((file) => changedMs(join(home, file)))) > Math.min(...built);
}

/** When a file was written last; 0 where there is none. */
function changedMs(file: string): number {
  const found = statSync(file, { throwIfNoEntry: false });
  return found?.isFile() === true ? found.mtimeMs : 0;
}
