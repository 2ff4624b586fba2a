import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, statSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import { runQuietly, turboFlags } from './run-quietly.ts'
import { packageFolders } from './workspace.mjs'

/** `npm run courant -- <command>`: the command line, built first where a source is newer. */
const program = 'apps/worker/dist/courant.js'

if (changedAt(program) < newestSource()) {
  const startedAt = new Date()
  await runQuietly('turbo', ['run', 'build', '--filter=@courant/worker', ...turboFlags]).catch(
    (error: Error) => {
      process.stderr.write(`${error.message}\n`)
      process.exit(1)
    },
  )
  // Turbo leaves the file as it is where nothing but the time of a source has changed.
  utimesSync(program, startedAt, startedAt)
}

// The terminal sends Ctrl-C to the command too; this process waits for how it ends.
process.on('SIGINT', () => {})
const command = spawn(process.execPath, [program, ...process.argv.slice(3)], { stdio: 'inherit' })
const [code] = (await once(command, 'exit')) as [number | null]
process.exitCode = code ?? 1

function newestSource(): number {
  const [root = '', ...folders] = packageFolders(process.cwd())
  return Math.max(changedAt(join(root, 'pnpm-lock.yaml')), ...folders.map(newestIn))
}

function newestIn(folder: string): number {
  const times = readdirSync(folder, { withFileTypes: true }).map((entry) => {
    const path = join(folder, entry.name)
    if (/^\.|^(?:node_modules|dist|generated)$|-results/.test(entry.name)) return 0
    return entry.isDirectory() ? newestIn(path) : changedAt(path)
  })
  return Math.max(0, ...times)
}

function changedAt(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0
}
