import { courant } from './courant.ts'
import { exitCode, Interrupted } from './run.ts'

const stopping = new AbortController()
for (const name of ['SIGINT', 'SIGTERM'] as const) {
  process.once(name, () => stopping.abort(new Interrupted(name)))
}

// Whoever reads our output, such as `head`, may have read enough.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
  process.exit(exitCode.done)
})

const { signal } = stopping
process.exitCode = await courant(process.argv.slice(2), { streams: process, signal })
