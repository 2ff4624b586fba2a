import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { runQuietly, turboFlags } from './run-quietly.ts'

/** `npm run bench -- NAME`: measures the built apps beside peers that `bench` alone installs. */
await runQuietly('pnpm', ['--dir', 'bench', 'install', '--frozen-lockfile'])
await runQuietly('turbo', ['run', 'build', ...turboFlags])

const bench = spawn('tsx', ['bench/bench.ts', ...process.argv.slice(3)], { stdio: 'inherit' })
const [code] = (await once(bench, 'exit')) as [number | null]
process.exitCode = code ?? 1
