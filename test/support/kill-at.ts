// Preloaded into a process under test: kills it, as a power cut would, before the n-th change that it makes to files.
// KILL_AT is n; without it nothing dies and the number of changes is written to KILL_COUNT_FILE.
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

const at = Number(process.env['KILL_AT'] ?? Number.POSITIVE_INFINITY);
const CHANGES = [
  'mkdirSync',
  'renameSync',
  'rmSync',
  'rmdirSync',
  'copyFileSync',
  'writeFileSync',
  'writeSync',
  'fsyncSync',
];
const { writeFileSync } = fs;
let changes = 0;

const functions = fs as unknown as Record<string, (...args: unknown[]) => unknown>;
for (const name of CHANGES) {
  const real = functions[name];
  if (real === undefined) throw new Error(`fs has no ${name}`);
  functions[name] = (...args) => {
    changes += 1;
    if (changes === at) process.kill(process.pid, 'SIGKILL');
    return real(...args);
  };
}
syncBuiltinESMExports();

const countFile = process.env['KILL_COUNT_FILE'];
if (countFile !== undefined) process.on('exit', () => writeFileSync(countFile, String(changes)));
