import { createTestDb, type TestDb } from '@courant/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { saveArticles } from '../articles/save.ts'
import { draft, mention, prepare } from '../draft.fixture.ts'
import { ensureSource } from '../sources/source.ts'
import { coActorsOf, logLikelihoodRatio } from './co-actors.ts'
import { trending, trendsAt } from './trending.ts'

const now = new Date('2026-02-01T12:00:00Z')
const day = 24 * 3_600_000
let test: TestDb
let names: Map<string, string>
let slugs: Map<string, string>
beforeAll(async () => {
  test = await createTestDb()
  const { sourceId } = await prepare(test.db)
  const herald = await ensureSource(test.db, { slug: 'herald', name: 'The Herald' })
  let count = 0
  const article = (daysAgo: number, actors: string[], code: string, source = count % 2) =>
    draft({
      sourceId: source === 0 ? sourceId : herald.id,
      key: `${(count += 1)}`,
      statedAt: new Date(now.getTime() - daysAgo * day - 60_000 * (count % 600) - 1),
      mentions: actors.map(mention),
      topics: [{ code, score: 1, cues: [] }],
    })
  const past = Array.from({ length: 28 }, (_, n) => [
    ...Array.from({ length: 6 }, () => article(n + 1, ['usual'], '15000000')),
    ...Array.from({ length: 4 }, () => article(n + 1, ['fading'], '15000000')),
  ]).flat()
  const today = [
    ...Array.from({ length: 6 }, () => article(0, ['usual'], '15000000')),
    ...Array.from({ length: 8 }, () => article(0, ['rising', 'ally'], '20000056')),
    ...Array.from({ length: 4 }, () => article(0, ['rising', 'usual'], '20000056')),
    ...Array.from({ length: 9 }, () => article(0, ['campaign'], '15000000', 0)),
    article(0, ['fading'], '15000000'),
    // Tomorrow's are not known yet.
    ...Array.from({ length: 9 }, () => article(-1, ['later'], '15000000')),
  ]
  await saveArticles(test.db, [...past, ...today])
  const rows = [...(await test.db.entity.findMany()), ...(await test.db.topic.findMany())]
  names = new Map(rows.map(({ id, slug }) => [id, slug]))
  slugs = new Map(rows.map(({ id, slug }) => [slug, id]))
})
afterAll(() => test.close())

describe('what is trending', () => {
  it('are the actors that are named more than ever, by more than one source', async () => {
    const trends = await trendsAt(test.db, { kind: 'ACTOR', window: 'DAY', now })
    expect(trends.map(({ id }) => names.get(id))).toEqual(['rising', 'ally'])
    expect(trends[0]).toMatchObject({ articleCount: 12, sourceCount: 2, expectedCount: 0 })
  })

  it('come with the windows that they were found by', async () => {
    const [rising] = await trendsAt(test.db, { kind: 'ACTOR', window: 'DAY', now })
    const counts = rising?.periods.map(({ articleCount }) => articleCount)
    expect(counts).toEqual([...Array.from({ length: 28 }, () => 0), 12])
    expect(rising?.periods.at(-1)).toMatchObject({ start: new Date(now.getTime() - day), end: now })
    expect(rising?.periods[0]?.start).toEqual(new Date(now.getTime() - 29 * day))
  })

  it('are the topics that are written about more than ever, with those above them', async () => {
    const trends = await trendsAt(test.db, { kind: 'TOPIC', window: 'DAY', now })
    expect(trends.map(({ id }) => names.get(id)).toSorted()).toEqual(['conflict', 'war'])
  })

  it('is nothing where nothing was written', async () => {
    expect(await trending(test.db, { kind: 'ACTOR', window: 'HOUR', first: 10 })).toEqual([])
  })

  it('is listed by 1 to 100', async () => {
    const asked = trending(test.db, { kind: 'ACTOR', window: 'DAY', first: 0 })
    await expect(asked).rejects.toMatchObject({ code: 'BAD_PAGE' })
  })
})

describe('co-actors', () => {
  it('are those that are named together more often than chance has it', async () => {
    const found = await coActorsOf(test.db, slugs.get('rising')!, { window: 'WEEK', first: 9, now })
    expect(found.map(({ entityId, articleCount }) => [names.get(entityId), articleCount])).toEqual([
      ['ally', 8],
    ])
    expect(found[0]!.score).toBeGreaterThan(9)
  })

  it('are none of one that is always alone', async () => {
    const id = slugs.get('campaign')!
    expect(await coActorsOf(test.db, id, { window: 'MONTH', first: 9, now })).toEqual([])
  })

  it.each([
    [{ together: 10, own: 100, other: 100, articles: 1000 }, 0],
    // Dunning's own table of bigrams: "the swiss" of 31,777 words.
    [{ together: 110, own: 2552, other: 221, articles: 31_777 }, 270.72],
    [{ together: 0, own: 100, other: 100, articles: 1000 }, -22.27],
  ])('of %o are as close as %d', (counts, ratio) => {
    expect(logLikelihoodRatio(counts)).toBeCloseTo(ratio, 0)
  })
})
