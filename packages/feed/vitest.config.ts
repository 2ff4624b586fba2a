import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    // One load of the modules for all files: half of the time went into loading them for each.
    isolate: false,
    globalSetup: '@courant/testing/global-setup',
    // The event log waits for whatever else runs on the tests' server.
    testTimeout: 30_000,
    include: ['src/**/*.test.ts'],
    reporters: ['default', 'json'],
    outputFile: { json: 'test-results.json' },
  },
})
