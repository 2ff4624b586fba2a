import { mkdir, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'

import { build } from 'esbuild'

/**
 * Bundles what runs in browsers into files named after their content, and writes down the name of the one
 * that pages load.
 */
await rm('public/client', { recursive: true, force: true })
const { metafile } = await build({
  entryPoints: ['src/client/main.ts'],
  outdir: 'public/client',
  entryNames: '[name]-[hash]',
  chunkNames: '[name]-[hash]',
  bundle: true,
  splitting: true,
  minify: true,
  format: 'esm',
  target: 'es2022',
  metafile: true,
})
const [file] =
  Object.entries(metafile.outputs).find(
    ([, { entryPoint }]) => entryPoint === 'src/client/main.ts',
  ) ?? []
if (!file) throw new Error('The bundle of src/client/main.ts has no file.')
await mkdir('src/generated', { recursive: true })
await writeFile(
  'src/generated/client-script.ts',
  `export const clientScript = '/client/${path.basename(file)}'\n`,
)
