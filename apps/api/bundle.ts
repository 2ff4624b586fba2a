import { readFile, rm } from 'node:fs/promises'
import { resolve } from 'node:path'

import { build } from 'esbuild'

interface Manifest {
  dependencies: Record<string, string>
}

/**
 * Writes the API, `index.js`, that plain Node runs from anywhere below this package, beside it the program
 * of the threads that read documents, and in files of their own what is loaded when it is needed.
 */
export async function bundle(outdir: string): Promise<void> {
  await rm(resolve(import.meta.dirname, outdir), { recursive: true, force: true })
  await build({
    absWorkingDir: import.meta.dirname,
    entryPoints: {
      index: 'src/index.ts',
      'document-thread': '@courant/ingest/document-thread',
    },
    outdir,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    splitting: true,
    sourcemap: true,
    external: [...(await foundAtRunTime()), 'pg-native'],
    // CommonJS packages among them call require, which a module does not have.
    banner: {
      js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
    },
    logLevel: 'warning',
  })
}

/**
 * What this package declares can be found from here. The workspace's packages are TypeScript, and what
 * they depend on cannot be found from here, so both go into the bundle.
 */
async function foundAtRunTime(): Promise<string[]> {
  const file = new URL('package.json', import.meta.url)
  const { dependencies } = JSON.parse(await readFile(file, 'utf8')) as Manifest
  return Object.entries(dependencies)
    .filter(([, version]) => !version.startsWith('workspace:'))
    .flatMap(([name]) => [name, `${name}/*`])
}
