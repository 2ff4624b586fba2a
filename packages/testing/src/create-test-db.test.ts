import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestDb } from './index.ts'
import type { TestDb } from './index.ts'

describe('createTestDb', () => {
  let first: TestDb
  let second: TestDb

  beforeAll(async () => {
    ;[first, second] = await Promise.all([createTestDb(), createTestDb()])
  })
  afterAll(() => Promise.all([first.close(), second.close()]))

  it('gives a migrated database', async () => {
    const instance = await first.db.instance.findUniqueOrThrow({ where: { id: 1 } })
    expect(instance.secret).toHaveLength(32)
  })

  it('keeps what one writes from the other', async () => {
    await first.db.source.create({ data: { slug: 'harbour-post', name: 'Harbour Post' } })
    expect(await first.db.source.count()).toBe(1)
    expect(await second.db.source.count()).toBe(0)
  })

  it('makes many at once', async () => {
    const many = await Promise.all(Array.from({ length: 8 }, createTestDb))
    expect(new Set(many.map(({ url }) => url)).size).toBe(8)
    await Promise.all(many.map((each) => each.close()))
  })

  it('drops the database on close, although somebody is connected', async () => {
    const closing = await createTestDb()
    await closing.db.source.count()
    await closing.close()
    const left = await first.db.$queryRaw`
      SELECT 1 FROM pg_database WHERE datname = ${new URL(closing.url).pathname.slice(1)}`
    expect(left).toEqual([])
  })
})
