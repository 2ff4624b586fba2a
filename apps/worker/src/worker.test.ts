import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'

import { ensureSource, foldRollups, noteHub, schedulePolling } from '@courant/feed'
import { createTestDb, type TestDb } from '@courant/testing'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'

import { bundled } from './bundled.fixture.ts'
import { serveFeed } from './feed-server.fixture.ts'
import { serveHub } from './hub-server.fixture.ts'

let testDb: TestDb
let worker: ChildProcess | undefined
beforeEach(async () => {
  testDb = await createTestDb()
})
afterEach(async () => {
  worker?.kill('SIGKILL')
  await testDb.close()
})

/** Starts the worker as a process of its own; resolves when it says that it is ready. */
async function startWorker(env: Record<string, string> = {}): Promise<ChildProcess> {
  const started = fork(join(bundled, 'index.js'), {
    env: { PATH: process.env['PATH'], DATABASE_URL: testDb.url, ...env },
    silent: true,
  })
  worker = started
  const [message] = await once(started, 'message')
  expect(message).toEqual({ ready: true })
  return started
}

test('takes in the feeds that are due, and puts their articles into stories', async () => {
  const server = await serveFeed('One', 'Two')
  const { id } = await ensureSource(testDb.db, {
    slug: 'gazette',
    name: 'The Gazette',
    feedUrl: server.url,
  })
  await schedulePolling(testDb.db, id)
  await startWorker({ ALLOW_PRIVATE_HOSTS: server.host })
  await vi.waitFor(async () => expect(await testDb.db.article.count()).toBe(2), 60_000)
  const inStories = { where: { storyId: { not: null } } }
  await vi.waitFor(async () => expect(await testDb.db.article.count(inStories)).toBe(2), 60_000)
  server.close()
}, 150_000)

test('gathers in whose company the articles of a long list stand', async () => {
  const { id } = await ensureSource(testDb.db, { slug: 'gazette', name: 'The Gazette' })
  const other = await ensureSource(testDb.db, { slug: 'post', name: 'The Post' })
  await testDb.db.$executeRaw`
    INSERT INTO article (id, source_id, key, url, headline, lead, language, published_at, content_hash, feed_key)
    SELECT gen_random_uuid(), CASE n % 4 WHEN 0 THEN ${id}::uuid ELSE ${other.id}::uuid END, n::text, 'https://gazette.example/', 'Headline', 'Lead', 'en',
      to_timestamp(n), '', (n * 1000)::bigint << 20
    FROM generate_series(1, 2000) AS n`
  await foldRollups(testDb.db)
  await startWorker()
  const gathered = { where: { listId: id, company: { not: null } } }
  await vi.waitFor(
    async () => expect(await testDb.db.postingPeriod.count(gathered)).toBe(1),
    20_000,
  )
}, 60_000)

test('asks the hub that a feed names to call at the public address', async () => {
  const hub = await serveHub()
  const { id } = await ensureSource(testDb.db, { slug: 'gazette', name: 'The Gazette' })
  await schedulePolling(testDb.db, id)
  await noteHub(testDb.db, id, { hubUrl: hub.url, topicUrl: 'https://gazette.example/feed.xml' })
  await startWorker({ ALLOW_PRIVATE_HOSTS: hub.host, PUBLIC_URL: 'https://8.8.8.8' })
  await vi.waitFor(() => expect(hub.asked).toHaveLength(1), 20_000)
  const { token } = await testDb.db.hubSubscription.findUniqueOrThrow({ where: { sourceId: id } })
  expect(hub.asked[0]?.get('hub.callback')).toBe(`https://8.8.8.8/websub/${token}`)
  hub.close()
})

test.each<[string, (running: ChildProcess) => void]>([
  ['SIGTERM', (running) => running.kill('SIGTERM')],
  ['SIGINT', (running) => running.kill('SIGINT')],
  ['the end of the process that started it', (running) => running.disconnect()],
])('stops cleanly on %s', async (_case, end) => {
  const running = await startWorker()
  const exited = once(running, 'exit')
  end(running)
  expect(await exited).toEqual([0, null])
})

test('stops in the middle of a fetch, and the source is not blamed', async () => {
  const silent = createServer()
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve))
  const host = `127.0.0.1:${(silent.address() as AddressInfo).port}`
  const feedUrl = `http://${host}/`
  const { id } = await ensureSource(testDb.db, { slug: 'silent', name: 'Silent', feedUrl })
  await schedulePolling(testDb.db, id)

  const asked = once(silent, 'request')
  const running = await startWorker({ ALLOW_PRIVATE_HOSTS: host })
  await asked
  const exited = once(running, 'exit')
  running.kill('SIGTERM')
  expect(await exited).toEqual([0, null])
  silent.close()
  const source = await testDb.db.source.findUniqueOrThrow({ where: { id } })
  expect(source).toMatchObject({ failures: 0, lastError: null })
})
