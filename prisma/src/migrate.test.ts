import { cp, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { absentDatabase, databaseUrl, query } from '../test-database.ts'
import type { AbsentDatabase } from '../test-database.ts'
import { migrate } from './migrate.ts'
import { readMigrations } from './migrations.ts'

const names = (await readMigrations()).map(({ name }) => name)

let database: AbsentDatabase
beforeEach(() => {
  database = absentDatabase()
})
afterEach(() => database.drop())

describe('migrate', () => {
  it('creates the absent database and applies every migration', async () => {
    expect(await migrate(database.url)).toEqual(names)
    expect(await query(database.url, 'SELECT count(*)::int AS articles FROM article')).toEqual([
      { articles: 0 },
    ])
  })

  it('does nothing the second time', async () => {
    await migrate(database.url)
    expect(await migrate(database.url)).toEqual([])
  })

  it('applies each migration once when several processes start at once', async () => {
    const applied = await Promise.all([1, 2, 3].map(() => migrate(database.url)))
    expect(applied.flat()).toEqual(names)
  })

  it('names the server that does not answer', async () => {
    await expect(migrate('postgresql://courant@127.0.0.1:1/feed')).rejects.toMatchObject({
      code: 'DATABASE_UNREACHABLE',
      message: expect.stringContaining('127.0.0.1:1'),
    })
  })

  it('refuses a database that cannot hold every script', async () => {
    await query(
      databaseUrl('postgres'),
      `CREATE DATABASE "${database.name}" TEMPLATE template0 ENCODING 'LATIN1' LOCALE_PROVIDER libc LOCALE 'C'`,
    )
    await expect(migrate(database.url)).rejects.toMatchObject({
      code: 'DATABASE_UNSUITABLE',
      message: expect.stringContaining('LATIN1'),
    })
  })
})

describe('migrate, with migrations of the next version', () => {
  let migrationsDir: string
  beforeEach(async () => {
    migrationsDir = await mkdtemp(join(tmpdir(), 'courant-migrations-'))
    await cp(join(import.meta.dirname, '../migrations'), migrationsDir, { recursive: true })
    await migrate(database.url)
  })
  afterEach(() => rm(migrationsDir, { recursive: true }))

  const next = '99990101000000_create_editor'
  async function writeNext(sql: string) {
    await mkdir(join(migrationsDir, next), { recursive: true })
    await writeFile(join(migrationsDir, next, 'migration.sql'), sql)
  }
  const tableExists = async () =>
    (await query(database.url, `SELECT 1 WHERE to_regclass('editor') IS NOT NULL`)).length === 1

  it('applies the new one alone', async () => {
    await writeNext('CREATE TABLE editor (id INT PRIMARY KEY);')
    expect(await migrate(database.url, { migrationsDir })).toEqual([next])
    expect(await tableExists()).toBe(true)
  })

  it('leaves a database alone that is ahead of it', async () => {
    await writeNext('CREATE TABLE editor (id INT PRIMARY KEY);')
    await migrate(database.url, { migrationsDir })
    expect(await migrate(database.url)).toEqual([])
  })

  it('keeps nothing of one that fails, and applies it once it is repaired', async () => {
    await writeNext('CREATE TABLE editor (id INT PRIMARY KEY); SELECT 1 / 0;')
    await expect(migrate(database.url, { migrationsDir })).rejects.toMatchObject({
      code: 'MIGRATION_FAILED',
      message: expect.stringMatching(/create_editor.*division by zero/),
    })
    expect(await tableExists()).toBe(false)

    await writeNext('CREATE TABLE editor (id INT PRIMARY KEY);')
    expect(await migrate(database.url, { migrationsDir })).toEqual([next])
  })

  it('refuses one that was changed after it was applied', async () => {
    const [first] = await readdir(migrationsDir)
    await writeFile(join(migrationsDir, first ?? '', 'migration.sql'), 'SELECT 1;')
    await expect(migrate(database.url, { migrationsDir })).rejects.toMatchObject({
      code: 'MIGRATION_CHANGED',
      message: expect.stringContaining(first ?? ''),
    })
  })

  it('refuses to go on after one that failed under Prisma', async () => {
    await query(
      database.url,
      `INSERT INTO _prisma_migrations (id, checksum, migration_name) VALUES ('1', '', '${next}')`,
    )
    await expect(migrate(database.url)).rejects.toMatchObject({
      code: 'MIGRATION_FAILED',
      message: expect.stringContaining(`--rolled-back or --applied ${next}`),
    })
  })

  it('gives way to a transaction that holds a table', async () => {
    await writeNext('ALTER TABLE article ADD COLUMN editor INT;')
    const reader = new pg.Client({ connectionString: database.url })
    await reader.connect()
    await reader.query('BEGIN; SELECT * FROM article')
    await expect(migrate(database.url, { migrationsDir })).rejects.toMatchObject({
      code: 'MIGRATION_LOCKED',
    })
    await reader.query('COMMIT')
    expect(await migrate(database.url, { migrationsDir })).toEqual([next])
    await reader.end()
  })
})

describe('the event log', () => {
  const addEvent = `
    INSERT INTO article_event (kind, article_id, revision) VALUES ('ADDED', gen_random_uuid(), 1)
    RETURNING xid::float, pg_current_xact_id()::text::float AS transaction`
  interface Event {
    xid: number
    transaction: number
  }
  const eventAdded = async () => (await query<Event>(database.url, addEvent))[0] as Event

  it('is ordered by the writing transaction', async () => {
    await migrate(database.url)
    const event = await eventAdded()
    expect(event.xid).toBe(event.transaction)
  })

  it('goes on above its last event in a cluster whose transaction ids are behind', async () => {
    await migrate(database.url)
    const restored = (await eventAdded()).xid + 1_000_000
    await query(database.url, `UPDATE article_event SET xid = ${restored}`)
    await migrate(database.url)
    expect((await eventAdded()).xid).toBeGreaterThan(restored)
  })

  it('goes on above events that it has dropped', async () => {
    await migrate(database.url)
    const dropped = (await eventAdded()).xid + 1_000_000
    await query(
      database.url,
      `DELETE FROM article_event; UPDATE instance SET events_pruned_to = ${dropped}`,
    )
    await migrate(database.url)
    expect((await eventAdded()).xid).toBeGreaterThan(dropped)
  })

  it('keeps its numbers otherwise', async () => {
    await migrate(database.url)
    await eventAdded()
    await migrate(database.url)
    const event = await eventAdded()
    expect(event.xid).toBe(event.transaction)
  })
})

describe('the installation', () => {
  it('has one row, with a secret of its own', async () => {
    const other = absentDatabase()
    await Promise.all([migrate(database.url), migrate(other.url)])
    const secrets = await Promise.all(
      [database, other].map(({ url }) =>
        query<{ secret: Buffer }>(url, 'SELECT secret FROM instance'),
      ),
    )
    const [mine, theirs] = secrets.map(([row]) => row?.secret)
    expect(mine).toHaveLength(32)
    expect(mine).not.toEqual(theirs)
    await expect(
      query(database.url, `INSERT INTO instance (id, secret) VALUES (2, '')`),
    ).rejects.toThrow('instance_one_row')
    await other.drop()
  })
})
