import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'

import { keepRedirect } from '@courant/feed'
import { createTestDb, type TestDb } from '@courant/testing'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'

import { ingestDocument } from './ingest.ts'
import { createPoliteFetcher } from './polite.ts'
import { type RedirectOptions, resolveRedirects, unwrapped } from './redirectors.ts'

let testDb: TestDb
const stops: (() => void)[] = []
beforeAll(async () => {
  testDb = await createTestDb()
})
afterEach(() => stops.splice(0).forEach((stop) => stop()))
afterAll(() => testDb.close())

/** A redirector of our own that a real server plays, and what it was asked. */
async function redirector(answer: RequestListener) {
  const asked: string[] = []
  let connections = 0
  let most = 0
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`)
    answer(request, response)
  })
  server.on('connection', (socket) => {
    most = Math.max(most, (connections += 1))
    socket.on('close', () => (connections -= 1))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  stops.push(() => {
    server.closeAllConnections()
    server.close()
  })
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`
  const options: RedirectOptions = { allowPrivateHosts: [host], redirectors: [host] }
  return { base: `http://${host}`, asked, options, mostConnections: () => most }
}

const leadTo = (target: (path: string) => string, status = 301): RequestListener => {
  return (request, response) =>
    response.writeHead(status, { location: target(request.url ?? '') }).end()
}
const page = 'https://news.example/a'

describe('an address that says itself where it leads', () => {
  const bytes = (...parts: (string | number[])[]) =>
    Buffer.concat(parts.map((part) => Buffer.from(part as string))).toString('base64url')
  const google = bytes([0x08, 0x13, 0x22, page.length], page, [0xd2, 0x01, 0x00])

  test.each([
    ['a page stays', page, page],
    [
      'a search’s alert',
      `https://www.google.com/url?rct=j&url=${encodeURIComponent(page)}&ct=ga`,
      page,
    ],
    ['of another country', `https://www.google.co.uk/url?q=${page}`, page],
    ['a viewer of AMP pages', 'https://www.google.com/amp/s/news.example/a?x=1', `${page}?x=1`],
    ['a store of AMP pages', 'https://news-example.cdn.ampproject.org/c/s/news.example/a', page],
    [
      'over plain http',
      'https://news-example.cdn.ampproject.org/v/news.example/a',
      'http://news.example/a',
    ],
    [
      'a network’s warning',
      `https://l.facebook.com/l.php?u=${encodeURIComponent(page)}&h=AT`,
      page,
    ],
    ['a news search', `https://news.google.com/rss/articles/${google}?oc=5`, page],
    [
      'one that holds no address',
      'https://news.google.com/rss/articles/CBMiX0FVX3lx',
      'https://news.google.com/rss/articles/CBMiX0FVX3lx',
    ],
    [
      'one in another',
      `https://www.google.com/url?url=${encodeURIComponent(`https://l.facebook.com/l.php?u=${page}`)}`,
      page,
    ],
    [
      'one that leads to no page',
      'https://www.google.com/url?url=javascript:alert(1)',
      'https://www.google.com/url?url=javascript:alert(1)',
    ],
    [
      'a host that only looks alike',
      `https://notgoogle.com/url?url=${page}`,
      `https://notgoogle.com/url?url=${page}`,
    ],
  ])('%s', (_case, address, expected) => {
    expect(unwrapped(address)).toBe(expected)
  })
})

describe('a redirector', () => {
  test('is asked for headers alone, and the page it leads to not at all', async () => {
    const { base, asked, options } = await redirector(leadTo(() => `${page}?utm_source=feed`))
    const targets = await resolveRedirects(testDb.db, [`${base}/one`], options)
    expect([...targets]).toEqual([[`${base}/one`, page]])
    expect(asked).toEqual(['HEAD /one'])
  })

  test('is asked once for ever, by whomever', async () => {
    const { base, asked, options } = await redirector(leadTo((path) => `${page}${path}`))
    const addresses = [`${base}/1`, `${base}/1?utm_source=rss`, `${base}/2`]
    const first = await resolveRedirects(testDb.db, addresses, options)
    expect([...first.values()]).toEqual([`${page}/1`, `${page}/1`, `${page}/2`])
    expect(await resolveRedirects(testDb.db, addresses, options)).toEqual(first)
    expect(asked).toEqual(['HEAD /1', 'HEAD /2'])
  })

  test('is not asked by those who ask nobody, but what it said is known', async () => {
    await keepRedirect(testDb.db, 'https://bit.ly/known', page)
    const addresses = ['https://bit.ly/known', 'https://bit.ly/unknown', `${page}/~r/x`]
    const targets = await resolveRedirects(testDb.db, addresses, null)
    expect([...targets]).toEqual([['https://bit.ly/known', page]])
  })

  test('may lead to another', async () => {
    const { base, asked, options } = await redirector((request, response) => {
      const location = request.url === '/a' ? '/b' : `https://www.google.com/url?url=${page}`
      response.writeHead(302, { location }).end()
    })
    expect([...(await resolveRedirects(testDb.db, [`${base}/a`], options)).values()]).toEqual([
      page,
    ])
    expect(asked).toEqual(['HEAD /a', 'HEAD /b'])
  })

  test('that knows no HEAD is asked by GET, and its body is not read', async () => {
    let sent = 0
    const { base, asked, options } = await redirector((request, response) => {
      if (request.method === 'HEAD') response.writeHead(405).end()
      else {
        response.writeHead(302, { location: page })
        const more = () => {
          if (response.destroyed || sent > 64 * 2 ** 20) response.end()
          else response.write(Buffer.alloc(2 ** 20, ' '), () => ((sent += 2 ** 20), more()))
        }
        more()
      }
    })
    expect([...(await resolveRedirects(testDb.db, [`${base}/get`], options)).values()]).toEqual([
      page,
    ])
    expect(asked).toEqual(['HEAD /get', 'GET /get'])
    expect(sent).toBeLessThan(32 * 2 ** 20)
  })

  test.each<[string, RequestListener]>([
    ['that fails', (_, response) => response.writeHead(500).end()],
    ['that does not know the address', (_, response) => response.writeHead(404).end()],
    ['that is a page', (_, response) => response.end('<p>A page')],
    ['that hangs up', (request) => request.socket.destroy()],
    ['that leads in a circle', leadTo((path) => path)],
    ['that leads to a program', leadTo(() => 'javascript:alert(1)')],
    ['that leads to a file', leadTo(() => 'file:///etc/passwd')],
    ['that leads to an endless address', leadTo(() => `${page}?${'a'.repeat(5_000)}`)],
    ['that gives no address', (_, response) => response.writeHead(302).end()],
  ])('%s leads to itself, and is not asked again', async (name, answer) => {
    const { base, asked, options } = await redirector(answer)
    const addresses = [`${base}/${encodeURIComponent(name)}`]
    expect(await resolveRedirects(testDb.db, addresses, options)).toEqual(new Map())
    const times = asked.length
    expect(times).toBeLessThan(10)
    expect(await resolveRedirects(testDb.db, addresses, options)).toEqual(new Map())
    expect(asked).toHaveLength(times)
  })

  test('within the own network is not asked', async () => {
    const { base, asked, options } = await redirector(leadTo(() => page))
    const strict = { ...options, allowPrivateHosts: [] }
    expect(await resolveRedirects(testDb.db, [`${base}/private`], strict)).toEqual(new Map())
    expect(asked).toEqual([])
  })

  test('is asked one thing at a time, also for several documents', async () => {
    const { base, asked, options, mostConnections } = await redirector((request, response) => {
      setImmediate(() => response.writeHead(301, { location: page + request.url }).end())
    })
    const documents = ['a', 'b', 'c'].map((name) => [1, 2, 3].map((n) => `${base}/${name}${n}`))
    await Promise.all(
      documents.map(async (all) => {
        const { locate, leave } = createPoliteFetcher(testDb.db)
        await resolveRedirects(testDb.db, all, { ...options, locate })
        await leave()
      }),
    )
    expect(asked).toHaveLength(9)
    expect(mostConnections()).toBe(1)
  })

  test('that has had enough is left alone, and its addresses stay as they are', async () => {
    const { base, asked, options } = await redirector((_request, response) => {
      response.writeHead(429, { 'retry-after': '60' }).end()
    })
    const addresses = [1, 2, 3].map((number) => `${base}/enough${number}`)
    const { locate, leave } = createPoliteFetcher(testDb.db)
    expect(await resolveRedirects(testDb.db, addresses, { ...options, locate })).toEqual(new Map())
    await leave()
    expect(asked).toEqual(['HEAD /enough1'])
  })

  test('is asked a hundred addresses of a document at most; the others stay as they are', async () => {
    const { base, asked, options } = await redirector(leadTo((path) => page + path))
    const addresses = Array.from({ length: 103 }, (_, at) => `${base}/many${at}`)
    const targets = await resolveRedirects(testDb.db, addresses, options)
    expect(asked).toHaveLength(100)
    expect(addresses.filter((address) => !targets.has(address))).toEqual(addresses.slice(100))
    // What an article may be known by does not change at the next poll.
    expect(await resolveRedirects(testDb.db, addresses, options)).toEqual(targets)
    expect(asked).toHaveLength(100)
  })

  test('is left, and nothing kept, when the work is given up', async () => {
    const stop = new AbortController()
    const { base, options } = await redirector(() => stop.abort(new Error('stopping')))
    const given = { ...options, signal: stop.signal }
    await expect(resolveRedirects(testDb.db, [`${base}/stop`], given)).rejects.toThrow('stopping')
    const kept = await testDb.db.redirect.count({ where: { address: `${base}/stop` } })
    expect(kept).toBe(0)
  })
})

describe('an article of a redirector', () => {
  const feed = (item: string) => ({
    name: 'feed.xml',
    content: `<rss version="2.0"><channel><title>T</title><item><title>One</title>${item}</item></channel></rss>`,
  })
  const urlOf = async (articleId: string) =>
    (await testDb.db.article.findUniqueOrThrow({ where: { id: articleId } })).url

  test('without a guid is known by the page it leads to, and is read there', async () => {
    const { base, asked, options } = await redirector(leadTo(() => `${page}?utm_medium=feed`))
    const taken = { source: 'Known by page', redirects: options }
    const linked = (url: string) => feed(`<link>${url}</link>`)
    const first = await ingestDocument(testDb.db, linked(`${base}/r1`), taken)
    expect(first).toMatchObject({ added: 1 })
    expect(await urlOf(first.articles[0]!.articleId)).toBe(page)
    for (const url of [`${base}/r1`, page, `${base}/r2`]) {
      expect(await ingestDocument(testDb.db, linked(url), taken)).toMatchObject({ unchanged: 1 })
    }
    expect(asked).toEqual(['HEAD /r1', 'HEAD /r2'])
  })

  test('with a guid is read at the page, too', async () => {
    const { base, asked, options } = await redirector(leadTo(() => `${page}/2`))
    const taken = { source: 'Known by guid', redirects: options }
    const item = feed(`<guid isPermaLink="false">g</guid><link>${base}/g</link>`)
    const first = await ingestDocument(testDb.db, item, taken)
    expect(await urlOf(first.articles[0]!.articleId)).toBe(`${page}/2`)
    expect(await ingestDocument(testDb.db, item, taken)).toMatchObject({ unchanged: 1 })
    expect(asked).toEqual(['HEAD /g'])
  })
})
