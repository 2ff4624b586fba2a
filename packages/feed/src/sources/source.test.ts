import { createTestDb, type TestDb } from '@courant/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

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
