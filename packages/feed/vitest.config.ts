import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    globalSetup: '@courant/testing/global-setup',
    include: ['src/**/*.test.ts'],
    reporters: ['default', 'json'],
    outputFile: { json: 'test-results.json' },
  },
})
