import { createTestDb, type TestDb } from '@courant/testing'
import { afterEach, beforeEach, expect, test } from 'vitest'

import { ingestDocument } from '../ingest.ts'
import { createModel, type Model } from './model.ts'
import {
  fails,
  type ModelServer,
  proposes,
  serveModel,
  staysSilent,
} from './model-server.fixture.ts'

let testDb: TestDb
let server: ModelServer
let model: Model
const quote = 'The harbour board voted by 9 to 4 to rebuild the eastern wall.'
beforeEach(async () => {
  testDb = await createTestDb()
  server = await serveModel(
    proposes({
      takeaways: [{ text: 'The eastern wall is rebuilt after a vote of 9 to 4.', quote }],
      actors: [{ name: 'seaWeave', kind: 'ORGANIZATION', quote: 'Divers of seaWeave' }],
    }),
  )
  model = createModel({ url: server.url, model: 'small-news-2', apiKey: null, timeout: 2_000 })
})
afterEach(async () => {
  server.close()
  await testDb.close()
})

const item = (guid: string, headline: string) =>
  `<item><guid isPermaLink="false">${guid}</guid><title>${headline}</title>
  <description>${quote} Divers of seaWeave had found cracks.</description></item>`
const feed = (...items: string[]) => ({
  name: 'feed.xml',
  content: `<rss version="2.0"><channel><title>The Gazette</title>${items.join('')}</channel></rss>`,
})

test('what a model said is stored with its name', async () => {
  await ingestDocument(testDb.db, feed(item('1', 'A wall')), { model })
  expect(await testDb.db.takeaway.findMany({ where: { origin: 'MODEL' } })).toMatchObject([
    {
      text: 'The eastern wall is rebuilt after a vote of 9 to 4.',
      model: 'small-news-2',
      evidenceQuote: quote,
      evidenceSection: null,
      evidenceStart: 0,
      evidenceEnd: quote.length,
    },
  ])
  const mentions = await testDb.db.mention.findMany({ include: { entity: true } })
  expect(mentions).toMatchObject([
    { entity: { slug: 'seaweave' }, method: 'MODEL', model: 'small-news-2' },
  ])
})

test('a model is asked about what is new or changed, and about nothing else', async () => {
  await ingestDocument(testDb.db, feed(item('1', 'A wall'), item('2', 'A vote')), { model })
  expect(server.asked).toHaveLength(2)
  const again = feed(item('1', 'A wall'), item('2', 'A better vote'), item('3', 'A lighthouse'))
  const result = await ingestDocument(testDb.db, again, { model })
  expect(result).toMatchObject({ added: 1, revised: 1, unchanged: 1 })
  expect(server.asked.slice(2).map(({ body }) => body.messages.at(-1)?.content)).toEqual([
    expect.stringContaining('A better vote'),
    expect.stringContaining('A lighthouse'),
  ])
})

test.each([
  ['fails', fails(400)],
  ['says nothing', staysSilent],
])('a model that %s keeps no article from being saved', async (_how, answer) => {
  server.answer = answer
  const items = Array.from({ length: 20 }, (_, number) => item(`${number}`, `Wall ${number}`))
  expect(await ingestDocument(testDb.db, feed(...items), { model })).toMatchObject({ added: 20 })
  expect(await testDb.db.takeaway.count({ where: { origin: 'EXTRACTED' } })).toBeGreaterThan(0)
  expect(await testDb.db.takeaway.count({ where: { origin: 'MODEL' } })).toBe(0)
})

test('an ingest that is stopped saves nothing without its answers', async () => {
  server.answer = staysSilent
  const stopping = new AbortController()
  const options = { model, signal: stopping.signal }
  const ingesting = ingestDocument(testDb.db, feed(item('1', 'A wall')), options)
  while (server.asked.length === 0) await new Promise((resolve) => setTimeout(resolve, 10))
  stopping.abort(new Error('stopping'))
  await expect(ingesting).rejects.toThrow('stopping')
  expect(await testDb.db.article.count()).toBe(0)
})
