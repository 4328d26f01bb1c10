import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { builderOn } from './builder.ts';
import { stageApp } from './stage.ts';
import { thisMachine } from './target.ts';

/*
 * `npm run package`: the built program in a folder, for this machine, with the Electron of node_modules. With arguments,
 * whatever electron-builder is told: `npm run package -- --linux AppImage deb --publish never`; it then fetches the
 * Electron it needs.
 */

const root = resolve(import.meta.dirname, '..');
const packages = createRequire(join(root, 'package.json'));

/** Runs a program of node_modules to its end. @returns its exit code. */
function run(args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<number> {
  return new Promise((settle) => {
    const child = spawn(process.execPath, args, { cwd: root, stdio: 'inherit', env: { ...process.env, ...env } });
    child.once('error', () => settle(1));
    child.once('exit', (code) => settle(code ?? 1));
  });
}

const program = (name: string, file: string): string => join(dirname(packages.resolve(`${name}/package.json`)), file);

async function main(given: readonly string[]): Promise<number> {
  const electron = program('electron', 'dist');
  if (given.length === 0 && !existsSync(electron)) {
    console.error(
      "Nothing was packed: Electron's program is not in node_modules ('npx install-electron' fetches it). With a folder " +
        'that holds one: npm run package -- --dir -c.electronDist=FOLDER',
    );
    return 1;
  }
  const built = await run([program('electron-vite', join('bin', 'electron-vite.js')), 'build', '--logLevel', 'warn']);
  if (built !== 0) return built;
  const staged = join(root, 'dist', 'app');
  stageApp(root, staged, thisMachine());
  const more = given.length === 0 ? ['--dir', '--publish', 'never', `-c.electronDist=${electron}`] : given;
  const { args, env } = builderOn(root, staged, more);
  return run(args, env);
}

process.exitCode = await main(process.argv.slice(2));
