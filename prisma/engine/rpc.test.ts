import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdir, readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { migrate } from '../src/migrate.ts'
import { absentDatabase, query } from '../test-database.ts'
import type { AbsentDatabase } from '../test-database.ts'

const home = dirname(import.meta.dirname)
const schemaPath = join(home, 'schema.prisma')

let database: AbsentDatabase
beforeEach(() => {
  database = absentDatabase()
})
afterEach(() => database.drop())

describe('the engine over JSON-RPC', () => {
  it('writes the next migration, from the history and the schema', async () => {
    await migrate(database.url)
    const schema = await readFile(schemaPath, 'utf8')
    const content = schema.replace('  byline ', '  kicker String?\n  byline ')
    const answer = await call('createMigration', {
      draft: true,
      migrationName: 'add_kicker',
      migrationsList: await listMigrations(),
      schema: { files: [{ path: schemaPath, content }] },
      filters: { externalTables: [], externalEnums: [] },
    })
    expect(answer.result.migrationScript).toContain('ADD COLUMN     "kicker" TEXT')
  })

  it('leaves no shadow database behind', async () => {
    await migrate(database.url)
    await call('devDiagnostic', {
      migrationsList: await listMigrations(),
      filters: { externalTables: [], externalEnums: [] },
    })
    // Other tests have theirs at the same time, for a moment.
    const shadows = () =>
      query(database.url, `SELECT FROM pg_database WHERE datname LIKE 'prisma_migrate_shadow%'`)
    await expect.poll(shadows, { timeout: 20_000 }).toEqual([])
  })

  it('answers a failing call with the reason, and the next call as well', async () => {
    const [failed, next] = await calls([
      [
        'dbExecute',
        { datasourceType: { tag: 'url', url: database.url }, script: 'SELECT nonsense' },
      ],
      ['createDatabase', { datasource: { url: database.url } }],
    ])
    expect(failed?.error.data.message).toContain(database.name)
    expect(next?.result).toEqual({ databaseName: database.name })
  })
})

interface Answer {
  id: number
  result: { migrationScript?: string; databaseName?: string }
  error: { data: { message: string } }
}

async function call(method: string, params: object): Promise<Answer> {
  const [answer] = await calls([[method, params]])
  if (!answer) throw new Error('No answer')
  return answer
}

async function calls(requests: [method: string, params: object][]): Promise<Answer[]> {
  const engine = spawn(
    process.execPath,
    [
      join(home, 'engine/schema-engine.mjs'),
      '--datasource',
      JSON.stringify({ url: database.url }),
      '--datamodels',
      schemaPath,
    ],
    { stdio: ['pipe', 'pipe', 'inherit'] },
  )
  const lines = requests.map(([method, params], id) =>
    JSON.stringify({ jsonrpc: '2.0', id, method, params }),
  )
  engine.stdin.end(`${lines.join('\n')}\n`)
  const [output] = await Promise.all([text(engine.stdout), once(engine, 'exit')])
  const answers = output
    .trim()
    .split('\n')
    .map((line): Answer => JSON.parse(line))
  return answers.toSorted((a, b) => a.id - b.id)
}

async function listMigrations(): Promise<object> {
  const baseDir = join(home, 'migrations')
  const entries = await readdir(baseDir, { withFileTypes: true })
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name)
  const content = (path: string) => readFile(join(baseDir, path), 'utf8')
  return {
    baseDir,
    lockfile: { path: 'migration_lock.toml', content: await content('migration_lock.toml') },
    shadowDbInitScript: '',
    migrationDirectories: await Promise.all(
      names.map(async (path) => ({
        path,
        migrationFile: {
          path: 'migration.sql',
          content: { tag: 'ok', value: await content(join(path, 'migration.sql')) },
        },
      })),
    ),
  }
}
