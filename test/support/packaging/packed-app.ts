import { extractAll } from '@electron/asar';
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { builderOn } from '../../../packaging/builder.ts';
import { stageApp } from '../../../packaging/stage.ts';
import { environmentOf, type Ended, type Environment } from '../pickspan.ts';
import { makeStandIn } from './stand-in.ts';

const root = resolve(import.meta.dirname, '../../..');

/** A package for this machine in a folder of its own, made of the bundles that are built. */
export interface PackedApp {
  /** As it would be installed. */
  readonly installed: string;
  readonly asar: string;
  /** What is in the archive, with what lies unpacked beside it: to be run by Node. */
  readonly extracted: string;
  remove(): void;
}

/** Runs electron-builder with the project's own configuration, on an Electron that is only a stand-in. */
export async function packApp(): Promise<PackedApp> {
  const folder = mkdtempSync(join(tmpdir(), 'pickspan-package-'));
  stageApp(root, join(folder, 'app'), { platform: 'linux', arch: process.arch === 'arm64' ? 'arm64' : 'x64' });
  makeStandIn(join(folder, 'electron'));
  const { code, stderr } = await runBuilder(folder, []);
  if (code !== 0) throw new Error(`electron-builder ended with ${code}: ${stderr}`);
  const installed = join(folder, 'packages', process.arch === 'arm64' ? 'linux-arm64-unpacked' : 'linux-unpacked');
  const asar = join(installed, 'resources', 'app.asar');
  const extracted = join(folder, 'extracted');
  extractAll(asar, extracted);
  return { installed, asar, extracted, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** @param folder with the staged `app` and the stand-in `electron`. */
export function runBuilder(folder: string, more: readonly string[]): Promise<Ended> {
  const places = [`-c.electronDist=${join(folder, 'electron')}`, `-c.directories.output=${join(folder, 'packages')}`];
  const target = ['--linux', '--dir', '--publish', 'never'];
  const { args, env } = builderOn(root, join(folder, 'app'), [...target, ...places, ...more]);
  return run(args, folder, env);
}

/** The command line of a package, without Electron: the built file that its main process would import. */
export function runPacked(app: PackedApp, folder: string, words: readonly string[], env?: Environment): Promise<Ended> {
  const starter = join(app.extracted, 'start.mjs');
  writeFileSync(starter, `import { main } from './out/main/cli.js';\nawait main(process.argv.slice(2));\n`);
  return run([starter, ...words], folder, env);
}

async function run(args: readonly string[], folder: string, env: NodeJS.ProcessEnv = {}): Promise<Ended> {
  const child = spawn(process.execPath, args, {
    env: { ...environmentOf(folder), ...env },
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<number | null>((settle) => void child.once('close', settle));
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return { code: await ended, stdout, stderr };
}
