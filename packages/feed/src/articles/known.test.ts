import { createTestDb, type TestDb } from '@courant/testing'
import { afterAll, beforeAll, expect, it } from 'vitest'

import { draft, prepare } from '../draft.fixture.ts'
import { unchangedArticles } from './known.ts'
import { saveArticles } from './save.ts'

let test: TestDb
let sourceId: string
beforeAll(async () => {
  test = await createTestDb()
  ;({ sourceId } = await prepare(test.db))
})
afterAll(() => test.close())

it('tells which texts are saved as they are', async () => {
  const saved = draft({ sourceId, key: 'saved' })
  const before = draft({ sourceId, key: 'changed' })
  const [first] = await saveArticles(test.db, [saved, before])
  const evidence = null
  const enriched = {
    ...saved,
    takeaways: [{ text: 'Ours.', origin: 'EXTRACTED' as const, evidence }],
  }
  const changed = { ...before, headline: 'A better headline' }
  const added = draft({ sourceId, key: 'added' })
  const unchanged = await unchangedArticles(test.db, [saved, enriched, changed, added])
  expect([...unchanged.keys()]).toEqual([saved, enriched])
  expect(unchanged.get(saved)).toMatchObject({ articleId: first!.articleId, revision: 1 })
  expect(await unchangedArticles(test.db, [])).toEqual(new Map())
})

it('tells a text that has no id of its own by its headline, the newest article of several', async () => {
  const headline = 'The same headline'
  const texts = ['a', 'b'].map((key) => draft({ sourceId, key, headline }))
  const [, newest] = await saveArticles(test.db, [
    texts[0]!,
    { ...texts[1]!, statedAt: new Date('2026-01-02T12:00:00Z') },
  ])
  const moved = { ...draft({ sourceId, key: 'c', headline }), matchHeadline: true }
  const stays = { ...texts[0]!, matchHeadline: true }
  const unchanged = await unchangedArticles(test.db, [moved, stays])
  expect(unchanged.get(moved)).toMatchObject({ articleId: newest!.articleId })
  expect(unchanged.get(stays)?.articleId).not.toBe(newest!.articleId)
  const other = draft({ sourceId, key: 'c', headline })
  expect(await unchangedArticles(test.db, [other])).toEqual(new Map())
})
