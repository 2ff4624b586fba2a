import { createTestDb, type TestDb } from '@courant/testing'
import { afterAll, beforeAll, expect, it } from 'vitest'

import { draft, mention, prepare } from '../draft.fixture.ts'
import { relatedTo } from './related.ts'
import { saveArticles } from './save.ts'

let test: TestDb
let ids: Map<string, string>
beforeAll(async () => {
  test = await createTestDb()
  const { sourceId } = await prepare(test.db)
  const article = (key: string, actors: string[], topics: string[], day = 10) =>
    draft({
      sourceId,
      key,
      statedAt: new Date(Date.UTC(2026, 0, day)),
      mentions: actors.map(mention),
      topics: topics.map((code) => ({ code, score: 0.5, cues: [] })),
    })
  const saved = await saveArticles(test.db, [
    article('base', ['rare', 'common'], ['20000056', '15000000']),
    article('same story', ['rare', 'common'], ['20000056']),
    article('same text', ['rare', 'common'], ['20000056']),
    article('two names', ['rare', 'common'], []),
    article('rare name', ['rare'], []),
    article('rare name, long ago', ['rare'], [], -200),
    article('told twice', ['common', 'rare'], [], 9),
    article('told again', ['rare'], [], 9),
    article('two topics', [], ['20000056', '15000000']),
    article('one topic', [], ['15000000']),
    article('something else', ['other'], []),
    ...Array.from({ length: 14 }, (_, n) => article(`common ${n}`, ['common'], [], 11)),
  ])
  ids = new Map(
    saved.map(({ articleId }, n) => [
      [
        'base',
        'same story',
        'same text',
        'two names',
        'rare name',
        'rare name, long ago',
        'told twice',
        'told again',
        'two topics',
        'one topic',
        'something else',
      ][n] ?? `common ${n - 11}`,
      articleId,
    ]),
  )
  const story = async (...keys: string[]) => {
    const { id } = await test.db.story.create({
      data: { firstSeenAt: new Date(), lastSeenAt: new Date() },
    })
    const among = { id: { in: keys.map((key) => ids.get(key)!) } }
    await test.db.article.updateMany({ where: among, data: { storyId: id } })
  }
  await story('base', 'same story')
  await story('told twice', 'told again')
  const carriers = { id: { in: [ids.get('base')!, ids.get('same text')!] } }
  await test.db.article.updateMany({ where: carriers, data: { textGroupId: ids.get('base')! } })
})
afterAll(() => test.close())

async function relatedKeys(key: string): Promise<string[]> {
  const keys = new Map([...ids].map(([name, id]) => [id, name]))
  const id = ids.get(key)!
  const related = (await relatedTo(test.db, [id])).get(id) ?? []
  return related.map(({ article }) => keys.get(article.id)!)
}

it('are those that share rare actors, then the near ones, each story once', async () => {
  const found = await relatedKeys('base')
  expect(found.slice(0, 3)).toEqual(['two names', 'told twice', 'rare name'])
  expect(found.indexOf('rare name')).toBeLessThan(found.indexOf('rare name, long ago'))
  expect(found).toContain('two topics')
  expect(found.indexOf('two topics')).toBeGreaterThan(found.indexOf('rare name'))
  expect(found).toHaveLength(19)
})

it.each(['base', 'same story', 'same text', 'told again', 'one topic', 'something else'])(
  'are not, of the first article, "%s"',
  async (key) => {
    expect(await relatedKeys('base')).not.toContain(key)
  },
)

it('are none where nothing is shared, and of an article that is not there', async () => {
  expect(await relatedKeys('something else')).toEqual([])
  expect(await relatedTo(test.db, [])).toEqual(new Map())
})

it('are read for several articles at once', async () => {
  const [first, second] = [ids.get('rare name')!, ids.get('two topics')!]
  const both = await relatedTo(test.db, [first, second])
  expect(both.get(first)?.[0]?.article.id).toBe(
    (await relatedTo(test.db, [first])).get(first)?.[0]?.article.id,
  )
  expect(both.get(second)?.length).toBeGreaterThan(0)
})
