import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    globalSetup: ['@courant/testing/global-setup', './src/bundled.fixture.ts'],
    setupFiles: ['@courant/testing/fail-on-console-error'],
    include: ['src/**/*.test.ts'],
    // Each test starts processes, some a PostgreSQL.
    testTimeout: 60_000,
    reporters: ['default', 'json'],
    outputFile: { json: 'test-results.json' },
  },
})
