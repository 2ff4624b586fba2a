import { createTestDb, settled, type TestDb } from '@courant/testing'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'

import type { DraftMention } from '../articles/draft.ts'
import { articlePage } from '../articles/page.ts'
import { factsOf, mentionsOf } from '../articles/read.ts'
import { saveArticles } from '../articles/save.ts'
import { draft, entity, mention, prepare } from '../draft.fixture.ts'
import { currentPosition, readEvents } from '../events/log.ts'
import { ensureSource } from '../sources/source.ts'
import { pruneCandidates } from './candidates.ts'
import { mergeEntities, unmergeEntity } from './merge.ts'
import { entityPage, findEntity } from './read.ts'

let test: TestDb
const sources: Record<string, string> = {}
beforeAll(async () => {
  test = await createTestDb()
  await prepare(test.db)
  for (const slug of ['gazette', 'herald', 'kurier']) {
    sources[slug] = (await ensureSource(test.db, { slug, name: slug })).id
  }
})
beforeEach(() => test.db.$executeRaw`TRUNCATE article, entity, proposed_name CASCADE`)
afterAll(() => test.close())

const weak = (slug: string): DraftMention => ({
  ...mention(slug),
  entity: { ...entity(slug), kind: 'PERSON' },
  about: false,
  method: 'PROPOSED',
  confidence: 0.25,
})

interface Article {
  source: string
  day: number
  weak?: string[]
  mentions?: DraftMention[]
}
const count = { articles: 0 }

const draftOf = ({ source, day, weak: names = [], mentions = [] }: Article) =>
  draft({
    sourceId: sources[source]!,
    key: `article-${(count.articles += 1)}`,
    headline: `${source} on day ${day}`,
    statedAt: new Date(Date.UTC(2026, 0, 1 + day)),
    mentions,
    candidates: names.map(weak),
  })

/** Saves articles one after the other. */
async function save(...articles: Article[]): Promise<void> {
  for (const article of articles) {
    await saveArticles(test.db, [draftOf(article)])
  }
}

const ada = ['ada-vale']

/** The headlines of the articles that show an actor, or null where nobody knows it. */
async function feedOf(slug: string): Promise<string[] | null> {
  if (!(await findEntity(test.db, { slug }))) return null
  const { edges } = await articlePage(test.db, { filter: { actors: { all: [slug] } } })
  return edges.map(({ node }) => node.headline)
}

describe('a name that is seen', () => {
  it.each<[string, Article[], boolean]>([
    [
      'in three articles of two sources within a month becomes an entity',
      [
        { source: 'gazette', day: 0 },
        { source: 'herald', day: 10 },
        { source: 'gazette', day: 30 },
      ],
      true,
    ],
    [
      'in whatever order they come',
      [
        { source: 'gazette', day: 30 },
        { source: 'gazette', day: 0 },
        { source: 'herald', day: 10 },
      ],
      true,
    ],
    [
      'in two articles stays hidden',
      [
        { source: 'gazette', day: 0 },
        { source: 'herald', day: 0 },
      ],
      false,
    ],
    [
      'in one source alone stays hidden',
      Array.from({ length: 6 }, (_, day) => ({ source: 'gazette', day })),
      false,
    ],
    [
      'over more than a month stays hidden',
      [
        { source: 'gazette', day: 0 },
        { source: 'herald', day: 20 },
        { source: 'gazette', day: 31 },
      ],
      false,
    ],
    [
      'in two sources, but not within one month, stays hidden',
      [
        { source: 'herald', day: 0 },
        { source: 'gazette', day: 40 },
        { source: 'gazette', day: 41 },
        { source: 'gazette', day: 42 },
      ],
      false,
    ],
  ])('%s', async (_sentence, articles, promoted) => {
    await save(...articles.map((article) => ({ ...article, weak: ada })))
    const days = articles.toSorted((a, b) => b.day - a.day)
    const headlines = days.map(({ source, day }) => `${source} on day ${day}`)
    expect(await feedOf('ada-vale')).toEqual(promoted ? headlines : null)
  })

  it('is told apart by its kind', async () => {
    const bank = { ...weak('ada-vale'), entity: { ...entity('ada-vale') } }
    await save({ source: 'gazette', day: 0, weak: ada }, { source: 'herald', day: 1, weak: ada })
    const third = { ...draftOf({ source: 'kurier', day: 2 }), candidates: [bank] }
    await saveArticles(test.db, [third])
    expect(await feedOf('ada-vale')).toBeNull()
  })

  it('counts where it was shown as well', async () => {
    await save(
      { source: 'gazette', day: 0, weak: ada },
      { source: 'herald', day: 1, mentions: [weak('ada-vale')] },
    )
    expect(await feedOf('ada-vale')).toEqual(['herald on day 1'])
    await save({ source: 'kurier', day: 2, mentions: [weak('ada-vale')] })
    expect(await feedOf('ada-vale')).toEqual([
      'kurier on day 2',
      'herald on day 1',
      'gazette on day 0',
    ])
  })

  it('is judged by what an article says now', async () => {
    await save({ source: 'gazette', day: 0, weak: ada }, { source: 'herald', day: 1, weak: ada })
    const first = await test.db.article.findFirstOrThrow({ orderBy: { feedKey: 'asc' } })
    await saveArticles(test.db, [
      draft({ sourceId: first.sourceId, key: first.key, headline: 'Without her' }),
    ])
    await save({ source: 'kurier', day: 2, weak: ada })
    expect(await feedOf('ada-vale')).toBeNull()
    await save({ source: 'kurier', day: 3, weak: ada })
    expect(await feedOf('ada-vale')).toHaveLength(3)
  })
})

describe('a candidate', () => {
  it('is seen by nobody before', async () => {
    await save({ source: 'gazette', day: 0, weak: ada }, { source: 'herald', day: 1, weak: ada })
    const ids = (await test.db.article.findMany()).map(({ id }) => id)
    expect(await mentionsOf(test.db, ids)).toEqual(new Map())
    for (const { actorIds } of (await factsOf(test.db, ids)).values()) expect(actorIds.size).toBe(0)
    expect((await entityPage(test.db, { search: 'ada' })).edges).toEqual([])
    await expect(articlePage(test.db, { filter: { actors: { any: ada } } })).rejects.toMatchObject({
      code: 'UNKNOWN_ACTOR',
    })
  })

  it('is a mention like any other after, and is kept no more', async () => {
    await save(
      { source: 'gazette', day: 0, weak: ada },
      { source: 'herald', day: 1, weak: ada },
      { source: 'herald', day: 2, weak: ada },
    )
    const { id, ...rest } = (await findEntity(test.db, { slug: 'ada-vale' }))!
    expect(rest).toMatchObject({ name: 'ada-vale', kind: 'PERSON', origin: 'PROPOSED' })
    const rows = await test.db.mention.findMany({ include: { article: true } })
    expect(rows).toHaveLength(3)
    for (const { article, feedKey, entityId, ...shown } of rows) {
      expect({ feedKey, entityId }).toEqual({ feedKey: article.feedKey, entityId: id })
      expect(shown).toMatchObject({ method: 'PROPOSED', confidence: 0.25, count: 1 })
      expect(shown.spans).toEqual(weak('').spans)
    }
    expect(await test.db.candidate.count()).toBe(0)
    expect(await test.db.foundMention.count()).toBe(0)
  })

  it('of a name that became an entity counts at once', async () => {
    const days = [0, 1, 2, 300]
    await save(
      ...days.map((day) => ({ source: day % 2 === 0 ? 'gazette' : 'herald', day, weak: ada })),
    )
    expect(await feedOf('ada-vale')).toHaveLength(4)
  })

  it('changes the actors of the articles before it: the event log says so', async () => {
    await save({ source: 'gazette', day: 0, weak: ada }, { source: 'herald', day: 1, weak: ada })
    await settled(test.db)
    const start = await currentPosition(test.db)
    await save({ source: 'kurier', day: 2, weak: ada })
    await settled(test.db)
    const { events } = await readEvents(test.db, start, 10)
    expect(events.map(({ kind }) => kind).toSorted()).toEqual(['ADDED', 'RETAGGED', 'RETAGGED'])
    expect(new Set(events.map(({ articleId }) => articleId)).size).toBe(3)
  })

  it('does not become a mention of somebody else who has the slug', async () => {
    await save({ source: 'gazette', day: 0, mentions: [mention('ada-vale')] })
    await save(
      ...[1, 2, 3].map((day) => ({ source: `${['kurier', 'herald'][day % 2]}`, day, weak: ada })),
    )
    expect(await feedOf('ada-vale')).toEqual(['gazette on day 0'])
    expect(await test.db.candidate.count()).toBe(0)
  })

  it('of an entity that was merged counts for whom it stands, until that is taken back', async () => {
    await save(
      { source: 'gazette', day: 0, weak: ada },
      { source: 'herald', day: 1, weak: ada },
      { source: 'herald', day: 2, weak: ada },
      { source: 'kurier', day: 3, mentions: [mention('countess')] },
    )
    await mergeEntities(test.db, { from: 'ada-vale', into: 'countess', reason: 'Her title.' })
    await save({ source: 'kurier', day: 4, weak: ada, mentions: [mention('countess')] })
    expect(await feedOf('countess')).toHaveLength(5)
    await unmergeEntity(test.db, { id: 'ada-vale' })
    expect(await feedOf('ada-vale')).toHaveLength(4)
    expect(await feedOf('countess')).toEqual(['kurier on day 4', 'kurier on day 3'])
  })

  it('of a name that is shown under another that was merged into it joins that mention', async () => {
    await save({ source: 'gazette', day: 0, mentions: [mention('a-vale'), weak('ada-vale')] })
    await mergeEntities(test.db, { from: 'a-vale', into: 'ada-vale', reason: 'Her initial.' })
    const both = { source: 'herald', day: 1, weak: ada, mentions: [mention('a-vale')] }
    await save(both, { source: 'herald', day: 2, weak: ada })
    expect(await feedOf('ada-vale')).toHaveLength(3)
    await unmergeEntity(test.db, { id: 'a-vale' })
    expect(await feedOf('ada-vale')).toHaveLength(3)
    expect(await feedOf('a-vale')).toHaveLength(2)
  })

  it('makes an entity once, however many bring it at the same moment', async () => {
    const names = Array.from({ length: 20 }, (_, n) => `name-${n}`)
    const articles = ['gazette', 'herald', 'kurier', 'gazette', 'herald', 'kurier'].map(
      (source, day) => draftOf({ source, day, weak: day % 2 === 0 ? names : names.toReversed() }),
    )
    await Promise.all(articles.map((article) => saveArticles(test.db, [article])))
    const entities = await test.db.entity.findMany({ include: { _count: true } })
    expect(entities.map(({ slug }) => slug).toSorted()).toEqual(names.toSorted())
    for (const { _count } of entities) expect(_count).toMatchObject({ mentions: 6, aliases: 1 })
    expect(await test.db.candidate.count()).toBe(0)
  })

  it('is dropped when its name has not come up for a month', async () => {
    await save({ source: 'gazette', day: 0, weak: ['ada-vale', 'ben-oak'] })
    await test.db.$executeRaw`
      UPDATE proposed_name SET seen_at = now() - interval '31 days' WHERE slug = 'ada-vale'`
    expect(await pruneCandidates(test.db)).toBe(1)
    const left = await test.db.candidate.findMany()
    expect(left.map(({ slug }) => slug)).toEqual(['ben-oak'])
  })
})
