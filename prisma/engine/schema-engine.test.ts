import { execFile } from 'node:child_process'
import { createRequire } from 'node:module'
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { absentDatabase, query } from '../test-database.ts'
import type { AbsentDatabase } from '../test-database.ts'
import { migrate } from '../src/migrate.ts'

const home = dirname(import.meta.dirname)
const command = createRequire(import.meta.url).resolve('prisma/build/index.js')

let database: AbsentDatabase
let folder: string
beforeEach(async () => {
  database = absentDatabase()
  folder = await mkdtemp(join(tmpdir(), 'courant-engine-'))
  await cp(join(home, 'schema.prisma'), join(folder, 'schema.prisma'))
})
afterEach(async () => {
  await database.drop()
  await rm(folder, { recursive: true })
})

/**
 * Runs one of Prisma's own commands, with the settings of prisma.config.ts.
 *
 * @param words the command and its options, one space apart
 * @param path the last option's value, which may hold spaces
 */
function prisma(words: string, ...path: string[]): Promise<{ exitCode: number; output: string }> {
  // Without the variable prisma.config.ts chooses the engine.
  const { PRISMA_SCHEMA_ENGINE_BINARY: _, ...env } = process.env
  const options = {
    cwd: home,
    env: { ...env, DATABASE_URL: database.url, NO_COLOR: '1', CHECKPOINT_DISABLE: '1' },
  }
  return new Promise((resolve) => {
    const args = [command, ...words.split(' '), ...path]
    const child = execFile(process.execPath, args, options, (_error, stdout, stderr) =>
      resolve({ exitCode: child.exitCode ?? 1, output: stdout + stderr }),
    )
  })
}

async function changeSchema(from: string, to: string): Promise<string> {
  const path = join(folder, 'schema.prisma')
  const schema = await readFile(path, 'utf8')
  expect(schema).toContain(from)
  await writeFile(path, schema.replace(from, to))
  return path
}

describe('the migrations', () => {
  it('lead to the schema: nothing has drifted', async () => {
    await migrate(database.url)
    expect(
      await prisma(
        'migrate diff --exit-code --from-migrations migrations --to-schema schema.prisma',
      ),
    ).toMatchObject({ exitCode: 0, output: expect.stringContaining('No difference detected') })
  })

  it('are found to lack a column that the schema has', async () => {
    await migrate(database.url)
    const schema = await changeSchema(
      'headline        String\n',
      'headline        String\n  kicker String?\n',
    )
    const diff = await prisma(
      'migrate diff --exit-code --script --from-migrations migrations --to-schema',
      schema,
    )
    expect(diff).toMatchObject({ exitCode: 2 })
    expect(diff.output).toContain('ALTER TABLE "article" ADD COLUMN     "kicker" TEXT')
  })

  it('are all applied, to Prisma, after our migrate', async () => {
    await migrate(database.url)
    const status = await prisma('migrate status')
    expect(status).toMatchObject({ exitCode: 0 })
    expect(status.output).toContain('Database schema is up to date!')
    const deploy = await prisma('migrate deploy')
    expect(deploy.output).toContain('No pending migrations to apply.')
  })

  it("are all applied, to our migrate, after Prisma's", async () => {
    expect(await prisma('migrate deploy')).toMatchObject({ exitCode: 0 })
    expect(await migrate(database.url)).toEqual([])
  })

  it('leave objects in the database that the schema cannot say, and Prisma leaves them alone', async () => {
    await migrate(database.url)
    const diff = await prisma(
      'migrate diff --exit-code --from-config-datasource --to-schema schema.prisma',
    )
    expect(diff).toMatchObject({ exitCode: 0 })
    expect(
      await query(
        database.url,
        `SELECT to_regproc('article_event_xid') IS NOT NULL AS function,
           to_regclass('article_feed_seq') IS NOT NULL AS sequence,
           (SELECT count(*)::int FROM instance) AS instances`,
      ),
    ).toEqual([{ function: true, sequence: true, instances: 1 }])
  })
})

describe("Prisma's commands on our engine", () => {
  it('generate the client, without a database', async () => {
    const schema = await changeSchema('./src/generated', './client')
    expect(await prisma('generate --schema', schema)).toMatchObject({ exitCode: 0 })
    expect(await readdir(join(folder, 'client'))).toContain('client.ts')
  })

  it('read a database back', async () => {
    await migrate(database.url)
    const { output } = await prisma('db pull --print')
    expect(output).toContain('model ArticleEvent {')
    expect(output).toContain('@default(dbgenerated("article_event_xid()"))')
  })

  it('take a script with semicolons in strings and function bodies', async () => {
    await migrate(database.url)
    const file = join(folder, 'script.sql')
    await writeFile(
      file,
      `CREATE FUNCTION two() RETURNS text LANGUAGE plpgsql AS $$ BEGIN RETURN 'a;b'; END $$;
       CREATE VIEW two_view AS SELECT two() AS two;`,
    )
    expect(await prisma('db execute --file', file)).toMatchObject({ exitCode: 0 })
    expect(await query(database.url, 'SELECT two FROM two_view')).toEqual([{ two: 'a;b' }])
  })

  it('stop before they lose data', async () => {
    await migrate(database.url)
    await query(
      database.url,
      `INSERT INTO source (id, slug, name, language) VALUES (gen_random_uuid(), 'a', 'A', 'en')`,
    )
    const schema = await changeSchema('  language      String?\n', '')
    const push = await prisma('db push --schema', schema)
    expect(push.exitCode).not.toBe(0)
    expect(push.output).toContain('`language` on the `source` table')
  })

  it('say which server does not answer', async () => {
    database = { ...absentDatabase(), url: 'postgresql://courant@127.0.0.1:1/feed' }
    const status = await prisma('migrate status')
    expect(status).toMatchObject({ exitCode: 1, output: expect.stringContaining('P1001') })
  })

  it('say that they were given no database', async () => {
    database = { ...absentDatabase(), url: '' }
    const diff = await prisma('migrate diff --from-empty --to-schema schema.prisma')
    expect(diff).toMatchObject({ exitCode: 1, output: expect.stringContaining('set DATABASE_URL') })
  })
})
