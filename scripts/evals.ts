import { spawn } from 'node:child_process'
import { once } from 'node:events'

/** `npm run evals -- [option...]`: measures the enrichment on gold sets; see docs/quality.md. */
const evals = spawn('tsx', ['evals/src/main.ts', ...process.argv.slice(3)], { stdio: 'inherit' })
const [code] = (await once(evals, 'exit')) as [number | null]
process.exitCode = code ?? 1
