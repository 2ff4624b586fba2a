import { createTestDb, type TestDb } from '@courant/testing'
import { afterAll, beforeAll, expect, it } from 'vitest'

import { draft, prepare } from '../draft.fixture.ts'
import { changedDrafts } from './known.ts'
import { saveArticles } from './save.ts'

let test: TestDb
let sourceId: string
beforeAll(async () => {
  test = await createTestDb()
  ;({ sourceId } = await prepare(test.db))
})
afterAll(() => test.close())

it('tells the drafts that are new or changed from those that are saved already', async () => {
  const saved = draft({ sourceId, key: 'saved' })
  const before = draft({ sourceId, key: 'changed' })
  await saveArticles(test.db, [saved, before])
  const evidence = null
  const enriched = {
    ...saved,
    takeaways: [{ text: 'Ours.', origin: 'EXTRACTED' as const, evidence }],
  }
  const changed = { ...before, headline: 'A better headline' }
  const added = draft({ sourceId, key: 'added' })
  expect(await changedDrafts(test.db, [saved, enriched, changed, added])).toEqual([changed, added])
  expect(await changedDrafts(test.db, [])).toEqual([])
})
