import type { ArticleFilter } from '@courant/filter'
import { createTestDb, type TestDb } from '@courant/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { draft, mention, prepare } from '../draft.fixture.ts'
import { articlePage } from '../articles/page.ts'
import { saveArticles } from '../articles/save.ts'
import { matchesNothing } from './contradiction.ts'
import { resolveFilter } from './resolve.ts'

let test: TestDb
beforeAll(async () => {
  test = await createTestDb()
  const { sourceId } = await prepare(test.db)
  await test.db.source.create({ data: { slug: 'herald', name: 'The Herald' } })
  const mentions = [mention('nato'), { ...mention('eu'), about: false }]
  await saveArticles(test.db, [draft({ sourceId, key: 'one', headline: 'Talks begin', mentions })])
})
afterAll(() => test.close())

const noon = new Date('2026-01-01T12:00:00Z')

describe('a filter that contradicts itself', () => {
  it.each<[string, ArticleFilter]>([
    ['no alternative', { OR: [] }],
    ['only alternatives that match nothing', { OR: [{ OR: [] }, { languages: [] }] }],
    ['no actor to be one of', { actors: { any: [] } }],
    ['an actor that is to be there and not', { actors: { all: ['nato'], none: ['nato'] } }],
    ['one of those that must not be there', { actors: { any: ['nato'], none: ['nato', 'eu'] } }],
    ['so in two parts', { topics: { all: ['war'] }, AND: [{ topics: { none: ['war'] } }] }],
    ['two sources at once', { sources: { all: ['gazette', 'herald'] } }],
    [
      'a source of two choices apart',
      {
        sources: { any: ['gazette'] },
        AND: [{ sources: { any: ['herald'] } }],
      },
    ],
    ['languages apart', { languages: ['en'], AND: [{ languages: ['de'] }] }],
    ['a date after itself', { publishedAfter: noon, publishedBefore: noon }],
    ['not every article', { NOT: {} }],
    ['not every article, said otherwise', { NOT: { NOT: { OR: [] } } }],
    ['text of nothing to look for in any language', { text: '"-"' }],
  ])('matches nothing and is known to: %s', async (_, filter) => {
    expect(matchesNothing(await resolveFilter(test.db, filter))).toBe(true)
    expect((await articlePage(test.db, { filter })).edges).toEqual([])
  })

  it.each<[string, ArticleFilter]>([
    ['every alternative of none left out', { OR: [{ OR: [] }, {}] }],
    ['every part of none', { AND: [] }],
    [
      'about one actor, without mention of it alone',
      {
        actors: { all: ['nato'] },
        salience: 'ABOUT',
        AND: [{ actors: { none: ['nato'] }, salience: 'MENTIONED' }],
      },
    ],
    ['merely mentioned', { actors: { all: ['eu'] }, salience: 'MENTIONED' }],
    ['neither of none', { NOT: { OR: [] } }],
    ['one choice within another', { sources: { any: ['gazette', 'herald'], all: ['gazette'] } }],
    ['blank text', { text: '  ' }],
    ['a word in another form', { text: 'talk beginning' }],
    ['a phrase, and another word left out', { text: '"talks begin" -peace' }],
  ])('is not taken for one: %s', async (_, filter) => {
    expect(matchesNothing(await resolveFilter(test.db, filter))).toBe(false)
    expect((await articlePage(test.db, { filter })).edges).toHaveLength(1)
  })

  it.each<[string, ArticleFilter, string]>([
    ['a story nobody knows', { stories: { any: ['nowhere'] } }, 'UNKNOWN_STORY'],
    ['text without end', { text: 'word '.repeat(100) }, 'BAD_FILTER'],
  ])('refuses %s', async (_, filter, code) => {
    await expect(resolveFilter(test.db, filter)).rejects.toMatchObject({ code })
  })
})
