import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { copyFile, mkdir } from 'node:fs/promises'
import { createRequire } from 'node:module'

import { build } from 'esbuild'

/**
 * What the ids of the forms' actions are made with: alike in every build, so that a form of one machine,
 * or of the version before, is understood by another. It is no secret: Next would keep with it what an
 * action closes over, and ours close over nothing.
 */
const actionKey = createHash('sha256').update('courant').digest('base64')

/** The pages. Next would report each build to its makers; a self-hosted feed reports to nobody. */
const next = createRequire(import.meta.url).resolve('next/dist/bin/next')
execFileSync(process.execPath, [next, 'build'], {
  stdio: 'inherit',
  env: {
    // oxlint-disable-next-line node/no-process-env
    ...process.env,
    NEXT_TELEMETRY_DISABLED: '1',
    NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: actionKey,
  },
})

/** For the API, which knows the pages' operations by it. */
await mkdir('dist', { recursive: true })
await copyFile('src/generated/operations.json', 'dist/operations.json')

/** The server that stands in front of them. */
await build({
  entryPoints: ['src/server.ts'],
  outfile: 'dist/server.js',
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  packages: 'external',
  sourcemap: true,
})
