import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Plugin } from 'vitest/config';

const THREAD = /\/src\/main\/.*-worker\.ts$/;
const ADDRESSES = pathToFileURL(join(import.meta.dirname, 'built-thread.ts')).pathname;

/**
 * Threads of a station in a test run from the build, as those of an installation do. From the sources each would strip
 * the types of all it imports, again for every station, and with WebAssembly: V8 frees that code while other threads
 * compile theirs, and once in many thousand threads that ends the process (nodejs/node#64500).
 */
export function builtThreads(): Plugin {
  return {
    name: 'pickspan:built-threads',
    // Before the runner gives it a meaning of its own.
    enforce: 'pre',
    transform(code, id) {
      if (!THREAD.test(id)) return undefined;
      // Looked up when it runs: what is transformed is cached, and every build has names of its own.
      const address = `builtThread(${JSON.stringify(basename(id, '.ts'))})`;
      const looking = `import { builtThread } from ${JSON.stringify(ADDRESSES)};\n`;
      return { code: looking + code.replace('import.meta.url', address), map: null };
    },
  };
}
