import { createTestDb, settled, type TestDb } from '@courant/testing'
import pg from 'pg'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import type { ArticleDraft } from '../articles/draft.ts'
import { saveArticles } from '../articles/save.ts'
import { draft, mention, prepare } from '../draft.fixture.ts'
import { ensureSource } from '../sources/source.ts'
import { groupArticles } from './group.ts'
import { closeStories } from './prune.ts'
import { findStory, sameTextOf, storyArticles, storySourcesOf, storyTakeawaysOf } from './read.ts'

let test: TestDb
let gazette: string
let courier: string
beforeEach(async () => {
  test = await createTestDb()
  gazette = (await prepare(test.db)).sourceId
  courier = (await ensureSource(test.db, { slug: 'courier', name: 'The Courier' })).id
})
afterEach(() => test.close())

/** Groups until there is nothing more to do. */
async function groupAll(): Promise<number> {
  await settled(test.db)
  let total = 0
  for (let more = true; more;) {
    const grouping = await groupArticles(test.db)
    total += grouping.grouped
    ;({ more } = grouping)
  }
  return total
}

const report = (key: string, lead: string, own: Partial<ArticleDraft> = {}) =>
  draft({ sourceId: gazette, key, lead, headline: lead.split(',')[0]!, sections: [], ...own })

const crane =
  'A crane of 90 tonnes fell into the northern basin of Tarnhaven harbour, and Mayor Ida Brook closed the port to ferries.'
const ferries =
  'Two ferries turned back outside Tarnhaven because a fallen crane lies in the channel, and Mayor Ida Brook hopes for Saturday.'
const chess =
  'Vera Orlova beat the champion in Reykjavik after nine games, and takes the chess title that she lost two years ago.'
const wire = `${crane} Nobody was hurt, the harbour master said on Thursday, but two ferries had to turn back and several freighters wait outside. Divers are to look at the crane today. It lies across the channel that the ferries take, and the operator had it inspected in March.`

const article = (key: string) => test.db.article.findFirstOrThrow({ where: { key } })
const storyOf = async (key: string) => (await article(key)).storyId

describe('articles that were saved', () => {
  it('are put into stories by the event they tell of, also in another run', async () => {
    await saveArticles(test.db, [report('crane', crane), report('chess', chess)])
    expect(await groupAll()).toBe(2)
    await saveArticles(test.db, [report('ferries', ferries, { sourceId: courier })])
    expect(await groupAll()).toBe(1)

    const [ofCrane, ofFerries] = [await article('crane'), await article('ferries')]
    expect(ofFerries.storyId).toBe(ofCrane.storyId)
    expect(await storyOf('chess')).not.toBe(ofCrane.storyId)
    expect(await findStory(test.db, ofCrane.storyId!)).toMatchObject({
      articleCount: 2,
      sourceCount: 2,
      firstSeenAt: ofCrane.publishedAt,
      lastSeenAt: ofFerries.publishedAt,
    })
    expect(await groupAll()).toBe(0)
  })

  it('have no story that readers see while they are alone', async () => {
    await saveArticles(test.db, [report('chess', chess)])
    await groupAll()
    expect(await findStory(test.db, (await storyOf('chess'))!)).toBeNull()
  })

  it('are found in another language by the actors they share', async () => {
    const mentions = ['nato', 'wiesbaden', 'ukraine', 'sag-u'].map(mention)
    await saveArticles(test.db, [
      report('english', 'The staff will be led from here.', { mentions }),
      report('german', 'Von hier aus wird der Stab geführt.', { mentions, language: 'de' }),
    ])
    await groupAll()
    expect(await storyOf('english')).toBe(await storyOf('german'))
  })

  it('do not join a story that is over', async () => {
    const statedAt = new Date('2026-01-01T12:00:00Z')
    const weeksLater = new Date('2026-02-01T12:00:00Z')
    await saveArticles(test.db, [report('crane', crane, { statedAt })])
    await groupAll()
    await saveArticles(test.db, [report('ferries', ferries, { statedAt: weeksLater })])
    await groupAll()
    expect(await storyOf('crane')).not.toBe(await storyOf('ferries'))

    const tomorrow = new Date(Date.now() + 86_400_000)
    const nextMonth = new Date(Date.now() + 30 * 86_400_000)
    expect([await closeStories(test.db, tomorrow), await closeStories(test.db, nextMonth)]).toEqual(
      [0, 2],
    )
    expect(await test.db.storyKey.count()).toBe(0)
    expect(await test.db.fingerprintBand.count()).toBe(0)
    expect(await test.db.story.count()).toBe(2)
  })

  it('stay in their story when they are revised', async () => {
    await saveArticles(test.db, [report('crane', crane), report('ferries', ferries)])
    await groupAll()
    const before = await storyOf('crane')
    await saveArticles(test.db, [report('crane', chess)])
    await groupAll()
    expect(await storyOf('crane')).toBe(before)
  })
})

describe('stories that have grown together', () => {
  it('are merged, and the id of the smaller one leads to the larger', async () => {
    const lift =
      'A floating crane from Rotterdam is on its way to lift the wreck, Petra Vogel of Nordlift said.'
    const nordlift =
      'Nordlift sends its floating crane from Rotterdam, said Petra Vogel, who leads the salvage.'
    const both = `${crane} ${lift}`
    await saveArticles(test.db, [report('crane', crane), report('ferries', ferries)])
    await saveArticles(test.db, [report('lift', lift)])
    await groupAll()
    const [large, small] = [await storyOf('crane'), await storyOf('lift')]
    expect(small).not.toBe(large)

    await saveArticles(test.db, [
      report('both', both),
      report('both-again', `${nordlift} ${ferries}`),
      report('and-again', `${lift} ${ferries}`),
    ])
    await groupAll()
    expect(await storyOf('lift')).toBe(large)
    expect(await findStory(test.db, small!)).toMatchObject({ id: large, articleCount: 6 })
    expect(await test.db.storyProfile.count()).toBe(1)
  })
})

describe('articles with the same text', () => {
  it('are told of each other, in one run or in several', async () => {
    await saveArticles(test.db, [report('wire', wire)])
    await groupAll()
    await saveArticles(test.db, [
      report('copy', `${wire} (wire)`, { sourceId: courier }),
      report('other', ferries),
    ])
    await groupAll()
    const [first, copy, other] = [
      await article('wire'),
      await article('copy'),
      await article('other'),
    ]
    expect([first, copy, other].map(({ textGroupId }) => textGroupId)).toEqual([
      first.id,
      first.id,
      null,
    ])
    const same = await sameTextOf(test.db, [first.id])
    expect(same.get(first.id)?.map(({ key }) => key)).toEqual(['wire', 'copy'])
  })

  it('are not any more when one was rewritten', async () => {
    await saveArticles(test.db, [report('wire', wire), report('copy', wire, { sourceId: courier })])
    await groupAll()
    await saveArticles(test.db, [report('copy', ferries, { sourceId: courier })])
    await groupAll()
    expect((await article('copy')).textGroupId).toBeNull()
  })
})

describe('a story', () => {
  it('is led by the text that most sources carry, then by the newest', async () => {
    const at = (hour: number) => ({ statedAt: new Date(Date.UTC(2026, 0, 1, hour)) })
    await saveArticles(test.db, [report('crane', crane, at(1)), report('ferries', ferries, at(3))])
    await groupAll()
    const leadKey = async () => {
      const story = await findStory(test.db, (await storyOf('crane'))!)
      return (await test.db.article.findUniqueOrThrow({ where: { id: story!.leadArticleId! } })).key
    }
    expect(await leadKey()).toBe('ferries')

    await saveArticles(test.db, [
      report('wire', wire, at(2)),
      report('copy', wire, { ...at(4), sourceId: courier }),
      report('latest', `${ferries} Ships wait.`, at(5)),
    ])
    await groupAll()
    expect(await leadKey()).toBe('wire')
  })

  it('shows its course, its sources and what follows from it', async () => {
    const takeaways = (text: string): Pick<ArticleDraft, 'takeaways'> => ({
      takeaways: [{ text, origin: 'PUBLISHER', evidence: null }],
    })
    await saveArticles(test.db, [report('crane', crane, takeaways('The port is closed.'))])
    await saveArticles(test.db, [
      report('ferries', ferries, { ...takeaways('Ferries turn back.'), sourceId: courier }),
      report('ferries-2', `${ferries} Ships wait.`, {
        ...takeaways('The port is closed.'),
        sourceId: courier,
      }),
    ])
    await groupAll()
    const id = (await storyOf('crane'))!
    const keysOf = (page: Awaited<ReturnType<typeof storyArticles>>) =>
      page.edges.map(({ node }) => node.key)
    const first = await storyArticles(test.db, id, { first: 2 })
    const rest = await storyArticles(test.db, id, { first: 2, after: first.pageInfo.endCursor })
    expect([...keysOf(first), ...keysOf(rest)].toSorted()).toEqual([
      'crane',
      'ferries',
      'ferries-2',
    ])
    expect(first.edges[0]!.node.feedKey).toBeGreaterThan(first.edges[1]!.node.feedKey)

    const sources = (await storySourcesOf(test.db, [id])).get(id)
    expect(sources?.map(({ source, articleCount }) => [source.slug, articleCount])).toEqual([
      ['courier', 2],
      ['gazette', 1],
    ])
    // Two articles say the same of the port.
    const told = (await storyTakeawaysOf(test.db, [id])).get(id)?.map(({ text }) => text)
    expect(told?.toSorted()).toEqual(['Ferries turn back.', 'The port is closed.'])
  })
})

describe('several workers', () => {
  it('group each article once, also while articles are revised', async () => {
    const drafts = Array.from({ length: 120 }, (_, number) =>
      report(`crane-${number}`, `${crane} Report ${number}.`),
    )
    await saveArticles(test.db, drafts)
    const revise = saveArticles(
      test.db,
      drafts.map((revised) => ({ ...revised, byline: 'Mara Quint' })),
    )
    const workers = await Promise.all(Array.from({ length: 4 }, () => groupAll()))
    await revise
    await groupAll()
    expect(workers.reduce((sum, count) => sum + count)).toBe(120)
    expect(await test.db.article.count({ where: { storyId: null } })).toBe(0)
    expect(await test.db.storyProgress.findUnique({ where: { id: 1 } })).toMatchObject({
      articles: 120,
    })
  })

  it('leave nothing behind when one dies, and the next goes on', async () => {
    await saveArticles(test.db, [report('crane', crane), report('ferries', ferries)])
    await settled(test.db)
    const blocker = new pg.Client({ connectionString: test.url })
    await blocker.connect()
    await blocker.query('BEGIN; LOCK TABLE story_key IN ACCESS EXCLUSIVE MODE')
    const dying = groupArticles(test.db).catch((error: unknown) => error)
    await expect
      .poll(
        () => test.db.$queryRaw`SELECT pg_terminate_backend(l.pid) FROM pg_locks l
          JOIN pg_class c ON c.oid = l.relation WHERE c.relname = 'story_key' AND NOT l.granted`,
        { timeout: 30_000 },
      )
      .toHaveLength(1)
    expect(await dying).toBeInstanceOf(Error)
    await blocker.end()
    expect(await test.db.story.count()).toBe(0)
    expect(await groupAll()).toBe(2)
    expect(await test.db.storyProgress.findUnique({ where: { id: 1 } })).toMatchObject({
      articles: 2,
    })
  })
})
