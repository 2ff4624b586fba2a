import { settled } from '@courant/testing'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'

import { mention, startTestApi, type TestApi } from '../../api.fixture.ts'
import { keyFor } from '../../auth/key.fixture.ts'
import { follow } from '../../live.fixture.ts'

let test: TestApi
let key: string
beforeAll(async () => {
  test = await startTestApi()
  key = await keyFor(test.db, 'ARTICLES_WRITE', 'ENTITIES_WRITE')
})
beforeEach(() => test.reset())
afterAll(() => test.close())

type Payload = Record<string, unknown> & { userErrors: { field: string; code: string }[] }

/** Runs a mutation and returns its payload. */
async function run(field: string, input: object, selection: string, by = key): Promise<Payload> {
  const type = `${field[0]!.toUpperCase()}${field.slice(1)}Input!`
  const document = `mutation ($input: ${type}) { ${field}(input: $input) { ${selection} userErrors { field code } } }`
  const { data, errors } = await test.query(document, { input }, by)
  expect(errors).toBeUndefined()
  return data![field] as Payload
}

const parts = `article { id headline lead byline language revision url source { slug }
  sections { crosshead paragraphs } takeaways { id text origin evidence { quote section } } }`
const create = (input: object, by = key) => run('articleCreate', input, parts, by)
const update = (input: object) => run('articleUpdate', input, parts)
const articleOf = ({ article }: Payload) =>
  article as { id: string; revision: number; takeaways: { id: string }[] }

const written = {
  source: 'gazette',
  headline: 'Harbour closes its old gate',
  lead: 'The harbour of Ansel closed its old gate on Monday, after a century of use.',
  byline: 'Mara Lindt',
  sections: [
    { crosshead: 'A new lock', paragraphs: ['Ships pass a new lock from now on, the port said.'] },
  ],
  takeaways: ['Ships now pass a new lock.'],
}

describe('articleCreate', () => {
  it('writes an article of parts, enriched, and tells who follows the feed', async () => {
    await settled(test.db)
    const live = await follow(test.url, {})
    const payload = await create({ ...written, publishedAt: '2026-01-02T08:00:00Z' })
    expect(payload).toMatchObject({
      article: {
        headline: written.headline,
        byline: 'Mara Lindt',
        language: 'en',
        revision: 1,
        source: { slug: 'gazette' },
        sections: written.sections,
        takeaways: [{ text: 'Ships now pass a new lock.', origin: 'PUBLISHER' }],
      },
      userErrors: [],
    })
    expect(await live.headlines(1)).toEqual([written.headline])
    await live.close()
  })

  it('writes one of plain text, under a source that it makes', async () => {
    const text = 'Ferry runs again\nThe ferry to Ansel runs again.\nA new lock\nIt takes an hour.'
    const input = { sourceName: 'The Harbour Times', text }
    expect(await create(input)).toMatchObject({
      article: {
        headline: 'Ferry runs again',
        source: { slug: 'the-harbour-times' },
        sections: [{ crosshead: 'A new lock', paragraphs: ['It takes an hour.'] }],
      },
      userErrors: [],
    })
  })

  it('writes once what is sent again with the same key, also at the same time', async () => {
    const input = { ...written, idempotencyKey: 'c6d1a2e0' }
    const payloads = await Promise.all([1, 2, 3, 4].map(() => create(input)))
    const again = await create(input)
    expect(new Set([...payloads, again].map((each) => articleOf(each).id)).size).toBe(1)
    expect(await test.db.article.count()).toBe(1)
    expect(await create({ ...input, headline: 'Another' })).toMatchObject({
      article: null,
      userErrors: [{ field: 'input.idempotencyKey', code: 'IDEMPOTENCY_KEY_REUSED' }],
    })
    const others = await keyFor(test.db, 'ARTICLES_WRITE')
    expect(articleOf(await create(input, others)).id).not.toBe(articleOf(again).id)
  })

  it('makes two articles of one text that is sent twice without a key', async () => {
    expect(articleOf(await create(written)).id).not.toBe(articleOf(await create(written)).id)
  })

  it.each([
    ['an unknown source', { source: 'nobody' }, 'input.source', 'UNKNOWN_SOURCE'],
    ['no headline', { headline: ' ', lead: '' }, 'input.headline', 'BAD_ARTICLE'],
    ['both parts and text', { text: 'A\nB' }, 'input', 'BAD_USER_INPUT'],
    ['no source at all', { source: null }, 'input', 'BAD_USER_INPUT'],
    ['text without a lead', { headline: null, text: 'Only a line' }, 'input.text', 'BAD_TEXT'],
    ['markup for text', { headline: null, text: '<!doctype html><p>No' }, 'input.text', 'BAD_TEXT'],
    ['an empty key', { idempotencyKey: '' }, 'input.idempotencyKey', 'BAD_IDEMPOTENCY_KEY'],
  ])('says what is wrong: %s', async (_, own, field, code) => {
    expect(await create({ ...written, ...own })).toEqual({
      article: null,
      userErrors: [{ field, code }],
    })
    expect(await test.db.article.count()).toBe(0)
  })

  it('does not write what the source has already', async () => {
    const input = { ...written, url: 'https://gazette.example/gate' }
    const { id } = articleOf(await create(input))
    expect(await create({ ...input, headline: 'Another' })).toMatchObject({
      article: null,
      userErrors: [{ field: 'input.url', code: 'ARTICLE_EXISTS' }],
    })
    expect(await test.db.article.findMany()).toMatchObject([{ id, headline: written.headline }])
  })
})

/** A feed of the Gazette with one article. */
const feed = (headline: string) => ({
  source: 'The Gazette',
  document: `<rss version="2.0"><channel><title>The Gazette</title><link>https://gazette.example/</link>
    <item><guid>gate</guid><link>https://gazette.example/gate</link><title>${headline}</title>
    <description>The harbour of Ansel closed its old gate on Monday.</description></item></channel></rss>`,
})
const takeIn = (headline: string) =>
  run('ingest', feed(headline), 'added revised unchanged articles { article { id } }')
const idOf = (payload: Payload) =>
  (payload['articles'] as { article: { id: string } }[])[0]!.article.id

describe('articleUpdate', () => {
  it('makes a revision of what is given, which the source does not write over', async () => {
    const id = idOf(await takeIn('Harbour closes gate'))
    expect(await update({ id, headline: 'Harbour shuts its gate', byline: 'Desk' })).toMatchObject({
      article: {
        headline: 'Harbour shuts its gate',
        byline: 'Desk',
        lead: 'The harbour of Ansel closed its old gate on Monday.',
        revision: 2,
      },
      userErrors: [],
    })
    expect(await takeIn('Harbour closes gate for good')).toMatchObject({ unchanged: 1, revised: 0 })
    expect(await update({ id, byline: '' })).toMatchObject({
      article: { headline: 'Harbour shuts its gate', byline: null, revision: 3 },
    })
    expect(await test.db.articleRevision.count({ where: { articleId: id } })).toBe(2)
  })

  it('refuses to write over what was not read', async () => {
    const { id } = articleOf(await create(written))
    await update({ id, revision: 1, headline: 'Second' })
    expect(await update({ id, revision: 1, headline: 'Third' })).toEqual({
      article: null,
      userErrors: [{ field: 'input.revision', code: 'STALE_REVISION' }],
    })
  })

  it('loses nothing of two who change different parts at once', async () => {
    const { id } = articleOf(await create(written))
    await Promise.all([update({ id, byline: 'Both' }), update({ id, lead: 'Another lead here.' })])
    expect(await test.db.article.findUnique({ where: { id } })).toMatchObject({
      byline: 'Both',
      lead: 'Another lead here.',
      revision: 3,
    })
  })

  it.each([
    ['nobody', 'input.id', 'UNKNOWN_ARTICLE'],
    ['01890000-0000-7000-8000-000000000001', 'input.id', 'UNKNOWN_ARTICLE'],
  ])('knows no article %s', async (id, field, code) => {
    expect(await update({ id })).toEqual({ article: null, userErrors: [{ field, code }] })
    expect(await run('articleRemove', { id }, 'removedId')).toEqual({
      removedId: null,
      userErrors: [{ field, code }],
    })
  })
})

describe('articleRemove', () => {
  it('removes it for good: its source does not bring it back, an editor may', async () => {
    const id = idOf(await takeIn('Harbour closes gate'))
    const removed = await run('articleRemove', { id }, 'removedId')
    expect(removed).toEqual({ removedId: id, userErrors: [] })
    expect(await takeIn('Harbour closes gate for good')).toMatchObject({ added: 0, articles: [] })
    const { data } = await test.query('query ($id: ID!) { article(id: $id) { id } }', { id })
    expect(data).toEqual({ article: null })
    await settled(test.db)
    const [event] = await test.db.articleEvent.findMany({
      where: { articleId: id },
      orderBy: { seq: 'desc' },
    })
    expect(event).toMatchObject({ kind: 'REMOVED', revision: 1 })
  })

  it('and the answer to its key then has no article', async () => {
    const input = { ...written, idempotencyKey: 'gone' }
    const { id } = articleOf(await create(input))
    await run('articleRemove', { id }, 'removedId')
    expect(await create(input)).toEqual({ article: null, userErrors: [] })
  })
})

describe('takeawayUpdate', () => {
  const change = (input: object) =>
    run(
      'takeawayUpdate',
      input,
      'takeaway { text origin position evidence { quote section start end } }',
    )

  it("makes it an editor's, which stays when the article is revised", async () => {
    const article = articleOf(await create(written))
    const { id } = article.takeaways[0]!
    const input = { id, text: 'The old gate is closed.', quote: 'closed its old gate' }
    const start = written.lead.indexOf(input.quote)
    const evidence = { quote: input.quote, section: null, start, end: start + input.quote.length }
    const takeaway = { text: input.text, origin: 'EDITOR', position: 0, evidence }
    expect(await change(input)).toEqual({ takeaway, userErrors: [] })

    const lead = 'On Monday the harbour closed its old gate.'
    const revised = await update({ id: article.id, lead })
    expect(revised).toMatchObject({
      article: {
        takeaways: [{ text: input.text, origin: 'EDITOR', evidence: { quote: input.quote } }],
      },
    })
    const without = await update({ id: article.id, lead: 'It is closed.' })
    const [kept] = articleOf(without).takeaways
    expect(kept).toMatchObject({ text: input.text, origin: 'EDITOR', evidence: null })
    expect(await change({ id: kept!.id, quote: 'pass a new lock' })).toMatchObject({
      takeaway: { text: input.text, evidence: { quote: 'pass a new lock', section: 0 } },
    })
  })

  it.each([
    ['what the article does not say', { quote: 'closed its new gate' }, 'quote', 'BAD_QUOTE'],
    ['an empty sentence', { text: ' ' }, 'text', 'BAD_TAKEAWAY'],
    ['an unknown takeaway', { id: 'nobody', text: 'A' }, 'id', 'UNKNOWN_TAKEAWAY'],
  ])('says what is wrong: %s', async (_, own, field, code) => {
    const { takeaways } = articleOf(await create(written))
    expect(await change({ id: takeaways[0]!.id, ...own })).toEqual({
      takeaway: null,
      userErrors: [{ field: `input.${field}`, code }],
    })
  })
})

describe('an actor', () => {
  const entity = 'entity { slug name kind description aliases }'

  it('is merged, unmerged and described', async () => {
    await test.save({ mentions: [mention('acme')] })
    await test.save({ mentions: [mention('acme-corp')] })
    const merge = { from: 'acme-corp', into: 'acme', reason: 'The same company' }
    expect(await run('entityMerge', merge, 'entity { slug } articles')).toEqual({
      entity: { slug: 'acme' },
      articles: 1,
      userErrors: [],
    })
    expect(await run('entityMerge', merge, 'articles')).toMatchObject({
      userErrors: [{ field: 'input.from', code: 'ALREADY_MERGED' }],
    })
    const unmerge = { id: 'acme-corp', reason: 'It is not' }
    expect(await run('entityUnmerge', unmerge, 'entity { slug } articles')).toEqual({
      entity: { slug: 'acme-corp' },
      articles: 1,
      userErrors: [],
    })

    await settled(test.db)
    const retagged = { where: { kind: 'RETAGGED' as const } }
    const before = await test.db.articleEvent.count(retagged)
    const input = { id: 'acme', name: ' Acme  Group ', description: 'A maker of anvils' }
    expect(await run('entityUpdate', { ...input, aliases: ['ACME', 'Acme Inc.'] }, entity)).toEqual(
      {
        entity: {
          slug: 'acme',
          name: 'Acme Group',
          kind: 'ORGANIZATION',
          description: 'A maker of anvils',
          aliases: ['ACME', 'Acme Inc.'],
        },
        userErrors: [],
      },
    )
    expect(await test.db.articleEvent.count(retagged)).toBe(before + 1)
    const { editedFields } = await test.db.entity.findUniqueOrThrow({ where: { slug: 'acme' } })
    expect(editedFields).toEqual(['aliases', 'description', 'name'])
    expect(await run('entityUpdate', { id: 'acme', description: '' }, entity)).toMatchObject({
      entity: { name: 'Acme Group', description: null, aliases: ['ACME', 'Acme Inc.'] },
    })
  })

  it.each([
    ['an unknown one', { id: 'nobody' }, 'id', 'UNKNOWN_ACTOR'],
    ['an empty name', { id: 'acme', name: ' ' }, 'name', 'BAD_NAME'],
    ['an empty alias', { id: 'acme', aliases: [''] }, 'aliases', 'BAD_ALIAS'],
  ])('is not described as %s', async (_, input, field, code) => {
    expect(await run('entityUpdate', input, entity)).toEqual({
      entity: null,
      userErrors: [{ field: `input.${field}`, code }],
    })
  })
})
