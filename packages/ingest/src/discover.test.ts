import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

import { afterEach, describe, expect, test } from 'vitest'

import { discoverFeeds } from './discover.ts'
import { wellKnownFeed } from './well-known-feeds.ts'

const feed = (title: string) => `<rss version="2.0"><channel><title>${title}</title>
  <item><guid>1</guid><title>Ferry runs again</title></item></channel></rss>`
const page = (head: string) => `<!doctype html><html><head>${head}</head><body>Welcome`
const link = (href: string, title: string) =>
  `<link rel="alternate" type="application/rss+xml" title="${title}" href="${href}">`

const stops: (() => void)[] = []
afterEach(() => stops.splice(0).forEach((stop) => stop()))

/** A real server. A page or feed by its path, or the status that is answered in its place. */
async function serve(documents: Record<string, string | number>) {
  const asked: string[] = []
  const server = createServer((request, response) => {
    const { url = '' } = request
    asked.push(url)
    const document = documents[url] ?? 404
    if (typeof document === 'number') response.writeHead(document).end()
    else if (document.startsWith('/')) response.writeHead(301, { location: document }).end()
    else response.end(document)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  stops.push(() => {
    server.closeAllConnections()
    server.close()
  })
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return { asked, origin, discover: (path: string) => discoverFeeds(origin + path, options) }
}

const options = { allowPrivateHosts: ['127.0.0.1'] }

describe('the feeds of an address', () => {
  test('of a feed are itself, as it has been read', async () => {
    const { origin, asked, discover } = await serve({ '/rss': feed('Times') })
    const { feeds, document: first } = await discover('/rss')
    expect(feeds).toEqual([{ url: `${origin}/rss`, title: 'Times' }])
    expect(first.articles).toMatchObject([{ headline: 'Ferry runs again' }])
    expect(asked).toEqual(['/rss'])
  })

  test('of a page are those it names; the first is read', async () => {
    const { origin, asked, discover } = await serve({
      '/': page(link('/feed', 'Feed') + link('/sport/feed', 'Sport')),
      '/feed': feed('Times'),
    })
    expect(await discover('/')).toMatchObject({
      feeds: [
        { url: `${origin}/feed`, title: 'Times' },
        { url: `${origin}/sport/feed`, title: 'Sport' },
      ],
      first: { source: { name: 'Times' }, articles: [{ headline: 'Ferry runs again' }] },
    })
    expect(asked).toEqual(['/', '/feed'])
  })

  test('leave out those before it that cannot be read', async () => {
    const { origin, discover } = await serve({
      '/': page(
        link('/gone', 'Gone') + link('/page', 'Page') + link('/ok', 'Ok') + link('/b', 'B'),
      ),
      '/page': page(''),
      '/ok': feed('Times'),
    })
    const { feeds } = await discover('/')
    expect(feeds.map(({ url }) => url)).toEqual([`${origin}/ok`, `${origin}/b`])
  })

  test('are where they have moved for good, and count from where the page is', async () => {
    const { origin, discover } = await serve({
      '/': '/en/',
      '/en/': page(link('feed', 'Feed')),
      '/en/feed': '/en/rss.xml',
      '/en/rss.xml': feed('Times'),
    })
    const { feeds } = await discover('/')
    expect(feeds).toEqual([{ url: `${origin}/en/rss.xml`, title: 'Times' }])
  })

  test('may be at a usual place, each asked once and in order', async () => {
    const { origin, asked, discover } = await serve({
      '/blog/': page(''),
      '/rss': page('not a feed'),
      '/rss.xml': feed('Times'),
      '/atom.xml': feed('Not asked'),
    })
    expect((await discover('/blog/')).feeds).toEqual([{ url: `${origin}/rss.xml`, title: 'Times' }])
    expect(asked).toEqual(['/blog/', '/blog/feed', '/feed', '/rss', '/rss.xml'])
  })

  test('are not searched for on a server that wants its rest', async () => {
    const { asked, discover } = await serve({ '/': page(''), '/feed': 429 })
    await expect(discover('/')).rejects.toMatchObject({ code: 'NO_FEED' })
    expect(asked).toEqual(['/', '/feed'])
  })
})

describe('where there are none, that is told in words', () => {
  test.each<[string, Record<string, string | number>, object]>([
    [
      'a page without one',
      { '/': page('') },
      { code: 'NO_FEED', message: expect.stringContaining('leads to none, and none is at /feed') },
    ],
    [
      'a page whose feeds are gone',
      { '/': page(link('/gone', 'Gone')) },
      { code: 'NO_FEED', message: expect.stringContaining('none that can be read') },
    ],
    ['a text', { '/': 'Ferry runs again\nIt sailed on Monday.' }, { code: 'NO_FEED' }],
    [
      'a damaged feed',
      { '/': '<rss version="2.0"><channel>' },
      { code: 'BAD_FEED', message: expect.stringContaining('cut short') },
    ],
    ['no page', { '/': 404 }, { code: 'HTTP_STATUS', status: 404 }],
  ])('%s', async (_case, documents, error) => {
    const { discover } = await serve(documents)
    await expect(discover('/')).rejects.toMatchObject(error)
  })
})

describe('an address as people type it', () => {
  // Port 81 is never asked, so that the error tells what would have been.
  test.each([
    ['times.example:81', 'https://times.example:81/'],
    ['  times.example:81/news ', 'https://times.example:81/news'],
    ['//times.example:81', 'https://times.example:81/'],
    ['http://times.example:81', 'http://times.example:81/'],
    ['feed://times.example:81/rss', 'https://times.example:81/rss'],
    ['feed:http://times.example:81/rss', 'http://times.example:81/rss'],
  ])('%s', async (typed, document) => {
    await expect(discoverFeeds(typed)).rejects.toMatchObject({ code: 'SSRF_BLOCKED', document })
  })

  test.each([['javascript:alert(1)'], ['file:///etc/passwd'], ['mailto:a@times.example'], ['']])(
    '"%s" is refused',
    async (typed) => {
      await expect(discoverFeeds(typed)).rejects.toMatchObject({ code: 'BAD_ADDRESS' })
    },
  )
})

test.each<[string, string | null]>([
  [
    'https://www.youtube.com/channel/UCabcdefghijklmnopqrstuv/videos',
    'https://www.youtube.com/feeds/videos.xml?channel_id=UCabcdefghijklmnopqrstuv',
  ],
  [
    'https://www.youtube.com/playlist?list=PL123_-a',
    'https://www.youtube.com/feeds/videos.xml?playlist_id=PL123_-a',
  ],
  ['https://www.youtube.com/@times', null],
  ['https://old.reddit.com/r/worldnews/', 'https://www.reddit.com/r/worldnews/.rss'],
  ['https://medium.com/@ann', 'https://medium.com/feed/@ann'],
  ['https://medium.com/@ann/a-story-1', null],
  ['https://evil.example/https://www.reddit.com/r/a', null],
])('the feed of %s', (page, expected) => {
  expect(wellKnownFeed(page)).toBe(expected)
})
