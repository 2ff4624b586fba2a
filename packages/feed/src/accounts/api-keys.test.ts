import { Prisma } from '@courant/prisma'
import { createTestDb, type TestDb } from '@courant/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import {
  allApiKeys,
  apiKeyPage,
  createApiKey,
  identifyApiKey,
  isApiKeyValid,
  revokeApiKey,
} from './api-keys.ts'

let test: TestDb
beforeAll(async () => {
  test = await createTestDb()
})
afterAll(() => test.close())

const wanted = { name: 'Importer', scopes: ['SOURCES_WRITE'] as const }
const inAnHour = () => new Date(Date.now() + 3_600_000)
const expire = (id: string) =>
  test.db.$executeRaw(
    Prisma.sql`UPDATE api_key SET expires_at = now() - interval '1 second' WHERE id = ${id}::uuid`,
  )

describe('an API key', () => {
  it('has 256 random bits, of which the database keeps no more than a hash', async () => {
    const { key, record } = await createApiKey(test.db, wanted)
    expect(key).toMatch(/^ck_[\w-]{43}$/)
    expect(record).not.toHaveProperty('hash')
    expect(record).toMatchObject({ name: 'Importer', prefix: key.slice(0, 9), expiresAt: null })
    const [row] = await test.db.$queryRaw<{ text: string }[]>(
      Prisma.sql`SELECT api_key::text AS text FROM api_key WHERE id = ${record.id}::uuid`,
    )
    expect(row?.text).not.toContain(key.slice(9))
    expect((await createApiKey(test.db, wanted)).key).not.toBe(key)
  })

  it('says who comes with it', async () => {
    const scopes = ['SOURCES_WRITE', 'ARTICLES_WRITE', 'SOURCES_WRITE'] as const
    const expiresAt = inAnHour()
    const { key, record } = await createApiKey(test.db, { name: ' Both ', scopes, expiresAt })
    const { id } = record
    expect(record.expiresAt).toEqual(expiresAt)
    expect(await identifyApiKey(test.db, key)).toEqual({
      id,
      name: 'Both',
      scopes: ['ARTICLES_WRITE', 'SOURCES_WRITE'],
    })
    expect(await isApiKeyValid(test.db, id)).toBe(true)
  })

  it('notes when it was used, at most once a minute', async () => {
    const { key, record } = await createApiKey(test.db, wanted)
    const lastUse = async () =>
      (await test.db.apiKey.findUniqueOrThrow({ where: { id: record.id } })).lastUsedAt
    expect(await lastUse()).toBeNull()
    await identifyApiKey(test.db, key)
    const first = await lastUse()
    expect(first).toBeInstanceOf(Date)
    await identifyApiKey(test.db, key)
    expect(await lastUse()).toEqual(first)

    await test.db.$executeRaw(
      Prisma.sql`UPDATE api_key SET last_used_at = now() - interval '61 seconds'`,
    )
    const longAgo = await lastUse()
    await identifyApiKey(test.db, key)
    expect((await lastUse())!.getTime()).toBeGreaterThan(longAgo!.getTime())
  })

  it.each([
    ['nothing', ''],
    ['a guess', 'ck_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'],
    ['a text with a NUL', 'ck_\0'],
    ['a very long text', 'ck_'.repeat(10_000)],
  ])('is not %s', async (_, presented) => {
    await expect(identifyApiKey(test.db, presented)).rejects.toMatchObject({
      code: 'UNAUTHENTICATED',
      message: expect.stringContaining('There is no such API key.'),
    })
  })

  it('is not its prefix, its id or its name', async () => {
    const { record } = await createApiKey(test.db, wanted)
    for (const presented of [record.prefix, record.id, record.name]) {
      await expect(identifyApiKey(test.db, presented)).rejects.toMatchObject({
        code: 'UNAUTHENTICATED',
      })
    }
  })

  it('ends when its time is over', async () => {
    const { key, record } = await createApiKey(test.db, { ...wanted, expiresAt: inAnHour() })
    await expire(record.id)
    await expect(identifyApiKey(test.db, key)).rejects.toThrow('This API key has expired.')
    expect(await isApiKeyValid(test.db, record.id)).toBe(false)
  })

  it('ends when it is revoked, by id or prefix, once', async () => {
    const { key, record } = await createApiKey(test.db, wanted)
    const { revokedAt } = await revokeApiKey(test.db, record.prefix)
    await expect(identifyApiKey(test.db, key)).rejects.toThrow('This API key was revoked.')
    expect(await isApiKeyValid(test.db, record.id)).toBe(false)
    expect(revokedAt).toBeInstanceOf(Date)
    expect((await revokeApiKey(test.db, record.id)).revokedAt).toEqual(revokedAt)
  })

  it.each([
    ['without a name', { ...wanted, name: ' ' }, 'BAD_NAME'],
    ['of a very long name', { ...wanted, name: 'x'.repeat(101) }, 'BAD_NAME'],
    ['that may nothing', { ...wanted, scopes: [] }, 'BAD_SCOPE'],
    ['that has expired', { ...wanted, expiresAt: new Date(0) }, 'BAD_EXPIRY'],
  ])('is not made %s', async (_, own, code) => {
    await expect(createApiKey(test.db, own)).rejects.toMatchObject({ code })
  })
})

describe('the keys', () => {
  it('are listed, the newest first, without what would let somebody use them', async () => {
    const { record } = await createApiKey(test.db, { ...wanted, name: 'Newest' })
    const keys = await allApiKeys(test.db)
    expect(keys[0]).toEqual(record)
    expect(keys.length).toBe(await test.db.apiKey.count())
  })

  it('are paged, both ways', async () => {
    await createApiKey(test.db, wanted)
    const all = await allApiKeys(test.db)
    const first = await apiKeyPage(test.db, { first: all.length - 1 })
    const last = await apiKeyPage(test.db, { first: 5, after: first.pageInfo.endCursor })
    expect([...first.edges, ...last.edges].map(({ node }) => node)).toEqual(all)
    expect((await apiKeyPage(test.db, { last: 1 })).edges[0]?.node).toEqual(all.at(-1))
  })

  it('that are unknown or named by too little cannot be revoked', async () => {
    await expect(revokeApiKey(test.db, 'ck_nobody')).rejects.toMatchObject({ code: 'UNKNOWN_KEY' })
    const keys = [await createApiKey(test.db, wanted), await createApiKey(test.db, wanted)]
    await test.db.apiKey.updateMany({
      where: { id: { in: keys.map(({ record }) => record.id) } },
      data: { prefix: 'ck_same' },
    })
    await expect(revokeApiKey(test.db, 'ck_same')).rejects.toThrow('Give the id of one.')
  })
})
