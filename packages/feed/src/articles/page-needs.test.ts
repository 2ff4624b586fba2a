import { createTestDb, type TestDb } from '@courant/testing'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'

import { draft, prepare } from '../draft.fixture.ts'
import { type ArticleDraft, contentHash } from './draft.ts'
import { unchangedArticles } from './known.ts'
import { hasUnreadPages, pageNeeds } from './page-needs.ts'
import { saveArticles } from './save.ts'

let test: TestDb
let sourceId: string
beforeAll(async () => {
  test = await createTestDb()
  ;({ sourceId } = await prepare(test.db))
})
afterAll(() => test.close())
beforeEach(async () => {
  await test.db.article.deleteMany()
})

/** What a feed says of an article, and what its page does. */
const ofFeed = (own: Partial<ArticleDraft> = {}) => draft({ sourceId, key: 'ferry', ...own })
const ofPage = (feed: ArticleDraft, text = 'The whole text.') => ({
  ...feed,
  sections: [{ crosshead: null, paragraphs: [text] }],
  documentHash: contentHash(feed),
})
const save = async (saved: ArticleDraft) => (await saveArticles(test.db, [saved]))[0]!
const need = async (text: ArticleDraft) => (await pageNeeds(test.db, [text]))[0]!
const aDayOn = () =>
  test.db.$executeRaw`UPDATE article SET ingested_at = ingested_at - interval '25 hours'`

describe('the page of an article is to be read', () => {
  it('when it is new', async () => {
    const text = ofFeed()
    expect(await need(text)).toEqual({
      reason: 'NEW',
      hasPage: false,
      isFresh: true,
      documentHash: contentHash(text),
    })
  })

  it('not again while its feed says the same', async () => {
    await save(ofPage(ofFeed()))
    expect(await need(ofFeed())).toMatchObject({ reason: 'NONE', hasPage: true })
  })

  it('when its feed says something else', async () => {
    await save(ofPage(ofFeed()))
    const changed = ofFeed({ headline: 'A better headline' })
    expect(await need(changed)).toMatchObject({ reason: 'CHANGED', hasPage: true, isFresh: true })
  })

  it('while it could not be read, for a day', async () => {
    await save(ofFeed())
    expect(await need(ofFeed())).toMatchObject({ reason: 'UNREAD', hasPage: false })
    await aDayOn()
    expect(await need(ofFeed())).toMatchObject({ reason: 'NONE', isFresh: false })
    const changed = ofFeed({ headline: 'A better headline' })
    expect(await need(changed)).toMatchObject({ reason: 'CHANGED', isFresh: false })
  })

  it('each of several by itself, in their order', async () => {
    await save(ofPage(ofFeed()))
    const texts = [ofFeed({ key: 'new' }), ofFeed()]
    expect((await pageNeeds(test.db, texts)).map(({ reason }) => reason)).toEqual(['NEW', 'NONE'])
    expect(await pageNeeds(test.db, [])).toEqual([])
  })
})

describe('an article with the text of its page', () => {
  it('is unchanged while its feed says the same', async () => {
    const { articleId } = await save(ofPage(ofFeed()))
    expect(await save(ofFeed())).toEqual({ articleId, outcome: 'UNCHANGED', revision: 1 })
    expect((await unchangedArticles(test.db, [ofFeed()])).size).toBe(1)
    const sections = await test.db.section.findMany({ where: { articleId } })
    expect(sections).toMatchObject([{ paragraphs: ['The whole text.'] }])
  })

  it('is unchanged where its page says the same under another summary, and that is noted', async () => {
    await save(ofPage(ofFeed()))
    const changed = ofFeed({ sections: [] })
    expect(await save(ofPage(changed))).toMatchObject({ outcome: 'UNCHANGED' })
    expect(await need(changed)).toMatchObject({ reason: 'NONE' })
  })

  it('becomes a revision when its page has changed', async () => {
    await save(ofPage(ofFeed()))
    const changed = ofFeed({ sections: [] })
    const read = ofPage(changed, 'The whole text, corrected.')
    expect((await unchangedArticles(test.db, [read])).size).toBe(0)
    expect(await save(read)).toMatchObject({ outcome: 'REVISED', revision: 2 })
    expect(await need(changed)).toMatchObject({ reason: 'NONE' })
  })

  it('stays as it is where its page could not be asked', async () => {
    await save(ofPage(ofFeed()))
    const changed = ofFeed({ headline: 'A better headline', keepKnown: true })
    expect(await save(changed)).toMatchObject({ outcome: 'UNCHANGED', revision: 1 })
    expect(await need(changed)).toMatchObject({ reason: 'CHANGED' })
  })

  it('becomes what its feed says now where its page is gone', async () => {
    await save(ofPage(ofFeed()))
    const changed = ofFeed({ headline: 'A better headline' })
    expect(await save(changed)).toMatchObject({ outcome: 'REVISED', revision: 2 })
    expect(await save(ofFeed())).toMatchObject({ outcome: 'REVISED', revision: 3 })
  })

  it('is added with what its feed says where nothing is known to be kept', async () => {
    expect(await save(ofFeed({ keepKnown: true }))).toMatchObject({ outcome: 'ADDED' })
  })
})

describe('a feed is worth reading again', () => {
  it.each<[string, Partial<ArticleDraft>, boolean]>([
    ['for a page that could not be read', {}, true],
    ['not where there is no page', { url: 'urn:courant:1' }, false],
    ['not where the page was read', { documentHash: Buffer.alloc(32) }, false],
  ])('%s', async (_case, own, expected) => {
    await save(ofFeed(own))
    expect(await hasUnreadPages(test.db, sourceId)).toBe(expected)
    await aDayOn()
    expect(await hasUnreadPages(test.db, sourceId)).toBe(false)
  })
})
