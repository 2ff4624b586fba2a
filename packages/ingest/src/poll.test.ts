import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'

import { ensureSource, schedulePolling } from '@courant/feed'
import { createTestDb, type TestDb } from '@courant/testing'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'

import { nextWait, pollDue, pollSource } from './poll.ts'

let testDb: TestDb
const stops: (() => void)[] = []
beforeEach(async () => {
  testDb = await createTestDb()
})
afterEach(async () => {
  stops.splice(0).forEach((stop) => stop())
  await testDb.close()
})

const feed = `<rss version="2.0"><channel><title>The Gazette</title>
  <item><guid>1</guid><title>One</title><description>Text.</description></item></channel></rss>`

/** A source whose feed a real server sends. */
async function sourceOf(listener: RequestListener, slug = 'gazette') {
  const server = createServer(listener)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  stops.push(() => {
    server.closeAllConnections()
    server.close()
  })
  const feedUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/feed.xml`
  return ensureSource(testDb.db, { slug, name: slug, feedUrl })
}

const options = { allowPrivateHosts: ['127.0.0.1'] }
const reread = (id: string) => testDb.db.source.findUniqueOrThrow({ where: { id } })

describe('polling a source', () => {
  test('takes in what is new and keeps the validators for the next time', async () => {
    const asked: (string | undefined)[] = []
    const source = await sourceOf((request, response) => {
      asked.push(request.headers['if-none-match'])
      if (request.headers['if-none-match'] === '"v1"') response.writeHead(304).end()
      else response.writeHead(200, { etag: '"v1"' }).end(feed)
    })
    expect(await pollSource(testDb.db, source, options)).toMatchObject({
      outcome: 'TAKEN',
      result: { added: 1 },
    })
    const polled = await reread(source.id)
    expect(polled).toMatchObject({ etag: '"v1"', failures: 0, lastError: null })
    expect(polled.nextPollAt!.getTime()).toBeGreaterThan(Date.now())

    expect(await pollSource(testDb.db, polled, options)).toMatchObject({ outcome: 'UNCHANGED' })
    expect(asked).toEqual([undefined, '"v1"'])
    expect(await reread(source.id)).toMatchObject({ etag: '"v1"' })
  })

  test.each<[string, RequestListener, string]>([
    [
      'a server that fails',
      (_, response) => response.writeHead(503).end(),
      'the server answered 503',
    ],
    [
      'a damaged feed',
      (_, response) => response.end(feed.replace('</channel></rss>', '')),
      'cut short',
    ],
    [
      'a web page in its place',
      (_, response) => response.end('<!doctype html><p>Moved'),
      'this is a web page',
    ],
    [
      'plain text in its place',
      (_, response) => response.end('Moved\nPlease look elsewhere'),
      'no XML',
    ],
  ])('%s is noted in words, and nothing is stored', async (_case, listener, words) => {
    const source = await sourceOf(listener)
    expect(await pollSource(testDb.db, source, options)).toMatchObject({ outcome: 'FAILED' })
    expect(await reread(source.id)).toMatchObject({
      failures: 1,
      lastError: expect.stringContaining(words),
    })
    expect(await testDb.db.article.count()).toBe(0)
  })

  test('given up by its worker, is not a failure of the source', async () => {
    const stop = new AbortController()
    const source = await sourceOf(() => stop.abort(new Error('stopping')))
    await expect(
      pollSource(testDb.db, source, { ...options, signal: stop.signal }),
    ).rejects.toThrow('stopping')
    expect(await reread(source.id)).toMatchObject({ failures: 0, lastError: null })
  })
})

test('what is due is polled once, by whoever comes first', async () => {
  let requests = 0
  const count: RequestListener = (_request, response) => {
    requests += 1
    response.end(feed)
  }
  for (let number = 1; number <= 6; number += 1) {
    const source = await sourceOf(count, `gazette-${number}`)
    if (number <= 5) await schedulePolling(testDb.db, source.id)
  }
  const reports = await Promise.all([pollDue(testDb.db, options), pollDue(testDb.db, options)])
  expect(reports.flat()).toHaveLength(5)
  expect(requests).toBe(5)
  expect(await pollDue(testDb.db, options)).toEqual([])
})

describe('the next poll', () => {
  test.each([
    ['after a success in a quarter of an hour', 0, 0.5, 900],
    ['a tenth earlier', 0, 0, 810],
    ['or later', 0, 1, 990],
    ['after a failure in twice the time', 1, 0.5, 1_800],
    ['after three in eight times', 3, 0.5, 7_200],
    ['after many in a day', 40, 0.5, 86_400],
  ])('%s', (_case, failures, random, seconds) => {
    expect(nextWait(failures, random)).toBe(seconds)
  })
})
