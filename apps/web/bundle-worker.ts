import { build } from 'esbuild'

/** The worker that keeps pages to read without a connection: at one address, so that it can be replaced. */
await build({
  entryPoints: ['src/service-worker/index.ts'],
  outfile: 'public/sw.js',
  bundle: true,
  minify: true,
  format: 'iife',
  target: ['chrome109', 'firefox115', 'safari16.4'],
  define: { 'process.env.NODE_ENV': '"production"' },
})
