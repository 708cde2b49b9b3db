import { defineConfig } from 'vitest/config';

/** The tests in a browser: one file, which starts the product once for all of them. */
export default defineConfig({
  test: {
    environment: 'node',
    include: ['e2e/*.e2e.ts'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
