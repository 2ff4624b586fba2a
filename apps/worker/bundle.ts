import { rm } from 'node:fs/promises'

import { build } from 'esbuild'

/**
 * Writes the worker, `index.js`, and the command line, `courant.js`, as files that plain Node runs, and
 * beside them the program of the threads that read documents for both.
 * Everything is bundled: what the workspace's packages depend on cannot be found from here.
 */
export async function bundle(outdir: string): Promise<void> {
  await rm(outdir, { recursive: true, force: true })
  await build({
    absWorkingDir: import.meta.dirname,
    entryPoints: {
      index: 'src/index.ts',
      courant: 'src/cli/index.ts',
      'document-thread': '@courant/ingest/document-thread',
    },
    outdir,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    splitting: true,
    sourcemap: true,
    external: ['pg-native'],
    // CommonJS packages among them call require, which a module does not have.
    banner: {
      js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
    },
    logLevel: 'warning',
  })
}
