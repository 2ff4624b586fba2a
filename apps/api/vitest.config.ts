import { defineConfig } from 'vitest/config'

export default defineConfig({
  // As Node resolves it. Vite prefers index.mjs, a second copy beside the one that the libraries load,
  // and neither would know the other's errors.
  resolve: { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] },
  test: {
    // One load of the modules for all files: half of the time went into loading them for each.
    isolate: false,
    globalSetup: '@courant/testing/global-setup',
    setupFiles: '@courant/testing/fail-on-console-error',
    // Real processes, sockets and databases, on machines that may be busy.
    testTimeout: 30_000,
    hookTimeout: 60_000,
    include: ['src/**/*.test.ts'],
    reporters: ['default', 'json'],
    outputFile: { json: 'test-results.json' },
  },
})
