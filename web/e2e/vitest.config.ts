import { defineConfig } from 'vitest/config';

/** The tests in a browser: two files side by side, of which each starts the product once. */
export default defineConfig({
  test: {
    environment: 'node',
    include: ['e2e/*.e2e.ts'],
    maxWorkers: 2,
    // Whoever waits for something has a shorter patience, and says for what.
    testTimeout: 180_000,
    hookTimeout: 120_000,
  },
});
