import type { ArticleFilter } from '@courant/filter'
import { createTestDb, type TestDb } from '@courant/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { saveArticles } from '../articles/save.ts'
import { draft, mention, prepare } from '../draft.fixture.ts'
import { storyPage } from './page.ts'

let test: TestDb
/** By number: of two articles each, number 2 at hours 2 and 12; number 9 has one article alone. */
const stories: string[] = []
beforeAll(async () => {
  test = await createTestDb()
  const { sourceId } = await prepare(test.db)
  const saved = await saveArticles(
    test.db,
    Array.from({ length: 19 }, (_, n) =>
      draft({
        sourceId,
        key: `${n}`,
        statedAt: new Date(Date.UTC(2026, 0, 1, n)),
        language: n < 10 ? 'de' : 'en',
        mentions: [
          ...(n % 10 < 4 ? [mention('nato')] : []),
          ...(n % 10 === 3 ? [mention('eu')] : []),
          ...(n === 7 ? [mention('early')] : []),
        ],
        topics: [{ code: n % 2 ? '20000056' : '15000000', score: 1, cues: [] }],
      }),
    ),
  )
  for (let n = 0; n < 10; n += 1) {
    const own = saved.filter((_, index) => index % 10 === n).map(({ articleId }) => articleId)
    const { id } = await test.db.story.create({
      data: { firstSeenAt: new Date(), lastSeenAt: new Date(), articleCount: own.length },
    })
    await test.db.article.updateMany({ where: { id: { in: own } }, data: { storyId: id } })
    stories.push(id)
  }
})
afterAll(() => test.close())

type Numbers = { numbers: number[]; count: object; end: string | null; start: string | null }

async function page(request: Parameters<typeof storyPage>[1]): Promise<Numbers> {
  const { edges, pageInfo, count } = await storyPage(test.db, request)
  return {
    numbers: edges.map(({ node }) => stories.indexOf(node.id)),
    count: await count(),
    end: pageInfo.hasNextPage ? pageInfo.endCursor : null,
    start: pageInfo.hasPreviousPage ? pageInfo.startCursor : null,
  }
}

describe('the stories that matching articles tell', () => {
  it.each<[string, ArticleFilter, number[]]>([
    ['all, the latest first', {}, [8, 7, 6, 5, 4, 3, 2, 1, 0]],
    ['those that name an actor', { actors: { all: ['nato'] } }, [3, 2, 1, 0]],
    ['those that name one of several', { actors: { any: ['eu', 'early'] } }, [3, 7]],
    ['by their latest match', { languages: ['de'] }, [8, 7, 6, 5, 4, 3, 2, 1, 0]],
    [
      'those of a topic and an actor',
      { topics: { all: ['war'] }, actors: { all: ['nato'] } },
      [3, 1],
    ],
    ['none', { OR: [] }, []],
  ])('are %s', async (_, filter, numbers) => {
    const found = await page({ filter })
    expect(found.numbers).toEqual(numbers)
    expect(found.count).toEqual({ count: numbers.length, exact: true })
  })

  it.each<[ArticleFilter]>([
    [{}],
    [{ actors: { any: ['nato', 'early'] } }],
    [{ languages: ['de'] }],
  ])('of %o read the same both ways, page by page', async (filter) => {
    const { numbers: all } = await page({ filter })
    const forward: number[] = []
    for (let after: string | null = null; ;) {
      const { numbers, end } = await page({ filter, first: 2, after })
      forward.push(...numbers)
      if (end === null) break
      after = end
    }
    const backward: number[] = []
    for (let before: string | null = null; ;) {
      const { numbers, start } = await page({ filter, last: 2, before })
      backward.unshift(...numbers)
      if (start === null) break
      before = start
    }
    expect([forward, backward]).toEqual([all, all])
  })

  it('refuse a cursor of another filter', async () => {
    const { end } = await page({ first: 2 })
    const other = storyPage(test.db, { filter: { languages: ['de'] }, after: end })
    await expect(other).rejects.toMatchObject({ code: 'BAD_CURSOR' })
  })
})
