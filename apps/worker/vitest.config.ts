import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    // One load of the modules for all files: half of the time went into loading them for each.
    isolate: false,
    globalSetup: ['@courant/ingest/known-database', './src/bundled.fixture.ts'],
    setupFiles: ['@courant/testing/fail-on-console-error'],
    include: ['src/**/*.test.ts'],
    // Each test starts processes, some of them a dozen or a PostgreSQL, on machines that may be busy.
    testTimeout: 180_000,
    hookTimeout: 60_000,
    reporters: ['default', 'json'],
    outputFile: { json: 'test-results.json' },
  },
})
