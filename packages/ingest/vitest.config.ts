import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    // One load of the modules for all files: half of the time went into loading them for each.
    isolate: false,
    globalSetup: './src/known-database.fixture.ts',
    setupFiles: ['@courant/testing/fail-on-console-error'],
    include: ['src/**/*.test.ts'],
    // Some tests take in hundreds of articles, beside others that do so.
    testTimeout: 30_000,
    reporters: ['default', 'json'],
    outputFile: { json: 'test-results.json' },
  },
})
