import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
    // Generous, because tests here start real processes and sync real disks on small shared machines: a limit is there
    // to end a hang, never to measure speed (that is bench/).
    testTimeout: 120_000,
    hookTimeout: 120_000,
    reporters: ['default'],
    // Made for two cores: two that work, and a third for those that wait, for a browser, a broker or a back-off.
    maxWorkers: 3,
  },
});
