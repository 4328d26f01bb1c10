import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
    // Generous, because tests here start real processes and sync real disks on small shared machines: a limit is there
    // to end a hang, never to measure speed (that is bench/).
    testTimeout: 120_000,
    hookTimeout: 120_000,
    reporters: ['default'],
    // Many tests fsync; more workers than cores only makes them wait for each other.
    maxWorkers: 2,
  },
});
