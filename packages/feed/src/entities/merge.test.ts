import { createTestDb, settled, type TestDb } from '@courant/testing'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'

import type { DraftMention } from '../articles/draft.ts'
import { articlePage } from '../articles/page.ts'
import { factsOf, mentionsOf } from '../articles/read.ts'
import { saveArticles } from '../articles/save.ts'
import { draft, mention, prepare } from '../draft.fixture.ts'
import { currentPosition, readEvents } from '../events/log.ts'
import { findNode } from '../node.ts'
import { mergeEntities, unmergeEntity } from './merge.ts'
import { entityPage, findEntity } from './read.ts'
import { entityRecord } from './record.ts'

let test: TestDb
let sourceId: string
beforeAll(async () => {
  test = await createTestDb()
  ;({ sourceId } = await prepare(test.db))
})
beforeEach(() => test.db.$executeRaw`TRUNCATE article, entity CASCADE`)
afterAll(() => test.close())

/** Saves articles, each a minute after the one before, that mention these. */
async function save(articles: Record<string, (string | DraftMention)[]>): Promise<void> {
  const before = await test.db.article.count()
  await saveArticles(
    test.db,
    Object.entries(articles).map(([key, actors], n) =>
      draft({
        sourceId,
        key,
        headline: key,
        statedAt: new Date(Date.UTC(2026, 0, 1, 12, before + n)),
        mentions: actors.map((actor) => (typeof actor === 'string' ? mention(actor) : actor)),
      }),
    ),
  )
}

const merge = (from: string, into: string, reason = 'The same.') =>
  mergeEntities(test.db, { from, into, reason })
const unmerge = (id: string) => unmergeEntity(test.db, { id })

async function feedOf(slug: string): Promise<string[]> {
  const page = await articlePage(test.db, { filter: { actors: { all: [slug] } } })
  return page.edges.map(({ node }) => node.headline)
}

/** Every mention as it is shown, in an order of its own. */
async function shownMentions() {
  return test.db.mention.findMany({ orderBy: [{ feedKey: 'asc' }, { entityId: 'asc' }] })
}

async function mentionsIn(key: string) {
  const { id } = await test.db.article.findFirstOrThrow({ where: { key } })
  const mentions = (await mentionsOf(test.db, [id])).get(id) ?? []
  const entities = await test.db.entity.findMany()
  const slugs = new Map(entities.map((entity) => [entity.id, entity.slug]))
  return mentions.map(({ entityId, spans, count, salience, about, method, confidence }) => ({
    actor: slugs.get(entityId),
    spans,
    count,
    salience,
    about,
    method,
    confidence,
  }))
}

describe('an entity that was merged', () => {
  it('is found as the one that stays, by its slug, its id and its name', async () => {
    await save({ one: ['kiev', 'kyiv'] })
    const { from, into } = await merge('kiev', 'kyiv')
    expect(await findEntity(test.db, { slug: 'kiev' })).toEqual(into)
    expect(await findEntity(test.db, { id: from.id })).toEqual(into)
    expect(await findNode(test.db, from.id)).toEqual({ type: 'Entity', row: into })
    const found = await entityPage(test.db, { search: 'kiev' })
    expect(found.edges.map(({ node }) => node.slug)).toEqual(['kyiv'])
  })

  it('brings its articles along, in feed order, page by page', async () => {
    await save({ one: ['kiev'], two: ['kyiv'], three: ['kiev', 'nato'], four: ['kyiv', 'kiev'] })
    const { from, articles } = await merge('kiev', 'kyiv')
    expect(articles).toBe(3)
    const all = ['four', 'three', 'two', 'one']
    expect(await feedOf('kyiv')).toEqual(all)
    expect(await feedOf('kiev')).toEqual(all)
    expect(await feedOf(from.id)).toEqual(all)

    const read: string[] = []
    let after: string | null = null
    do {
      const page = await articlePage(test.db, {
        first: 1,
        after,
        filter: { actors: { all: ['kyiv'] } },
      })
      read.push(...page.edges.map(({ node }) => node.headline))
      after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null
    } while (after !== null)
    expect(read).toEqual(all)

    const filter = { actors: { all: ['kiev', 'nato'] } }
    const both = await articlePage(test.db, { filter })
    expect(both.edges.map(({ node }) => node.headline)).toEqual(['three'])
    const neither = await articlePage(test.db, { filter: { actors: { none: ['kiev'] } } })
    expect(neither.edges).toEqual([])
  })

  it('goes on being heard of by those who followed it before', async () => {
    await save({ one: ['kiev', 'kyiv'] })
    const { from, into } = await merge('kiev', 'kyiv')
    await save({ two: ['kyiv'] })
    const article = await test.db.article.findFirstOrThrow({ where: { key: 'two' } })
    const facts = (await factsOf(test.db, [article.id])).get(article.id)
    expect(facts?.actorIds).toEqual(new Set([from.id, into.id]))
  })

  it('counts for the one that stays where an article names both', async () => {
    const span = (part: 'headline' | 'lead' | 'paragraph', start: number, paragraph?: number) => ({
      part,
      section: paragraph === undefined ? null : 0,
      paragraph: paragraph ?? null,
      start,
      end: start + 4,
      surface: 'Kyiv',
    })
    const lead = span('lead', 0)
    await save({
      one: [
        {
          ...mention('kiev'),
          spans: [lead, span('paragraph', 0, 1)],
          count: 2,
          salience: 0.25,
          method: 'PROPOSED',
          confidence: 0.5,
        },
        {
          ...mention('kyiv'),
          spans: [span('headline', 6), lead, span('paragraph', 9, 0)],
          count: 3,
          salience: 0.5,
          about: false,
          confidence: 0.75,
        },
      ],
    })
    await merge('kiev', 'kyiv')
    expect(await mentionsIn('one')).toEqual([
      {
        actor: 'kyiv',
        spans: [span('headline', 6), lead, span('paragraph', 9, 0), span('paragraph', 0, 1)],
        count: 4,
        salience: 0.75,
        about: true,
        method: 'ALIAS',
        confidence: 0.75,
      },
    ])
  })

  it('leaves a reason and a history', async () => {
    await save({ one: ['kiev', 'kyiv'] })
    const { merge: first } = await merge('kiev', 'kyiv', ' Two spellings of one city. ')
    expect(first.reason).toBe('Two spellings of one city.')
    await unmergeEntity(test.db, { id: 'kiev', reason: 'A cake, here.' })
    await merge('kiev', 'kyiv', 'The city after all.')
    const { merges, merged, aliases, articles } = await entityRecord(test.db, 'kyiv')
    expect(merges).toMatchObject([
      { id: first.id, unmergedAt: expect.any(Date), unmergeReason: 'A cake, here.' },
      { reason: 'The city after all.', unmergedAt: null, from: { slug: 'kiev' } },
    ])
    expect(merged.map(({ slug }) => slug)).toEqual(['kiev'])
    expect({ aliases, articles }).toEqual({ aliases: ['kiev', 'kyiv'], articles: 1 })
  })
})

describe('taking a merge back', () => {
  it('restores every mention exactly', async () => {
    await save({ one: ['kiev'], two: ['kyiv'], three: ['kyiv', 'kiev'], four: ['nato'] })
    const before = await shownMentions()
    await merge('kiev', 'kyiv')
    expect(await shownMentions()).not.toEqual(before)
    const { articles, from } = await unmerge('kiev')
    expect(articles).toBe(2)
    expect(await shownMentions()).toEqual(before)
    expect(await test.db.foundMention.count()).toBe(0)
    expect(await findEntity(test.db, { slug: 'kiev' })).toEqual(from)
  })

  it('gives back what came in meanwhile', async () => {
    await save({ old: ['kiev', 'kyiv'] })
    await merge('kiev', 'kyiv')
    await save({ new: ['kiev'], both: ['kiev', 'kyiv'], other: ['kyiv'] })
    expect(await feedOf('kiev')).toEqual(['other', 'both', 'new', 'old'])
    expect(await mentionsIn('both')).toMatchObject([{ actor: 'kyiv', salience: 1 }])

    await unmerge('kiev')
    expect(await feedOf('kiev')).toEqual(['both', 'new', 'old'])
    expect(await feedOf('kyiv')).toEqual(['other', 'both', 'old'])
    expect(await mentionsIn('both')).toMatchObject([{ salience: 0.5 }, { salience: 0.5 }])
    expect(await test.db.foundMention.count()).toBe(0)
  })

  it('follows an article that was revised meanwhile', async () => {
    await save({ one: ['kiev', 'kyiv'], two: ['kiev'] })
    await merge('kiev', 'kyiv')
    const revise = (key: string, mentions: DraftMention[]) =>
      saveArticles(test.db, [draft({ sourceId, key, headline: `${key}, again`, mentions })])
    await revise('one', [mention('kyiv')])
    await revise('two', [mention('kiev'), mention('nato')])
    await unmerge('kiev')
    expect(await feedOf('kiev')).toEqual(['two, again'])
    expect(await feedOf('kyiv')).toEqual(['one, again'])
  })

  it('keeps the others that were merged into the same one', async () => {
    await save({ one: ['kiev'], two: ['kiew'], three: ['kiev', 'kiew'], four: ['kyiv', 'kiew'] })
    const before = await shownMentions()
    await merge('kiev', 'kyiv')
    const afterOne = await shownMentions()
    await merge('kiew', 'kyiv')
    expect(await feedOf('kyiv')).toEqual(['four', 'three', 'two', 'one'])
    expect(await mentionsIn('three')).toMatchObject([{ actor: 'kyiv', count: 1, salience: 1 }])
    await unmerge('kiew')
    expect(await shownMentions()).toEqual(afterOne)
    await unmerge('kiev')
    expect(await shownMentions()).toEqual(before)
    expect(await test.db.foundMention.count()).toBe(0)
  })

  it('works by id', async () => {
    await save({ one: ['kiev', 'kyiv'] })
    const { from } = await merge('kiev', 'kyiv')
    expect((await unmerge(from.id)).from.mergedIntoId).toBeNull()
  })
})

describe('what is refused', () => {
  beforeEach(async () => {
    await save({ one: ['kiev', 'kyiv', 'kiew', 'lviv'] })
    await merge('kiev', 'kyiv')
  })

  it.each([
    ['an entity nobody knows', 'nobody', 'kyiv', 'UNKNOWN_ACTOR', 'from'],
    ['a survivor nobody knows', 'kiew', 'nobody', 'UNKNOWN_ACTOR', 'into'],
    ['an entity into itself', 'kyiv', 'kyiv', 'MERGE_CYCLE', 'into'],
    ['a survivor into the one merged into it', 'kyiv', 'kiev', 'MERGE_CYCLE', 'into'],
    ['a second merge of the same', 'kiev', 'lviv', 'ALREADY_MERGED', 'from'],
    ['a survivor that was merged', 'kiew', 'kiev', 'MERGE_CHAIN', 'into'],
    ['an entity that others were merged into', 'kyiv', 'lviv', 'MERGE_CHAIN', 'from'],
  ])('%s', async (_sentence, from, into, code, field) => {
    const before = await shownMentions()
    await expect(merge(from, into)).rejects.toMatchObject({ code, field })
    expect(await shownMentions()).toEqual(before)
    expect(await test.db.entityMerge.count()).toBe(1)
  })

  it('a merge without a reason', async () => {
    await expect(merge('kiew', 'kyiv', ' ')).rejects.toMatchObject({ code: 'BAD_REASON' })
  })

  it('undoing what was not done', async () => {
    await expect(unmerge('kyiv')).rejects.toMatchObject({ code: 'NOT_MERGED' })
  })
})

describe('the event log', () => {
  it('tells which articles a merge changes, and their revisions stay', async () => {
    await save({ one: ['kiev'], two: ['kyiv'], three: ['kiev', 'kyiv'] })
    const revisions = await test.db.article.findMany({ select: { id: true, revision: true } })
    for (const change of [() => merge('kiev', 'kyiv'), () => unmerge('kiev')]) {
      await settled(test.db)
      const start = await currentPosition(test.db)
      await change()
      await settled(test.db)
      const { events } = await readEvents(test.db, start, 10)
      const articles = await test.db.article.findMany({
        where: { id: { in: events.map(({ articleId }) => articleId) } },
        orderBy: { feedKey: 'asc' },
      })
      expect(events.map(({ kind }) => kind)).toEqual(['RETAGGED', 'RETAGGED'])
      expect(articles.map(({ key }) => key)).toEqual(['one', 'three'])
    }
    expect(await test.db.article.findMany({ select: { id: true, revision: true } })).toEqual(
      revisions,
    )
  })
})

describe('while articles are saved', () => {
  it('waits for one that named the entity before the merge, and takes it along', async () => {
    await save({ one: ['kiev', 'kyiv'] })
    const writer = new pg.Client({ connectionString: test.url })
    await writer.connect()
    // Holds up the other writer in the middle of its transaction, at its source.
    await writer.query('BEGIN')
    await writer.query('SELECT FROM source WHERE id = $1 FOR UPDATE', [sourceId])
    const saving = save({ two: ['kiev'] })
    await waiting(/INSERT INTO article /)
    const merging = merge('kiev', 'kyiv')
    await waiting(/pg_advisory_xact_lock\(/)
    await writer.query('COMMIT')
    await writer.end()

    await saving
    expect((await merging).articles).toBe(2)
    expect(await feedOf('kyiv')).toEqual(['two', 'one'])
    await unmerge('kiev')
    expect(await feedOf('kiev')).toEqual(['two', 'one'])
    expect(await feedOf('kyiv')).toEqual(['one'])
  })

  it('loses and doubles nothing, whoever comes first', async () => {
    await save({ one: ['kiev', 'kyiv'] })
    const keys = Array.from({ length: 12 }, (_, n) => `article ${n}`)
    const saving = Promise.all(keys.map((key) => save({ [key]: ['kiev', 'kyiv', 'nato'] })))
    for (let round = 0; round < 3; round += 1) {
      await merge('kiev', 'kyiv')
      await unmerge('kiev')
    }
    await merge('kiev', 'kyiv')
    await saving
    const expected = new Set([...keys, 'one'])
    expect(new Set(await feedOf('kyiv'))).toEqual(expected)
    await unmerge('kiev')
    for (const slug of ['kiev', 'kyiv']) {
      expect(new Set(await feedOf(slug))).toEqual(expected)
    }
    expect(await test.db.foundMention.count()).toBe(0)
  })

  it('lets one of two merges that would make a circle through', async () => {
    await save({ one: ['kiev', 'kyiv', 'kiew'] })
    const outcomes = await Promise.allSettled([
      merge('kiev', 'kyiv'),
      merge('kyiv', 'kiew'),
      merge('kiew', 'kiev'),
    ])
    const refused = outcomes.flatMap((outcome) =>
      outcome.status === 'rejected' ? [outcome.reason] : [],
    )
    expect(refused).toHaveLength(2)
    for (const reason of refused) expect(reason).toHaveProperty('code', 'MERGE_CHAIN')
    expect(await feedOf('kiew')).toEqual(['one'])
  })
})

/** Until a connection waits for a lock with a statement like this. */
async function waiting(statement: RegExp): Promise<void> {
  for (;;) {
    const rows = await test.db.$queryRaw<{ query: string }[]>`
      SELECT query FROM pg_stat_activity
      WHERE datname = current_database() AND wait_event_type = 'Lock'`
    if (rows.some(({ query }) => statement.test(query))) return
  }
}
