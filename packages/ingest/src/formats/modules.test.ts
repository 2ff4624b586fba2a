import { describe, expect, test } from 'vitest'

import type { ParsedArticle } from '../article.ts'
import { parseDocument } from '../document.ts'

const now = new Date('2025-06-02T12:00:00Z')
const url = 'https://feeds.example/news/feed.xml'

const parse = (content: string) =>
  parseDocument({ name: 'a.xml', content, url, format: 'feed' }, now)
const rss = (item: string, channel = '') =>
  parse(`<rss version="2.0"><channel>${channel}<item>${item}</item></channel></rss>`)
const atom = (entry: string, feed = '', version = 'xmlns="http://www.w3.org/2005/Atom"') =>
  parse(`<feed ${version}>${feed}<entry>${entry}</entry></feed>`)
const atom03 = (entry: string) => atom(entry, '', 'version="0.3" xmlns="http://purl.org/atom/ns#"')

const title = '<title>One</title>'
const body = ({ sections }: ParsedArticle) => sections.flatMap(({ paragraphs }) => paragraphs)

describe('an item of RSS reads', () => {
  const cases: [string, string, Partial<ParsedArticle>][] = [
    [
      'its address from the guid, where it has no other',
      '<guid>https://a.example/1</guid><enclosure url="https://a.example/1.mp3" type="audio/mpeg"/>',
      { url: 'https://a.example/1' },
    ],
    [
      'its address from what it carries, where it has none at all',
      '<guid isPermaLink="false">https://a.example/1</guid><enclosure url="https://a.example/1.mp3" type="audio/mpeg"/>',
      { url: 'https://a.example/1.mp3' },
    ],
    [
      'the address that FeedBurner has replaced',
      '<link>https://feedproxy.example/~r/1</link><feedburner:origLink>https://a.example/?a=1&amp;b=2</feedburner:origLink>',
      { url: 'https://a.example/?a=1&b=2' },
    ],
    [
      'that address in a CDATA section, too',
      '<feedburner:origLink><![CDATA[https://a.example/?a=1&b=2]]></feedburner:origLink><link>https://b.example/</link>',
      { url: 'https://a.example/?a=1&b=2' },
    ],
    [
      'a summary beside its text',
      '<summary>Short.</summary><description>Long.</description>',
      { lead: 'Short.' },
    ],
    ['a summary alone', '<summary>Short.</summary>', { lead: 'Short.' }],
    [
      'its text as XHTML',
      '<body xmlns="http://www.w3.org/1999/xhtml"><p>A <b>text</b>.</p></body>',
      { lead: 'A text.' },
    ],
    [
      'its text as a full item',
      '<fullitem>&lt;p&gt;A text.&lt;/p&gt;</fullitem>',
      { lead: 'A text.' },
    ],
    [
      'the language of its text',
      '<content:encoded xml:lang="de">Ein Text.</content:encoded>',
      { language: 'de', lead: 'Ein Text.' },
    ],
    [
      'the date of Dublin Core terms',
      '<dcterms:modified>2025-06-01</dcterms:modified>',
      { publishedAt: new Date('2025-06-01') },
    ],
    [
      'the categories of its modules, each once',
      `<category>A</category><dc:subject>B</dc:subject><media:category>C</media:category>
       <media:keywords>D, A</media:keywords><itunes:keywords>E</itunes:keywords>`,
      { categories: ['A', 'B', 'C', 'D', 'E'] },
    ],
    ['tags that no module knows', '<tags>A, B</tags>', { categories: ['A', 'B'] }],
    [
      'the description and picture of its media',
      `<media:group><media:content url="https://a.example/a.mp4" type="video/mp4"/>
       <media:thumbnail url="https://a.example/a.jpg"/><media:description>A film.</media:description></media:group>`,
      { lead: 'A film.', imageUrl: 'https://a.example/a.jpg' },
    ],
  ]
  test.each(cases)('%s', (_case, item, expected) => {
    expect(rss(title + item).articles).toMatchObject([expected])
  })
})

test('an episode of a podcast', () => {
  const { articles } = rss(`
    <itunes:title>Episode 1</itunes:title>
    <itunes:author>Miriam Aldous</itunes:author>
    <itunes:summary>We talk about ferries.</itunes:summary>
    <itunes:image href="/1.jpg"/>
    <itunes:category text="Travel"/>
    <guid isPermaLink="false">e1</guid>
    <pubDate>Mon, 02 Jun 2025 10:00:00 GMT</pubDate>
    <enclosure url="https://pod.example/1.mp3" length="1" type="audio/mpeg"/>`)
  expect(articles).toMatchObject([
    {
      guid: 'e1',
      url: 'https://pod.example/1.mp3',
      headline: 'Episode 1',
      lead: 'We talk about ferries.',
      byline: 'Miriam Aldous',
      imageUrl: 'https://feeds.example/1.jpg',
      publishedAt: new Date('2025-06-02T10:00:00Z'),
      categories: ['Travel'],
    },
  ])
})

test('the picture of the first edition of the podcasts’ module', () => {
  const { articles } = rss(`${title}<itunes:image url="https://pod.example/1.jpg"/>`)
  expect(articles).toMatchObject([{ imageUrl: 'https://pod.example/1.jpg' }])
})

describe('an entry of Atom reads', () => {
  test('the address that FeedBurner has replaced', () => {
    const entry =
      '<link href="https://b.example/"/><feedburner:origLink>https://a.example/</feedburner:origLink>'
    expect(atom(title + entry).articles).toMatchObject([{ url: 'https://a.example/' }])
  })

  test('markup that says that it is none, as it is', () => {
    const text = '<title type="text">AT&amp;T &lt;now&gt;</title>'
    expect(atom(text).articles).toMatchObject([{ headline: 'AT&T <now>' }])
  })

  test('markup that does not say what it is', () => {
    const { articles } = atom03('<title>A <b>bold</b> step</title>')
    expect(articles).toMatchObject([{ headline: 'A bold step' }])
  })

  test.each([
    ['in Base64, as version 0.3 has it', '<content mode="base64">PHA+QSB0ZXh0LjwvcD4=</content>'],
    [
      'in Base64, by its type',
      '<content type="application/octet-stream">PHA+QSB0ZXh0LjwvcD4=</content>',
    ],
  ])('a text %s', (_case, content) => {
    expect(atom03(title + content).articles).toMatchObject([{ lead: 'A text.' }])
  })

  test('no picture as a text', () => {
    const content = '<content type="image/png">iVBORw0KGgoAAAANSUhEUgAA</content>'
    expect(atom(title + content).articles.map(body)).toEqual([[]])
  })

  test('the language of its text before its own and that of the feed', () => {
    const entry = `${title}<content xml:lang="de">Ein Text.</content>`
    expect(atom(entry, '', 'xml:lang="en"').articles).toMatchObject([{ language: 'de' }])
    expect(atom(title, '', 'xml:lang="en_GB"').articles).toMatchObject([{ language: 'en-GB' }])
  })

  test('no language where it takes back that of the feed', () => {
    const content = `<feed xml:lang="en"><entry xml:lang="">${title}</entry></feed>`
    expect(parse(content)).toMatchObject({
      source: { language: 'en' },
      articles: [{ language: null }],
    })
  })
})

describe('relative addresses count', () => {
  test('from the bases that the document states, each from the next', () => {
    const content = `<feed xml:base="https://a.example/b/"><link href="c"/><entry xml:base="d/">
      ${title}<link href="e"/></entry></feed>`
    expect(parse(content)).toMatchObject({
      source: { siteUrl: 'https://a.example/b/c' },
      articles: [{ url: 'https://a.example/b/d/e' }],
    })
  })

  test('else from the site', () => {
    const { articles } = rss(`${title}<link>/1</link>`, '<link>https://a.example/</link>')
    expect(articles).toMatchObject([{ url: 'https://a.example/1' }])
  })

  test('else from the feed', () => {
    expect(rss(`${title}<link>1</link>`).articles).toMatchObject([
      { url: 'https://feeds.example/news/1' },
    ])
  })
})

describe('a feed tells where it is, and which hub tells of it', () => {
  const hub = 'https://hub.example/'
  const self = 'https://feeds.example/news/all.xml'
  const forms: [string, string][] = [
    [
      'RSS',
      `<rss xmlns:a="http://www.w3.org/2005/Atom"><channel><link>/</link><a:link rel="hub" href="${hub}"/><a:link rel="self" href="all.xml"/></channel></rss>`,
    ],
    [
      'RDF',
      `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>T</title><atom:link rel="hub" href="${hub}"/><atom:link rel="self" href="all.xml"/></channel></rdf:RDF>`,
    ],
    [
      'Atom',
      `<feed xmlns="http://www.w3.org/2005/Atom"><link rel="HUB" href="${hub}"/><link rel="self" href="all.xml"/></feed>`,
    ],
    [
      'JSON',
      JSON.stringify({
        version: 'https://jsonfeed.org/version/1.1',
        title: 'T',
        feed_url: self,
        hubs: [{ type: 'WebSub', url: hub }],
        items: [],
      }),
    ],
  ]
  test.each(forms)('%s', (_form, content) => {
    expect(parse(content).source).toMatchObject({ feedUrl: url, selfUrl: self, hubUrl: hub })
  })

  test('or does not', () => {
    expect(rss(title).source).toMatchObject({ feedUrl: url, selfUrl: null, hubUrl: null })
  })
})
