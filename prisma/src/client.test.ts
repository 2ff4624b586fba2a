import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { absentDatabase } from '../test-database.ts'
import { createDb } from './client.ts'
import type { Db } from './client.ts'
import { migrate } from './migrate.ts'

describe('createDb', () => {
  const database = absentDatabase()
  let db: Db
  beforeEach(async () => {
    await migrate(database.url)
    db = createDb(database.url, { poolSize: 1 })
  })
  afterEach(async () => {
    await db.$disconnect()
    await database.drop()
  })

  it('turns the compilation of queries off', async () => {
    expect(await db.$queryRaw`SHOW jit`).toEqual([{ jit: 'off' }])
  })

  it('leaves options to an address that has its own', async () => {
    const own = createDb(`${database.url}?options=-c%20jit%3Don`, { poolSize: 1 })
    expect(await own.$queryRaw`SHOW jit`).toEqual([{ jit: 'on' }])
    await own.$disconnect()
  })

  it('prepares a repeated query once', async () => {
    await db.source.findMany({ where: { slug: 'one' } })
    await db.source.findMany({ where: { slug: 'another' } })
    const prepared = await db.$queryRaw`
      SELECT (generic_plans + custom_plans)::int AS runs FROM pg_prepared_statements
      WHERE statement LIKE 'SELECT "public"."source"%'`
    expect(prepared).toEqual([{ runs: 2 }])
  })

  it('reports a broken rule as Prisma does', async () => {
    await db.source.create({ data: { slug: 'gazette', name: 'Gazette' } })
    await expect(
      db.source.create({ data: { slug: 'gazette', name: 'Other' } }),
    ).rejects.toMatchObject({ code: 'P2002' })
  })
})
