import { existsSync, globSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

/* Whether the tests run the threads of a station as an installation does: see support/built-threads.ts. */

const BUILT = process.env['PICKSPAN_TEST_BUILT'] === '1';
const SOURCES = globSync('src/main/**/*-worker.ts', { cwd: resolve(import.meta.dirname, '..') });

it.runIf(BUILT).each(SOURCES)('%s runs from the build', async (source) => {
  const module = (await import(resolve(import.meta.dirname, '..', source))) as Record<string, string>;
  const [file] = Object.values(module).map((address) => fileURLToPath(address));
  expect(file).toContain(resolve(import.meta.dirname, '../out/main/chunks'));
  expect(existsSync(file ?? '')).toBe(true);
});

it('there are threads', () => {
  expect(SOURCES).toHaveLength(3);
});
