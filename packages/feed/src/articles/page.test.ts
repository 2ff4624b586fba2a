import { createTestDb, type TestDb } from '@courant/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { draft, mention, prepare } from '../draft.fixture.ts'
import { articlePage } from './page.ts'
import { saveArticles } from './save.ts'

let test: TestDb
beforeAll(async () => {
  test = await createTestDb()
  const { sourceId } = await prepare(test.db)
  const minute = (n: number) => new Date(Date.UTC(2026, 0, 1, 12, n))
  await saveArticles(
    test.db,
    Array.from({ length: 25 }, (_, n) => 24 - n).map((n) =>
      draft({
        sourceId,
        key: `article-${n}`,
        headline: `${n}`,
        // Three at a time share a minute: the order among them must hold all the same.
        statedAt: minute(n - (n % 3)),
        mentions: [mention(n % 2 === 0 ? 'even' : 'odd'), mention('all')],
        topics: [{ code: n % 5 === 0 ? '15000000' : '20000056', score: 1, cues: [] }],
      }),
    ),
  )
})
afterAll(() => test.close())

const headlines = ({ edges }: { edges: { node: { headline: string } }[] }) =>
  edges.map(({ node }) => node.headline)

async function walk(direction: 'forward' | 'backward', size: number): Promise<string[]> {
  const found: string[] = []
  let cursor: string | null = null
  for (;;) {
    const page = await articlePage(
      test.db,
      direction === 'forward' ? { first: size, after: cursor } : { last: size, before: cursor },
    )
    if (direction === 'forward') found.push(...headlines(page))
    else found.unshift(...headlines(page))
    const { hasNextPage, hasPreviousPage, endCursor, startCursor } = page.pageInfo
    if (!(direction === 'forward' ? hasNextPage : hasPreviousPage)) return found
    cursor = direction === 'forward' ? endCursor : startCursor
  }
}

describe('a page of the feed', () => {
  it('holds the newest twenty unless asked otherwise', async () => {
    const page = await articlePage(test.db, {})
    expect(headlines(page)).toEqual(Array.from({ length: 20 }, (_, i) => `${24 - i}`))
    expect(page.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: false })
  })

  it.each([1, 3, 7, 25, 100])('reads the same both ways, %i at a time', async (size) => {
    const all = Array.from({ length: 25 }, (_, i) => `${24 - i}`)
    expect(await walk('forward', size)).toEqual(all)
    expect(await walk('backward', size)).toEqual(all)
  })

  it.each([
    ['one actor', { actors: { all: ['odd'] } }, 12],
    ['two actors', { actors: { all: ['odd', 'all'] } }, 12],
    ['actors that never meet', { actors: { all: ['odd', 'even'] } }, 0],
    ['any of two actors', { actors: { any: ['odd', 'even'] } }, 25],
    ['all but an actor', { actors: { none: ['odd'] } }, 13],
    ['a topic with those below it', { topics: { all: ['conflict'] } }, 20],
    ['a topic by its code', { topics: { all: ['15000000'] } }, 5],
    ['an actor and a topic', { actors: { all: ['even'] }, topics: { all: ['sport'] } }, 3],
    ['an actor without a topic', { actors: { all: ['even'] }, topics: { none: ['sport'] } }, 10],
    ['a source', { sources: { any: ['gazette'] } }, 25],
    ['a language', { languages: ['de'] }, 0],
    ['dates', { publishedAfter: new Date('2026-01-01T12:21:00Z') }, 4],
    [
      'either of two filters',
      { OR: [{ actors: { all: ['odd'] } }, { topics: { all: ['sport'] } }] },
      15,
    ],
    ['no clause of an empty OR', { OR: [] }, 0],
    ['every clause of an empty AND', { AND: [] }, 25],
    ['not', { NOT: { actors: { all: ['odd'] } } }, 13],
  ])('shows what matches: %s', async (_sentence, filter, count) => {
    const page = await articlePage(test.db, { first: 100, filter })
    expect(page.edges).toHaveLength(count)
  })

  it.each([
    ['no articles asked for', { first: 0 }, 'BAD_PAGE'],
    ['too many', { first: 101 }, 'BAD_PAGE'],
    ['both ends', { first: 1, last: 1 }, 'BAD_PAGE'],
    ['a cursor made up', { after: 'WyIxIl0.AAAAAAAAAAAA' }, 'BAD_CURSOR'],
    ['a cursor that is none', { after: '' }, 'BAD_CURSOR'],
    ['an actor nobody knows', { filter: { actors: { all: ['nobody'] } } }, 'UNKNOWN_ACTOR'],
    ['a topic nobody knows', { filter: { topics: { any: ['nothing'] } } }, 'UNKNOWN_TOPIC'],
    ['a source nobody knows', { filter: { sources: { none: ['nowhere'] } } }, 'UNKNOWN_SOURCE'],
    [
      'more members than anyone means',
      { filter: { actors: { any: Array.from({ length: 300 }, (_, i) => `${i}`) } } },
      'BAD_FILTER',
    ],
  ])('refuses %s', async (_sentence, request, code) => {
    await expect(articlePage(test.db, request)).rejects.toMatchObject({ code })
  })

  it('refuses a cursor of another filter', async () => {
    const { pageInfo } = await articlePage(test.db, { first: 1 })
    const request = { after: pageInfo.endCursor, filter: { actors: { all: ['odd'] } } }
    await expect(articlePage(test.db, request)).rejects.toMatchObject({ code: 'BAD_CURSOR' })
  })
})
