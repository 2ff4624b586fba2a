import { createTestDb, type TestDb } from '@courant/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { draft, prepare } from '../draft.fixture.ts'
import { diffOf } from './diff.ts'
import type { ArticleDraft, DraftTakeaway } from './draft.ts'
import { revisionsOf } from './revisions.ts'
import { saveArticles } from './save.ts'

let test: TestDb
let sourceId: string
beforeAll(async () => {
  test = await createTestDb()
  ;({ sourceId } = await prepare(test.db))
})
afterAll(() => test.close())

const own = (text: string): DraftTakeaway => ({ text, origin: 'PUBLISHER', evidence: null })
const found = (text: string, paragraph: number, start: number): DraftTakeaway => ({
  text,
  origin: 'EXTRACTED',
  evidence: { quote: text, section: 0, paragraph, start, end: start + text.length },
})

/** Saves versions of one article one after the other. Returns what is told of them. */
async function history(key: string, ...versions: Partial<ArticleDraft>[]) {
  let articleId = ''
  for (const version of versions) {
    const [saved] = await saveArticles(test.db, [draft({ sourceId, key, ...version })])
    articleId = saved!.articleId
  }
  return (await revisionsOf(test.db, [articleId])).get(articleId)!
}

describe('the revisions of an article', () => {
  it('are one, as long as it reads the same', async () => {
    const [first, ...more] = await history('same', {}, {})
    expect(more).toEqual([])
    expect(first).toMatchObject({
      revision: 1,
      heldUntil: null,
      changed: [],
      content: { headline: 'Headline of same', byline: null, imageUrl: null, takeaways: [] },
    })
  })

  it('say how it read, when, and what changed', async () => {
    const versions = [
      { byline: 'Ada', imageUrl: 'https://gazette.example/1.jpg', takeaways: [own('It follows.')] },
      { byline: 'Ada', imageUrl: 'https://gazette.example/2.jpg', takeaways: [own('It follows.')] },
      {
        headline: 'At last',
        lead: 'It came.',
        sections: [{ crosshead: 'So', paragraphs: ['P.'] }],
      },
    ]
    const revisions = await history('long', ...versions)
    expect(revisions.map(({ revision, changed }) => [revision, changed])).toEqual([
      [1, []],
      [2, ['image']],
      [3, ['headline', 'lead', 'byline', 'image', 'sections', 'takeaways']],
    ])
    expect(revisions.map(({ content }) => content)).toMatchObject([
      versions[0]!,
      versions[1]!,
      { ...versions[2], byline: null, imageUrl: null, takeaways: [] },
    ])
    const { ingestedAt, revisedAt } = await test.db.article.findFirstOrThrow({
      where: { sourceId, key: 'long' },
    })
    const [first, second, third] = revisions
    expect(first!.heldFrom).toEqual(ingestedAt)
    expect(first!.heldUntil).toEqual(second!.heldFrom)
    expect(second!.heldUntil).toEqual(third!.heldFrom)
    expect(third!.heldFrom).toEqual(revisedAt)
    expect(third!.heldUntil).toBeNull()
  })

  it('are told of many articles at once, and of none that is not there', async () => {
    await history('a', {}, { lead: 'Another.' })
    await history('b', {})
    const rows = await test.db.article.findMany({ where: { key: { in: ['a', 'b'] } } })
    const nobody = '0190163d-8694-739b-aea5-966c26f8ad91'
    const revisions = await revisionsOf(test.db, [...rows.map(({ id }) => id), nobody])
    expect(Object.fromEntries([...revisions].map(([id, all]) => [id, all.length]))).toEqual(
      Object.fromEntries(rows.map(({ id, key }) => [id, key === 'a' ? 2 : 1])),
    )
    expect(await revisionsOf(test.db, [])).toEqual(new Map())
  })

  it('tell of a lost crosshead, a joined paragraph and a lost byline', async () => {
    const sections = (crosshead: string | null, ...paragraphs: string[]) => ({
      sections: [{ crosshead, paragraphs }],
    })
    const revisions = await history(
      'body',
      { ...sections('Head', 'A.', 'B.'), byline: 'Ada' },
      { ...sections(null, 'A.', 'B.'), byline: 'Ada' },
      { ...sections(null, 'A. B.'), byline: 'Ada' },
      sections(null, 'A. B.'),
      { ...sections(null, 'A. B.'), byline: '' },
    )
    expect(revisions.map(({ changed }) => changed)).toEqual([
      [],
      ['sections'],
      ['sections'],
      ['byline'],
      ['byline'],
    ])
  })

  it('name the same fields as a comparison of them', async () => {
    const revisions = await history(
      'fields',
      { takeaways: [own('One.'), found('First', 0, 0)] },
      { takeaways: [own('Two.'), found('Second', 1, 0)], lead: 'New.' },
      { takeaways: [own('Two.'), own('Three.')], lead: 'New.' },
      { sections: [], byline: 'Ada', lead: 'New.' },
    )
    for (const [at, { content, changed }] of revisions.slice(1).entries()) {
      const fields = Object.entries(diffOf(revisions[at]!.content, content))
      expect(fields.flatMap(([field, diff]) => (diff ? [field] : []))).toEqual(changed)
    }
  })
})

describe('evidence', () => {
  it('counts in the text of its own revision, whatever came after', async () => {
    const body = (...paragraphs: string[]) => [{ crosshead: null, paragraphs }]
    const revisions = await history(
      'evidence',
      {
        sections: body('The dam broke.', 'Nobody was hurt.'),
        takeaways: [found('Nobody was hurt.', 1, 0)],
      },
      {
        sections: body('It rained.', 'The dam broke.', 'And yet: Nobody was hurt.'),
        takeaways: [found('Nobody was hurt.', 2, 9)],
      },
      { sections: body('It rained.'), takeaways: [found('It rained.', 0, 0), own('Rain is wet.')] },
    )
    expect(revisions).toHaveLength(3)
    for (const { revision, content } of revisions) {
      for (const { evidence } of content.takeaways.filter(({ evidence }) => evidence)) {
        const { section, paragraph, start, end, quote } = evidence!
        const text = content.sections[section!]!.paragraphs[paragraph!]!
        expect(text.slice(start, end)).toBe(quote)
        expect(evidence!.revision).toBe(revision)
      }
    }
  })
})

it('an article that comes back to how it read before has both revisions', async () => {
  const revisions = await history('back', { lead: 'One.' }, { lead: 'Two.' }, { lead: 'One.' })
  expect(revisions.map(({ content }) => content.lead)).toEqual(['One.', 'Two.', 'One.'])
})

it('many writers of one change make one revision', async () => {
  await history('race', {})
  const changed = draft({ sourceId, key: 'race', lead: 'Another lead.' })
  const all = await Promise.all(Array.from({ length: 6 }, () => saveArticles(test.db, [changed])))
  expect(all.flat().filter(({ outcome }) => outcome === 'REVISED')).toHaveLength(1)
  const articleId = all[0]![0]!.articleId
  expect((await revisionsOf(test.db, [articleId])).get(articleId)).toHaveLength(2)
  const events = await test.db.articleEvent.count({ where: { articleId } })
  expect(events).toBe(2)
})
