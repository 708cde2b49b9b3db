import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  resolve: { alias: { katex: fileURLToPath(new URL('./src/markdown/noFormulas.ts', import.meta.url)) } },
  build: {
    target: 'es2022',
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
    // No script in the page, no data: URL: the policy of the web listener allows neither.
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    // Which file wants which: for the sizes.
    manifest: true,
    // The largest parts are Mermaid's; tools/sizes.mjs counts what matters.
    chunkSizeWarningLimit: 1_000,
    rolldownOptions: {
      output: {
        codeSplitting: {
          // What every screen wants comes in one file: a dozen small ones cost more than they save.
          groups: [
            {
              name: 'shell',
              test: /node_modules\/(@?preact|preact-iso)\/|\/src\/(App|ui|state|stream|api|i18n\/\w+\.ts)|vite\/preload-helper/,
            },
          ],
        },
      },
    },
  },
  test: {
    // What needs a document says so: a test of a screen begins with `// @vitest-environment jsdom`.
    environment: 'node',
    include: ['src/**/*.test.{ts,tsx}'],
    setupFiles: ['src/testing/lastFrame.ts'],
    testTimeout: 20_000,
  },
});
