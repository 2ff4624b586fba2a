import { join } from 'node:path'

import { groupArticles } from '@courant/feed'
import { createTestDb, settled } from '@courant/testing'
import { expect, test } from 'vitest'

import { loadSamples } from './samples.ts'

test('the sample articles about one event become one story, and others stay apart', async () => {
  const { db, close } = await createTestDb()
  await loadSamples(db, { dir: join(import.meta.dirname, '../../../prisma/seed/articles') })
  await settled(db)
  for (let more = true; more;) ({ more } = await groupArticles(db))

  const ofUrl = async (part: string) => {
    const article = await db.article.findFirstOrThrow({ where: { url: { contains: part } } })
    return article.storyId
  }
  const ecb = await ofUrl('ecb-holds-deposit-rate')
  expect(ecb).not.toBeNull()
  expect(await ofUrl('ecb-rates-unchanged-lagarde')).toBe(ecb)
  expect(await ofUrl('ecb-pause-mortgages-households')).toBe(ecb)
  const others = await db.article.findMany({ where: { storyId: ecb, language: 'en' } })
  expect(others).toHaveLength(3)
  await close()
})
