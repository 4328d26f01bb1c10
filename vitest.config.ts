import { defineConfig } from 'vitest/config';
import { builtThreads } from './test/support/built-threads.ts';

// What `npm test` has just built; vitest by itself knows of no build.
const plugins = process.env['PICKSPAN_TEST_BUILT'] === '1' ? [builtThreads()] : [];

export default defineConfig({
  plugins,
  test: {
    // Generous, because tests here start real processes and sync real disks on small shared machines: a limit is there
    // to end a hang, never to measure speed (that is bench/).
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // The same for what is asked again until it is so.
    expect: { poll: { timeout: 60_000 } },
    reporters: ['default'],
    // Made for two cores: two that work, and a third for those that wait, for a browser, a broker or a back-off.
    maxWorkers: 3,
    projects: [
      // Parts on their own change nothing of the process they run in, so a worker takes one file after the other.
      { extends: true, test: { name: 'parts', include: ['src/**/*.test.ts'], isolate: false } },
      { extends: true, test: { name: 'whole', include: ['test/**/*.test.ts'] } },
    ],
  },
});
