import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Arguments } from './arguments.ts';

/* Electron's program: looked for without asking its package, which would begin to fetch it. */

export type Found = { readonly ok: true; readonly program: string } | Missing;
export type Missing = { readonly ok: false; readonly reason: string };

const FETCH_LIMIT_MS = 180_000;
/** A program that ends so soon, and not with an exit code of ours, could not start on this machine. */
const START_LIMIT_MS = 15_000;
const HIGHEST_EXIT = 3;

/** Finds Electron's program; fetches it once by its own script where it is missing and nothing forbids that. */
export async function findElectron(
  home: string,
  environment: NodeJS.ProcessEnv,
  say: (line: string) => void,
): Promise<Found> {
  const hasScreen = (environment['DISPLAY'] ?? environment['WAYLAND_DISPLAY'] ?? '') !== '';
  if (process.platform === 'linux' && !hasScreen) return missing('there is no display');
  const folder = packageFolder(home);
  if (folder === undefined) return missing('it is not installed');
  const elsewhere = environment['ELECTRON_OVERRIDE_DIST_PATH'];
  const program = programIn(folder, elsewhere);
  if (program !== undefined) return { ok: true, program };
  if (elsewhere !== undefined) return missing(`there is none in ${elsewhere}`);
  if (environment['PICKSPAN_NO_ELECTRON_DOWNLOAD'] === '1') return missing('it is not there, and not to be fetched');
  say('pickspan: Electron is fetched, once; this can take some minutes.');
  const failed = await fetchElectron(folder);
  const fetched = programIn(folder, undefined);
  return fetched === undefined ? missing(failed ?? 'it could not be fetched') : { ok: true, program: fetched };
}

/** Runs the station in Electron, to its end. Not ok: it could not start here. */
export function runElectron(
  program: string,
  home: string,
  { folder, flags }: Arguments,
): Promise<{ readonly ok: true; readonly exit: number } | Missing> {
  const passed = ['demo', 'no-sync', 'verbose'].filter((name) => flags.has(name)).map((name) => `--${name}`);
  const startedMs = performance.now();
  return new Promise((resolve) => {
    const child = spawn(program, [join(home, 'out', 'main', 'index.js'), '--data', folder, ...passed], {
      stdio: 'inherit',
    });
    const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
    let asked = false;
    const pass = (name: NodeJS.Signals): void => {
      asked = true;
      child.kill(name);
    };
    for (const name of signals) process.on(name, pass);
    child.once('error', (error) => resolve(missing(error.message)));
    child.once('exit', (code, name) => {
      for (const each of signals) process.removeListener(each, pass);
      const isOurs = asked || (code !== null && code <= HIGHEST_EXIT);
      if (isOurs || performance.now() - startedMs > START_LIMIT_MS)
        resolve({ ok: true, exit: code ?? (asked ? 0 : 1) });
      else resolve(missing(`it ended with ${name ?? code}`));
    });
  });
}

const missing = (reason: string): Missing => ({ ok: false, reason });

function packageFolder(home: string): string | undefined {
  try {
    return dirname(createRequire(join(home, 'package.json')).resolve('electron/package.json'));
  } catch {
    return undefined;
  }
}

/** As electron's own index.js looks for it; that file cannot be asked, because it fetches what it does not find. */
function programIn(folder: string, elsewhere: string | undefined): string | undefined {
  const pathFile = join(folder, 'path.txt');
  const name = existsSync(pathFile) ? readFileSync(pathFile, 'utf8').trim() : 'electron';
  const program = join(elsewhere ?? join(folder, 'dist'), name);
  return existsSync(program) ? program : undefined;
}

/** Electron's own install script, within a time limit. @returns why it failed. */
function fetchElectron(folder: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [join(folder, 'install.js')], {
      stdio: ['ignore', 'ignore', 'ignore'],
      timeout: FETCH_LIMIT_MS,
    });
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, name) => {
      if (name !== null) resolve(`it could not be fetched within ${FETCH_LIMIT_MS / 1000} s`);
      else resolve(code === 0 ? undefined : 'it could not be fetched');
    });
  });
}
