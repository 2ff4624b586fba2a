import { createTestDb, type TestDb } from '@courant/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { draft, mention, prepare } from '../draft.fixture.ts'
import { sectionsOf, takeawaysOf } from './read.ts'
import { saveArticles } from './save.ts'

let test: TestDb
let sourceId: string
beforeAll(async () => {
  test = await createTestDb()
  ;({ sourceId } = await prepare(test.db))
})
afterAll(() => test.close())

const takeaway = {
  text: 'It follows.',
  origin: 'PUBLISHER' as const,
  evidence: { quote: 'First', section: 0, paragraph: 0, start: 0, end: 5 },
}

describe('saving articles', () => {
  it('adds an article once, however often it comes', async () => {
    const same = draft({ sourceId, key: 'once', mentions: [mention('nato')] })
    const [first] = await saveArticles(test.db, [same])
    const [second] = await saveArticles(test.db, [same])
    expect(first).toMatchObject({ outcome: 'ADDED', revision: 1 })
    expect(second).toEqual({ ...first, outcome: 'UNCHANGED' })
    const events = await test.db.articleEvent.findMany({ where: { articleId: first!.articleId } })
    expect(events).toMatchObject([{ kind: 'ADDED', revision: 1 }])
  })

  it('makes a changed article its next revision and keeps how it read before', async () => {
    const before = draft({ sourceId, key: 'changed', takeaways: [takeaway] })
    const [added] = await saveArticles(test.db, [before])
    const after = draft({
      sourceId,
      key: 'changed',
      headline: 'A better headline',
      sections: [{ crosshead: 'New', paragraphs: ['First of all.'] }],
      statedAt: new Date('2026-02-02T00:00:00Z'),
      takeaways: [takeaway],
    })
    const [revised] = await saveArticles(test.db, [after])
    const articleId = added!.articleId
    expect(revised).toEqual({ articleId, outcome: 'REVISED', revision: 2 })

    const article = await test.db.article.findUniqueOrThrow({ where: { id: articleId } })
    expect(article).toMatchObject({ headline: 'A better headline', revision: 2 })
    expect(article.publishedAt).toEqual(before.statedAt)
    const sections = await sectionsOf(test.db, [articleId])
    expect(sections.get(articleId)).toMatchObject([
      { position: 0, crosshead: 'New', paragraphs: ['First of all.'] },
    ])
    const takeaways = await takeawaysOf(test.db, [articleId])
    expect(takeaways.get(articleId)).toMatchObject([{ evidenceRevision: 2 }])
    const kept = await test.db.articleRevision.findMany({ where: { articleId } })
    expect(kept).toMatchObject([
      {
        revision: 1,
        headline: before.headline,
        sections: [{ crosshead: null, paragraphs: ['First paragraph.', 'Second paragraph.'] }],
        takeaways: [{ text: 'It follows.', evidence_revision: 1 }],
      },
    ])
    const events = await test.db.articleEvent.findMany({
      where: { articleId },
      orderBy: { seq: 'asc' },
    })
    expect(events.map(({ kind, revision }) => [kind, revision])).toEqual([
      ['ADDED', 1],
      ['REVISED', 2],
    ])
  })

  it('does not take a new date or address for a change', async () => {
    const key = 'moved'
    await saveArticles(test.db, [draft({ sourceId, key })])
    const statedAt = new Date('2026-03-03T00:00:00Z')
    const [again] = await saveArticles(test.db, [
      draft({ sourceId, key, statedAt, url: 'https://gazette.example/moved?again' }),
    ])
    expect(again).toMatchObject({ outcome: 'UNCHANGED' })
  })

  it('lets the first of several with one key count, so that a feed cannot flip an article for ever', async () => {
    const twice = [
      draft({ sourceId, key: 'twice', headline: 'One' }),
      draft({ sourceId, key: 'twice', headline: 'Two' }),
    ]
    const [first, second] = await saveArticles(test.db, twice)
    expect(first).toMatchObject({ outcome: 'ADDED' })
    expect(second).toEqual({ ...first, outcome: 'UNCHANGED' })
    expect(await saveArticles(test.db, twice)).toMatchObject([
      { outcome: 'UNCHANGED' },
      { outcome: 'UNCHANGED' },
    ])
  })

  it('knows a document without an id by its headline', async () => {
    const text = { sourceId, matchHeadline: true, headline: 'Known by its headline' }
    const [first] = await saveArticles(test.db, [draft({ ...text, key: 'file:///a' })])
    const [moved] = await saveArticles(test.db, [
      draft({ ...text, key: 'file:///b', lead: 'Another lead.' }),
    ])
    expect(moved).toEqual({ articleId: first!.articleId, outcome: 'REVISED', revision: 2 })
  })

  it('adds an article once when many bring it at the same moment', async () => {
    const same = ['race-1', 'race-2', 'race-3'].map((key) =>
      draft({ sourceId, key, mentions: [mention('un'), mention('eu'), mention(key)] }),
    )
    const results = await Promise.all(
      Array.from({ length: 8 }, (_, i) =>
        saveArticles(test.db, i % 2 === 0 ? same : same.toReversed()),
      ),
    )
    const outcomes = results.flat().map(({ outcome }) => outcome)
    expect(outcomes.filter((outcome) => outcome === 'ADDED')).toHaveLength(3)
    expect(outcomes.filter((outcome) => outcome === 'UNCHANGED')).toHaveLength(21)
  })

  it('stores nothing of a batch that holds something PostgreSQL cannot take', async () => {
    const articles = await test.db.article.count()
    const batch = [
      draft({ sourceId, key: 'fine' }),
      draft({ sourceId, key: 'bad', lead: '\u0000' }),
    ]
    await expect(saveArticles(test.db, batch)).rejects.toThrow(/UTF8/)
    expect(await test.db.article.count()).toBe(articles)
  })

  it('sorts an article from the future by when it was first seen, and keeps the stated date', async () => {
    const statedAt = new Date(Date.now() + 86_400_000)
    const [saved] = await saveArticles(test.db, [draft({ sourceId, key: 'future', statedAt })])
    const article = await test.db.article.findUniqueOrThrow({ where: { id: saved!.articleId } })
    expect(article.statedAt).toEqual(statedAt)
    expect(article.publishedAt.getTime()).toBeLessThanOrEqual(Date.now())
  })

  it('takes a date before all newspapers', async () => {
    const statedAt = new Date('0001-01-01T00:00:00Z')
    const [saved] = await saveArticles(test.db, [draft({ sourceId, key: 'ancient', statedAt })])
    const article = await test.db.article.findUniqueOrThrow({ where: { id: saved!.articleId } })
    expect(article.publishedAt).toEqual(new Date('1700-01-01T00:00:00Z'))
  })

  it('places an article under the topics above its own', async () => {
    const [saved] = await saveArticles(test.db, [
      draft({
        sourceId,
        key: 'topics',
        topics: [{ code: '20000056', score: 0.9, cues: ['war'] }],
      }),
    ])
    const rows = await test.db.articleTopic.findMany({
      where: { articleId: saved!.articleId },
      select: { direct: true, cues: true, topic: { select: { code: true } } },
      orderBy: { topic: { code: 'asc' } },
    })
    expect(rows).toEqual([
      { direct: false, cues: [], topic: { code: '16000000' } },
      { direct: true, cues: ['war'], topic: { code: '20000056' } },
    ])
  })
})
