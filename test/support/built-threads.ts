import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Plugin } from 'vitest/config';

const CHUNKS = join(import.meta.dirname, '../../out/main/chunks');
const THREAD = /\/src\/main\/.*-worker\.ts$/;

/**
 * Threads of a station in a test run from the build, as those of an installation do. From the sources each would strip
 * the types of all it imports, again for every station, and with WebAssembly: V8 frees that code while other threads
 * compile theirs, and once in many thousand threads that ends the process (nodejs/node#64500).
 */
export function builtThreads(): Plugin {
  const chunks = readdirSync(CHUNKS);
  return {
    name: 'pickspan:built-threads',
    // Before the runner gives it a meaning of its own.
    enforce: 'pre',
    transform(code, id) {
      if (!THREAD.test(id)) return undefined;
      const name = basename(id, '.ts');
      const chunk = chunks.find((file) => file.startsWith(`${name}-`));
      if (chunk === undefined) throw new Error(`the build has no ${name}`);
      return {
        code: code.replace('import.meta.url', JSON.stringify(pathToFileURL(join(CHUNKS, chunk)).href)),
        map: null,
      };
    },
  };
}
