import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    globalSetup: './src/global-setup.ts',
    // Making databases is all that these tests do, beside whatever else runs.
    testTimeout: 30_000,
    include: ['src/**/*.test.ts'],
    reporters: ['default', 'json'],
    outputFile: { json: 'test-results.json' },
  },
})
