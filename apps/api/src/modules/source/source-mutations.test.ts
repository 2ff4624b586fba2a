import { groupArticles } from '@courant/feed'
import { settled } from '@courant/testing'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'

import { startTestApi, type TestApi } from '../../api.fixture.ts'
import { keyFor } from '../../auth/key.fixture.ts'
import { feedOf, serve, type TestServer } from '../../feed-server.fixture.ts'
import { follow, liveCursor } from '../../live.fixture.ts'

let test: TestApi
let key: string
let publisher: TestServer
beforeAll(async () => {
  test = await startTestApi()
  key = await keyFor(test.db, 'SOURCES_WRITE')
  publisher = await serve((request, response) => {
    if (request.url === '/feed.xml') response.end(feedOf('The Courier', 'Old', 'Older'))
    else if (request.url === '/') response.end(frontPage)
    else response.writeHead(404).end()
  })
})
beforeEach(() => test.reset())
afterAll(async () => {
  publisher.close()
  await test.close()
})

const link = '<link rel="alternate" type="application/rss+xml" href="/feed.xml" title="All">'
const frontPage = `<!doctype html><html><head><title>The Courier</title>${link}</head><body></body></html>`
const rowOf = (slug: string) => test.db.source.findUnique({ where: { slug } })

/** Runs a mutation, or another field that needs a key, and returns its payload. */
async function run(field: string, input: object, selection: string): Promise<object> {
  const type = `${field[0]!.toUpperCase()}${field.slice(1)}Input!`
  const document = `mutation ($input: ${type}) { ${field}(input: $input) { ${selection} userErrors { field message code } } }`
  const { data, errors } = await test.query(document, { input }, key)
  expect(errors).toBeUndefined()
  return (data as Record<string, object>)[field]!
}

describe('sourceCreate', () => {
  const create = (input: object) =>
    run(
      'sourceCreate',
      input,
      'created source { slug name feedUrl folder fullText health { state nextPollAt } }',
    )

  it('subscribes to a feed, and answers with the same source again', async () => {
    const url = `${publisher.url}/feed.xml`
    const source = {
      slug: 'the-courier',
      name: 'The Courier',
      feedUrl: url,
      folder: null,
      fullText: false,
      health: { state: 'WAITING', nextPollAt: expect.any(String) },
    }
    expect(await create({ url })).toEqual({ created: true, source, userErrors: [] })
    const again = { url, name: 'Another', folder: 'Elsewhere' }
    expect(await create(again)).toEqual({ created: false, source, userErrors: [] })
  })

  it('subscribes to the feed that a site links to', async () => {
    expect(await create({ url: publisher.url })).toMatchObject({
      created: true,
      source: { name: 'The Courier', feedUrl: `${publisher.url}/feed.xml` },
      userErrors: [],
    })
  })

  it('makes one source when it is asked twice at the same time', async () => {
    const url = `${publisher.url}/feed.xml`
    const payloads = await Promise.all([1, 2, 3].map(() => create({ url })))
    const created = payloads.map((payload) => (payload as { created: boolean }).created)
    expect(created.toSorted()).toEqual([false, false, true])
    expect(await test.db.source.count({ where: { feedUrl: url } })).toBe(1)
  })

  it('takes a name, a folder and whether to read the pages', async () => {
    const input = { name: 'My Courier', folder: ' News / Local ', fullText: true }
    expect(await create({ url: `${publisher.url}/feed.xml`, ...input })).toMatchObject({
      source: { slug: 'my-courier', name: 'My Courier', folder: 'News/Local', fullText: true },
    })
  })

  it('resumes a source that was paused', async () => {
    const url = `${publisher.url}/feed.xml`
    await create({ url })
    await run('sourceUpdate', { id: 'the-courier', polled: false }, 'source { slug }')
    expect(await create({ url })).toMatchObject({
      created: false,
      source: { health: { state: 'WAITING' } },
    })
  })

  it.each([
    ['there is nothing', () => `${publisher.url}/nothing`, 'HTTP_STATUS'],
    ['nobody listens', () => 'http://127.0.0.1:1/', 'UNREACHABLE'],
    ['the host is private', () => 'http://localhost/', 'SSRF_BLOCKED'],
    ['it is no web address', () => 'ftp://gazette.example/feed.xml', 'BAD_ADDRESS'],
    ['it holds a password', () => 'https://user:pass@gazette.example/', 'BAD_ADDRESS'],
  ])('says so where %s', async (_, url, code) => {
    expect(await create({ url: url() })).toEqual({
      created: false,
      source: null,
      userErrors: [{ field: 'input.url', message: expect.any(String), code }],
    })
    expect(await test.db.source.count()).toBe(1)
  })

  it('says so where the folder is too long', async () => {
    const input = { url: `${publisher.url}/feed.xml`, folder: 'x'.repeat(201) }
    expect(await create(input)).toMatchObject({
      source: null,
      userErrors: [{ field: 'input.folder', code: 'BAD_FOLDER' }],
    })
  })
})

describe('sourceUpdate', () => {
  const update = (input: object) =>
    run('sourceUpdate', input, 'source { name folder fullText health { state } }')

  it('changes what is given', async () => {
    expect(await update({ id: 'gazette', name: 'Gazette', folder: 'Local' })).toEqual({
      source: { name: 'Gazette', folder: 'Local', fullText: false, health: { state: 'PAUSED' } },
      userErrors: [],
    })
    expect(await update({ id: test.sourceId, folder: '', fullText: true })).toMatchObject({
      source: { name: 'Gazette', folder: null, fullText: true },
    })
  })

  it.each([
    ['an unknown source', { id: 'nobody' }, 'input.id', 'UNKNOWN_SOURCE'],
    ['an empty name', { id: 'gazette', name: '' }, 'input.name', 'BAD_NAME'],
    ['a source without a feed', { id: 'gazette', polled: true }, 'input.polled', 'NO_FEED'],
  ])('says what is wrong: %s', async (_, input, field, code) => {
    expect(await update(input)).toEqual({
      source: null,
      userErrors: [{ field, message: expect.any(String), code }],
    })
  })
})

describe('sourceRemove', () => {
  const remove = (id: string) => run('sourceRemove', { id }, 'removedId articles')

  it('takes the articles from the feed, and their ids lead nowhere', async () => {
    const ids = [await test.save({ headline: 'First' }), await test.save({ headline: 'Second' })]
    expect(await remove('gazette')).toEqual({
      removedId: test.sourceId,
      articles: 2,
      userErrors: [],
    })
    const document =
      'query ($id: ID!, $source: ID!) { article(id: $id) { id } node(id: $source) { id } articles { edges { cursor } } sources { id } }'
    const { data } = await test.query(document, { id: ids[0], source: test.sourceId })
    expect(data).toEqual({ article: null, node: null, articles: { edges: [] }, sources: [] })
    expect(await remove('gazette')).toMatchObject({
      removedId: null,
      userErrors: [{ field: 'input.id', code: 'UNKNOWN_SOURCE' }],
    })
  })

  it('leaves whoever follows new articles undisturbed', async () => {
    await test.save({ headline: 'Before' })
    const after = await liveCursor(test)
    const live = await follow(test.url, { after })
    await test.save({ headline: 'Live' })
    expect(await live.headlines(1)).toEqual(['Live'])

    const created = await run('sourceCreate', { url: `${publisher.url}/feed.xml` }, 'source { id }')
    const other = (created as { source: { id: string } }).source.id
    await remove('gazette')
    await test.save({ sourceId: other, headline: 'Of another source' })
    expect(await live.headlines(1)).toEqual(['Of another source'])

    // Who comes back later hears of what is still there alone.
    const late = await follow(test.url, { after })
    expect(await late.headlines(1)).toEqual(['Of another source'])
    await Promise.all([live.close(), late.close()])
  })

  it('leaves stories without its articles', async () => {
    const lead =
      'A crane of 90 tonnes fell into the northern basin of Tarnhaven harbour, and Mayor Ida Brook closed the port.'
    const created = await run('sourceCreate', { url: `${publisher.url}/feed.xml` }, 'source { id }')
    const other = (created as { source: { id: string } }).source.id
    const ids = await Promise.all([
      test.save({ key: 'a', headline: 'A', lead, sourceId: other }),
      test.save({ key: 'b', headline: 'B', lead: `${lead} Again.`, sourceId: other }),
      test.save({ key: 'c', headline: 'C', lead: `${lead} Once more.` }),
    ])
    await settled(test.db)
    await groupArticles(test.db)
    const document =
      'query ($id: ID!) { article(id: $id) { story { articleCount sources { articleCount source { slug } } } } }'
    const story = async () => (await test.query(document, { id: ids[0] })).data
    expect(await story()).toMatchObject({
      article: { story: { articleCount: 3, sources: [{ articleCount: 2 }, { articleCount: 1 }] } },
    })
    await remove('gazette')
    expect(await story()).toEqual({
      article: {
        story: {
          articleCount: 2,
          sources: [{ articleCount: 2, source: { slug: 'the-courier' } }],
        },
      },
    })
  })
})

describe('sourcesPoll', () => {
  const poll = (input: object) =>
    run('sourcesPoll', input, 'sources { slug health { nextPollAt } }')

  it('makes sources due', async () => {
    await run('sourceCreate', { url: `${publisher.url}/feed.xml` }, 'created')
    await test.db.source.updateMany({
      where: { slug: 'the-courier' },
      data: { nextPollAt: new Date('2100-01-01') },
    })
    expect(await poll({})).toMatchObject({ sources: [{ slug: 'the-courier' }], userErrors: [] })
    const { nextPollAt } = (await rowOf('the-courier'))!
    expect(nextPollAt!.getTime()).toBeLessThanOrEqual(Date.now())
    expect(await poll({ ids: ['the-courier'] })).toMatchObject({ userErrors: [] })
  })

  it.each([
    ['nobody', 'UNKNOWN_SOURCE'],
    ['gazette', 'NOT_POLLED'],
  ])('says why %s is not asked', async (id, code) => {
    expect(await poll({ ids: [id] })).toEqual({
      sources: [],
      userErrors: [{ field: 'input.ids', message: expect.any(String), code }],
    })
  })
})

describe('feedPreview', () => {
  const preview = async (url: string) => {
    const document =
      'query ($url: URL!) { feedPreview(url: $url) { feeds { url title source { slug } } articles { headline lead url publishedAt } userErrors { field message code } } }'
    const { data, errors } = await test.query(document, { url }, key)
    expect(errors).toBeUndefined()
    return (data as { feedPreview: object }).feedPreview
  }

  it('shows the feed and its latest articles, and keeps nothing', async () => {
    const url = `${publisher.url}/feed.xml`
    expect(await preview(url)).toEqual({
      feeds: [{ url, title: 'The Courier', source: null }],
      articles: [
        {
          headline: 'Old',
          lead: 'Text of Old.',
          url: null,
          publishedAt: '2026-01-20T00:00:00.000Z',
        },
        {
          headline: 'Older',
          lead: 'Text of Older.',
          url: null,
          publishedAt: '2026-01-19T00:00:00.000Z',
        },
      ],
      userErrors: [],
    })
    expect(await test.db.source.count()).toBe(1)
    await run('sourceCreate', { url }, 'created')
    expect(await preview(url)).toMatchObject({ feeds: [{ source: { slug: 'the-courier' } }] })
  })

  it('says what is wrong with the address', async () => {
    expect(await preview(`${publisher.url}/nothing`)).toEqual({
      feeds: [],
      articles: [],
      userErrors: [{ field: 'url', message: expect.any(String), code: 'HTTP_STATUS' }],
    })
  })
})
