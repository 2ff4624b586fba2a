import { execFileSync } from 'node:child_process'
import { createRequire } from 'node:module'

import { build } from 'esbuild'

/** The pages. Next would report each build to its makers; a self-hosted feed reports to nobody. */
const next = createRequire(import.meta.url).resolve('next/dist/bin/next')
execFileSync(process.execPath, [next, 'build'], {
  stdio: 'inherit',
  // oxlint-disable-next-line node/no-process-env
  env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1' },
})

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
