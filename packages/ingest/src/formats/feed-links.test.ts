import { describe, expect, test } from 'vitest'

import { feedLinks } from './feed-links.ts'

const here = 'https://times.example/news/index.html'
const urls = (html: string) => feedLinks(html, here).map(({ url }) => url)
const link = (rest: string) => `<link rel="alternate" ${rest}>`

test('a page names its feeds by type, title and address', () => {
  const html = `<head>
    ${link('type="application/rss+xml" title="The Times &amp; more" href="/rss.xml"')}
    ${link('type="application/atom+xml; charset=utf-8" href="atom"')}
    ${link('type="APPLICATION/FEED+JSON" title="JSON" href="//feeds.times.example/f.json"')}
    ${link('type="application/json+feed" href="?format=json"')}
    <link rel="feed" href="/feed">`
  expect(feedLinks(html, here)).toEqual([
    { url: 'https://times.example/rss.xml', title: 'The Times & more', type: 'RSS' },
    { url: 'https://times.example/news/atom', title: null, type: 'ATOM' },
    { url: 'https://feeds.times.example/f.json', title: 'JSON', type: 'JSON' },
    { url: 'https://times.example/news/index.html?format=json', title: null, type: 'JSON' },
    { url: 'https://times.example/feed', title: null, type: null },
  ])
})

describe('no feed is', () => {
  test.each([
    ['a page in another language', link('hreflang="de" href="/de"')],
    ['a style sheet', '<link rel="alternate stylesheet" type="text/xml" href="/dark.xsl">'],
    ['a link to elsewhere', '<link rel="canonical" type="application/rss+xml" href="/rss">'],
    ['a program', link('type="application/rss+xml" href="javascript:alert(1)"')],
    ['a file', link('type="application/rss+xml" href="file:///etc/passwd"')],
    ['nowhere', link('type="application/rss+xml" href=""')],
    ['an embed', link('type="application/json" href="/wp-json/oembed/1.0/embed?url=x"')],
    ['a site map', '<a href="/sitemap.xml">Sitemap XML</a>'],
    ['a page about feeds', '<a href="/feedback">Feedback</a> <a href="/rss-guide">Guide</a>'],
    [
      'a reader of feeds',
      '<a href="https://reader.example/add?url=https://times.example/feed">Add</a>',
    ],
    ['a start page', '<a href="https://feeds.example/">Feeds</a>'],
  ])('%s', (_case, html) => {
    expect(urls(html)).toEqual([])
  })
})

describe('a link looks like a feed by', () => {
  test.each([
    ['/feed', 'Subscribe'],
    ['/feed/', 'Subscribe'],
    ['/news/rss.xml', 'News'],
    ['/blog/atom', 'Blog'],
    ['/index.rdf', 'Old'],
    ['/news.rss', 'News'],
    ['/?format=rss', 'Subscribe'],
    ['https://feeds.times.example/top', 'Top stories'],
    ['/politics/subscribe', 'RSS'],
    ['/politics/subscribe', 'Politics RSS feed'],
  ])('%s, "%s"', (href, text) => {
    expect(feedLinks(`<a href="${href}">${text}</a>`, here)).toEqual([
      { url: new URL(href, here).href, title: text, type: null },
    ])
  })
})

test('those that a page names come first, feeds of comments last, and each once', () => {
  const html = `<body><a href="/politics/rss">Politics</a><a href="/feed">Feed</a>
    ${link('type="application/rss+xml" title="Times » Comments Feed" href="/comments/feed/"')}
    ${link('type="application/rss+xml" title="Times » Feed" href="/feed"')}`
  expect(urls(html)).toEqual([
    'https://times.example/feed',
    'https://times.example/politics/rss',
    'https://times.example/comments/feed/',
  ])
})

test('addresses count from where the page says', () => {
  const html = `<base href="https://www.times.example/">${link('type="text/xml" href="rss"')}`
  expect(urls(html)).toEqual(['https://www.times.example/rss'])
})

test('of a page full of feeds, not all are told', () => {
  const many = Array.from({ length: 3_000 }, (_, n) => `<a href="/${n}/feed">${n}</a>`)
  expect(urls(many.join(''))).toHaveLength(100)
})
