import { existsSync, rmSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { startEmbedded } from '@courant/prisma/embedded'
import { readSettings } from './env.ts'
import { say, step } from './progress.ts'
import { runUntilStopped } from './lifecycle.ts'
import { runQuietly, turboFlags } from './run-quietly.ts'
import { findChromium } from './test/chromium.ts'
import { formatTable, formatTotal, type Row } from './test/report.ts'
import { countPlaywright, countVitest, readCounts } from './test/results.ts'
import { packageFolders, readPackageJson } from './workspace.mjs'

const suites = {
  test: { file: 'test-results.json', count: countVitest, label: '' },
  e2e: { file: 'e2e-results.json', count: countPlaywright, label: ' in a browser' },
}

/** `npm test`: every check and every test, on a database of its own; the last line counts them. */
await runUntilStopped(async ({ stopping }) => {
  removeOldResults()
  const postgres = await step('Starting a PostgreSQL', startPostgres)
  process.env.TEST_DATABASE_URL = postgres.url
  let rows: Row[]
  try {
    rows = await runEverything(stopping)
  } finally {
    await postgres.remove()
  }
  say('', formatTable(rows), '', formatTotal(rows))
  process.exitCode = rows.some(({ failed }) => failed > 0) ? 1 : 0
})

async function runEverything(stopping: AbortSignal): Promise<Row[]> {
  const chromium = await step('Looking for a Chromium', () =>
    findChromium(readSettings().dataDir).catch((error: Error) => error),
  )
  say(chromium instanceof Error ? chromium.message : `  ${chromium.path}, ${chromium.origin}`)

  const rows = [
    await runCheck('format', ['oxfmt --check'], stopping),
    await runCheck('lint', [turbo('generate'), 'oxlint --type-aware'], stopping),
    await runCheck('types', [turbo('typecheck')], stopping),
    ...(await runSuite('test', stopping)),
    await runCheck('build', [turbo('build')], stopping),
  ]
  if (chromium instanceof Error) {
    return [...rows, { name: 'e2e: no Chromium', passed: 0, failed: 1, skipped: 0, seconds: 0 }]
  }
  process.env.CHROMIUM_PATH = chromium.path
  return [...rows, ...(await runSuite('e2e', stopping))]
}

function turbo(task: string): string {
  // A package's tests take a core and wait for the database in between.
  const concurrency = Math.max(2, Math.ceil(availableParallelism() / 2))
  const options = `--continue=dependencies-successful --concurrency=${concurrency}`
  return `turbo run ${task} ${options} ${turboFlags.join(' ')}`
}

async function startPostgres(): Promise<{ url: string; remove: () => Promise<void> }> {
  // The name by which @courant/testing finds and removes what a killed run has left.
  const dataDir = await mkdtemp(join(tmpdir(), `courant-test-${process.pid}-`))
  const server = await startEmbedded({ dataDir, durable: false })
  return {
    url: server.url,
    async remove() {
      await server.stop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

async function runCheck(name: string, commands: string[], stopping: AbortSignal): Promise<Row> {
  const startedAt = performance.now()
  let failed = 0
  try {
    await step(`Checking: ${name}`, async () => {
      for (const command of commands) {
        const [program = '', ...args] = command.split(' ')
        await runQuietly(program, args, { stopping })
      }
    })
  } catch (error) {
    stopping.throwIfAborted()
    say(error instanceof Error ? error.message : String(error))
    failed = 1
  }
  const seconds = (performance.now() - startedAt) / 1000
  return { name, passed: 1 - failed, failed, skipped: 0, seconds }
}

/** Runs one kind of tests in every package that has it. */
async function runSuite(task: keyof typeof suites, stopping: AbortSignal): Promise<Row[]> {
  const run = await runCheck(task, [turbo(task)], stopping)
  const { file, count, label } = suites[task]
  const rows = foldersWith(task).map((folder): Row => {
    const name = readPackageJson(folder).name + label
    return { name, ...readCounts(join(folder, file), count) }
  })
  const explained = rows.some(({ failed }) => failed > 0)
  return run.failed && !explained ? [...rows, run] : rows
}

function foldersWith(task: keyof typeof suites): string[] {
  const [root, ...folders] = packageFolders(process.cwd())
  return folders.filter((folder) => folder !== root && readPackageJson(folder).scripts?.[task])
}

/** So that no count is of an earlier run; turbo brings back those of tests that need not run again. */
function removeOldResults(): void {
  for (const folder of packageFolders(process.cwd())) {
    for (const { file } of Object.values(suites)) {
      if (existsSync(join(folder, file))) rmSync(join(folder, file))
    }
  }
}
