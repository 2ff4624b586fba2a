import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'

import { startTestApi, type TestApi } from '../../api.fixture.ts'
import { keyFor } from '../../auth/key.fixture.ts'
import { feedOf, serve, type TestServer } from '../../feed-server.fixture.ts'

let test: TestApi
let key: string
let publisher: TestServer
beforeAll(async () => {
  test = await startTestApi()
  key = await keyFor(test.db, 'ARTICLES_WRITE')
  publisher = await serve((_request, response) =>
    response.end(feedOf('The Courier', 'First', 'Second')),
  )
})
beforeEach(() => test.reset())
afterAll(async () => {
  publisher.close()
  await test.close()
})

async function ingest(input: object): Promise<object> {
  const document =
    'mutation ($input: IngestInput!) { ingest(input: $input) { source { slug } articles { article { headline } outcome } added revised unchanged userErrors { field message code } } }'
  const { data, errors } = await test.query(document, { input }, key)
  expect(errors).toBeUndefined()
  return (data as { ingest: object }).ingest
}

const text = 'Ferry runs again\nIt sailed on Monday.\nFour hundred people were on board.'

describe('ingest', () => {
  it('takes in the feed at an address, once', async () => {
    const articles = (outcome: string) => [
      { article: { headline: 'First' }, outcome },
      { article: { headline: 'Second' }, outcome },
    ]
    const source = { slug: 'the-courier' }
    const counts = { added: 0, revised: 0, unchanged: 0 }
    expect(await ingest({ url: publisher.url })).toEqual({
      source,
      articles: articles('ADDED'),
      ...counts,
      added: 2,
      userErrors: [],
    })
    expect(await ingest({ url: publisher.url })).toEqual({
      source,
      articles: articles('UNCHANGED'),
      ...counts,
      unchanged: 2,
      userErrors: [],
    })
    // It was not subscribed to.
    expect(await test.db.source.count({ where: { nextPollAt: { not: null } } })).toBe(0)
  })

  it('takes in a document that is sent along, under the source that is named', async () => {
    expect(await ingest({ document: text, source: 'My Paper' })).toMatchObject({
      source: { slug: 'my-paper' },
      articles: [{ article: { headline: 'Ferry runs again' }, outcome: 'ADDED' }],
      added: 1,
      userErrors: [],
    })
  })

  it.each([
    ['nothing is given', {}, 'input', 'BAD_USER_INPUT'],
    ['both are given', { url: 'http://127.0.0.1:1/', document: text }, 'input', 'BAD_USER_INPUT'],
    ['nobody listens', { url: 'http://127.0.0.1:1/' }, 'input.url', 'UNREACHABLE'],
    ['the host is private', { url: 'http://localhost/' }, 'input.url', 'SSRF_BLOCKED'],
    ['the document is cut short', { document: '<rss><channel>' }, 'input.document', 'BAD_FEED'],
    ['the document says nothing', { document: '' }, 'input.document', 'BAD_TEXT'],
  ])('says so where %s, and stores nothing', async (_, input, field, code) => {
    expect(await ingest(input)).toEqual({
      source: null,
      articles: [],
      added: 0,
      revised: 0,
      unchanged: 0,
      userErrors: [{ field, message: expect.any(String), code }],
    })
    expect([await test.db.article.count(), await test.db.source.count()]).toEqual([0, 1])
  })
})
