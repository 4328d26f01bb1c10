// Runs the tests: `npm test`, and with --soak the same tests with the large counts that take long.
// Further arguments go to vitest: `npm test -- test/terminal`.
import { spawn, spawnSync } from 'node:child_process';
import { join } from 'node:path';

const args = process.argv.slice(2);
const soak = args.includes('--soak');
const seed = process.env['PICKSPAN_SEED'] ?? String(Math.floor(Math.random() * 2 ** 31));
console.log(`seed ${seed} (PICKSPAN_SEED=${seed} repeats this run)${soak ? ', soak' : ''}`);

// Nothing of the person's own set-up may reach a test.
const environment = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(PICKSPAN|OTEL)_/.test(name)));
const environmentOfTests = {
  ...environment,
  PICKSPAN_SEED: seed,
  PICKSPAN_TEST_BUILT: '1',
  // A process for every file and threads for every station: what one has compiled the next need not.
  NODE_COMPILE_CACHE: join(process.cwd(), 'node_modules', '.cache', 'compiled'),
  ...(soak ? { PICKSPAN_SOAK: '1' } : {}),
  // Importing `electron` outside of it starts a download; no test wants that.
  ELECTRON_OVERRIDE_DIST_PATH: join(process.cwd(), 'node_modules', 'electron', 'dist'),
};

// The bundles are built first: packaging and hosts are made of them, and a build that fails is a failed test.
const build = spawnSync('electron-vite', ['build', '--logLevel', 'warn'], {
  stdio: 'inherit',
  env: environmentOfTests,
  shell: process.platform === 'win32',
});
if (build.status !== 0) process.exit(build.status ?? 1);

const tests = spawn('vitest', ['run', ...args.filter((argument) => argument !== '--soak')], {
  stdio: 'inherit',
  env: environmentOfTests,
  shell: process.platform === 'win32',
});
tests.on('exit', (code) => process.exit(code ?? 1));
