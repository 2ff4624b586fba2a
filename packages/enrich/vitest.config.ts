import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    // One load of the modules for all files: half of the time went into loading them for each.
    isolate: false,
    include: ['src/**/*.test.ts'],
    // Property tests take a while on a busy machine.
    testTimeout: process.env.FUZZ_RUNS ? 0 : 60_000,
    reporters: ['default', 'json'],
    outputFile: { json: 'test-results.json' },
  },
})
