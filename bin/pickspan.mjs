#!/usr/bin/env node
// Starts the command line of the station. Plain JavaScript that any Node can read: its first duty is to find a Node that
// is new enough (better-sqlite3's prebuilds need Node-API 10, which came with Node 22) and to hand over to it.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const NEEDED_MAJOR = 22;
const major = Number(process.versions.node.split('.')[0]);
const home = dirname(dirname(fileURLToPath(import.meta.url)));

/** The Node that the `node` package brought into node_modules, or undefined where it was not installed. */
function bundledNode() {
  try {
    const folder = dirname(createRequire(import.meta.url).resolve('node/package.json'));
    const file = join(folder, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
    return existsSync(file) ? file : undefined;
  } catch {
    return undefined;
  }
}

if (major >= NEEDED_MAJOR) {
  const module = await import('node:module');
  module.enableCompileCache?.();
  // A checkout runs its sources (Node strips the types); an installed package carries only the built file.
  const source = join(home, 'src', 'main', 'cli.ts');
  const entry = existsSync(source) ? source : join(home, 'out', 'main', 'cli.js');
  const cli = /** @type {{ main: (argv: readonly string[]) => Promise<void> }} */ (
    await import(pathToFileURL(entry).href)
  );
  await cli.main(process.argv.slice(2));
} else {
  const node = bundledNode();
  if (node === undefined) {
    process.stderr.write(
      `pickspan needs Node ${NEEDED_MAJOR} or newer, this is ${process.version}: run 'npm ci' in ${home}, or install Node 24.\n`,
    );
    process.exit(2);
  }
  const child = spawn(node, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], { stdio: 'inherit' });
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']))
    process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => {
    if (signal !== null) {
      process.removeAllListeners(signal);
      process.kill(process.pid, signal);
    } else process.exit(code ?? 1);
  });
}
