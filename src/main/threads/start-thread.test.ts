import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spawnSync } from 'node:child_process';
import { expect, onTestFinished, test } from 'vitest';
import { startThread } from './start-thread.ts';

const moduleOf = (source: string): string => `data:text/javascript,${encodeURIComponent(source)}`;

const TELLS = moduleOf(`
  import { getCompileCacheDir } from 'node:module';
  import { parentPort, workerData } from 'node:worker_threads';
  parentPort.postMessage({ workerData, seen: process.env.PICKSPAN_SEEN, home: process.env.HOME, cache: getCompileCacheDir() });
`);

test('a thread has what it is started with, and nothing of the environment that it was not given', async () => {
  const thread = startThread(TELLS, { name: 'test', data: { task: 'tell' }, environment: { PICKSPAN_SEEN: 'yes' } });
  // It says one thing and ends, both of which may be heard in one turn.
  const ended = once(thread, 'exit');
  const [told] = (await once(thread, 'message')) as [object];
  expect(told).toMatchObject({ workerData: { task: 'tell' }, seen: 'yes', home: undefined });
  await ended;
});

/** What a process of its own prints that starts such a thread. */
function printedBy(source: string, environment: NodeJS.ProcessEnv): string {
  const imports = `import { startThread } from ${JSON.stringify(new URL('start-thread.ts', import.meta.url).href)};`;
  const { stdout, stderr } = spawnSync(
    process.execPath,
    ['--no-warnings', '--input-type=module', '-e', imports + source],
    { encoding: 'utf8', env: { ...process.env, ...environment } },
  );
  expect(stderr).toBe('');
  return stdout.trim();
}

test.each([
  ['the compile cache of the process', { NODE_DISABLE_COMPILE_CACHE: undefined }, true],
  ['none where the process has none', { NODE_COMPILE_CACHE: undefined }, false],
])('a thread has %s', (_what, environment, has) => {
  const folder = mkdtempSync(join(tmpdir(), 'pickspan-compiled-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const printed = printedBy(
    `import { getCompileCacheDir } from 'node:module';
     const thread = startThread(${JSON.stringify(TELLS)}, { name: 'test', data: null });
     thread.ref();
     thread.on('message', ({ cache }) => console.log(JSON.stringify([cache ?? null, getCompileCacheDir() ?? null])));`,
    { NODE_COMPILE_CACHE: folder, ...environment },
  );
  const [ofThread, ofProcess] = JSON.parse(printed) as [string | null, string | null];
  expect(ofThread).toBe(ofProcess);
  expect(ofThread === null ? null : ofThread.startsWith(folder)).toBe(has ? true : null);
});

test('a thread that waits for work keeps no process alive', () => {
  const waits = moduleOf(`import { parentPort } from 'node:worker_threads'; parentPort.on('message', () => {});`);
  expect(
    printedBy(`startThread(${JSON.stringify(waits)}, { name: 'test', data: null }); console.log('over');`, {}),
  ).toBe('over');
});
