import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'

import { ensureSource, sectionsOf } from '@courant/feed'
import { createTestDb, type TestDb } from '@courant/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { fetchNew } from './fetched.ts'
import { pollSource } from './poll.ts'
import { takeIn } from './take-in.ts'

const paragraph =
  'The ferry between the old quay and the island sailed again, for the first time since the storm of January broke its ramp, and four hundred people were on board when it left.'

let testDb: TestDb
let server: Server
let origin: string
beforeAll(async () => {
  testDb = await createTestDb()
  const page = `<!doctype html><title>Ferry</title><article>${`<p>${paragraph}</p>`.repeat(4)}</article>`
  server = createServer(({ url }, response) => {
    const item = `<item><guid>1</guid><link>${origin}/ferry</link><title>Ferry</title><description>It sailed.</description></item>`
    const feed = `<rss version="2.0"><channel><title>Gazette</title>${item}</channel></rss>`
    response.setHeader('content-type', url === '/ferry' ? 'text/html' : 'text/xml')
    response.end(url === '/ferry' ? page : feed)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(async () => {
  server.closeAllConnections()
  server.close()
  await testDb.close()
})

test('a feed that somebody brings is read as when it is polled, its pages too', async () => {
  const { db } = testDb
  const options = { allowPrivateHosts: ['127.0.0.1'] }
  const feedUrl = `${origin}/feed.xml`
  const source = await ensureSource(db, {
    slug: 'gazette',
    name: 'Gazette',
    feedUrl,
    fullText: true,
  })
  const bring = async () => takeIn(db, await fetchNew(feedUrl, options), options)

  const brought = await bring()
  expect(brought).toMatchObject({ added: 1, source: { id: source.id } })
  const { articleId } = brought.articles[0]!
  const sections = await sectionsOf(db, [articleId])
  expect(sections.get(articleId)?.[0]?.paragraphs).toContain(paragraph)

  expect(await pollSource(db, source, options)).toMatchObject({ result: { unchanged: 1 } })
  expect(await bring()).toMatchObject({ added: 0, revised: 0, unchanged: 1 })
  expect(await db.fetchHost.count({ where: { holder: { not: null } } })).toBe(0)
})
