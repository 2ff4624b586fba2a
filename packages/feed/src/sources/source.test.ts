import { createTestDb, type TestDb } from '@courant/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { claimDueSources, recordPoll, schedulePolling } from './schedule.ts'
import { ensureSource } from './source.ts'

let test: TestDb
beforeAll(async () => {
  test = await createTestDb()
})
afterAll(() => test.close())

const feedUrl = 'https://gazette.example/feed.xml'

describe('a source', () => {
  it('is made once, and is known by its feed address', async () => {
    const made = await ensureSource(test.db, { slug: 'gazette', name: 'The Gazette', feedUrl })
    const again = await ensureSource(test.db, { slug: 'renamed', name: 'Renamed', feedUrl })
    expect(again).toEqual(made)
  })

  it('learns what it lacked', async () => {
    await ensureSource(test.db, { slug: 'herald', name: 'The Herald' })
    const siteUrl = 'https://herald.example'
    const learned = await ensureSource(test.db, { slug: 'herald', name: 'Herald', siteUrl })
    expect(learned).toMatchObject({ name: 'The Herald', siteUrl })
  })

  it('gets a number when another feed has its slug', async () => {
    const other = 'https://gazette.example/sport.xml'
    const source = await ensureSource(test.db, { slug: 'gazette', name: 'Sport', feedUrl: other })
    expect(source.slug).toBe('gazette-2')
  })

  it('is made once when many make it at the same moment', async () => {
    const all = await Promise.all(
      Array.from({ length: 8 }, () => ensureSource(test.db, { slug: 'race', name: 'Race' })),
    )
    expect(new Set(all.map(({ id }) => id)).size).toBe(1)
  })
})

describe('the polling schedule', () => {
  it('gives a due source to one worker alone, and to the next when its time has come', async () => {
    const { id } = await ensureSource(test.db, { slug: 'gazette', name: 'The Gazette', feedUrl })
    await schedulePolling(test.db, id)
    const claims = await Promise.all([1, 2, 3].map(() => claimDueSources(test.db, 10)))
    expect(claims.flat().map((source) => source.id)).toEqual([id])

    await recordPoll(test.db, id, { ok: false, reason: 'The server did not answer.' }, 0)
    await recordPoll(test.db, id, { ok: false, reason: 'The server did not answer.' }, 0)
    const [due] = await claimDueSources(test.db, 10)
    expect(due).toMatchObject({ failures: 2, lastError: 'The server did not answer.' })

    await recordPoll(test.db, id, { ok: true, etag: '"1"', lastModified: null }, 3_600)
    expect(await claimDueSources(test.db, 10)).toEqual([])
    const source = await test.db.source.findUniqueOrThrow({ where: { id } })
    expect(source).toMatchObject({ failures: 0, lastError: null, etag: '"1"' })
  })
})
