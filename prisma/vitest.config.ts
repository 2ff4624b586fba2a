import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    globalSetup: './vitest.global-setup.ts',
    include: ['engine/**/*.test.ts', 'src/**/*.test.ts'],
    // They wait more than they work.
    maxWorkers: 2,
    // Each of Prisma's commands, and each server, is a program that starts.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    reporters: ['default', 'json'],
    outputFile: { json: 'test-results.json' },
  },
})
