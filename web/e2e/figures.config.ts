import { defineConfig } from 'vitest/config';

/** The figures of the UI in a browser: measured by hand on a quiet machine, and no test. */
export default defineConfig({
  test: {
    environment: 'node',
    include: ['e2e/figures.ts'],
    testTimeout: 300_000,
    hookTimeout: 120_000,
  },
});
