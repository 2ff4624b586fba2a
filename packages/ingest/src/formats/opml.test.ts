import { describe, expect, test } from 'vitest'

import { parseOpml, writeOpml } from './opml.ts'

const list = (outlines: string) =>
  `<?xml version="1.0"?>\n<opml version="2.0"><head><title>My news</title></head><body>\n${outlines}\n</body></opml>`

const parse = (outlines: string) => parseOpml(list(outlines), 'a.opml')

const feed = (name: string, folder: string | null = null) => ({
  title: name,
  feedUrl: `https://${name}.example/feed`,
  siteUrl: null,
  folder,
})

test('a list of feeds in folders', () => {
  const outlines = `
    <outline text="Coast" title="Coast">
      <outline type="rss" text="harbour" xmlUrl="https://harbour.example/feed" htmlUrl="https://harbour.example/"/>
      <outline text="Islands"><outline text="juist" xmlUrl="https://juist.example/feed"/></outline>
    </outline>
    <outline text="inland" xmlUrl="https://inland.example/feed"/>`
  expect(parse(outlines)).toEqual({
    title: 'My news',
    feeds: [
      { ...feed('harbour', 'Coast'), siteUrl: 'https://harbour.example/' },
      feed('juist', 'Coast/Islands'),
      feed('inland'),
    ],
    problems: [],
  })
})

describe('what programs write', () => {
  test.each([
    ['attributes in lower case', '<outline text="a" xmlurl="https://a.example/feed" />'],
    ['elements in upper case', '<OUTLINE TEXT="a" XMLURL="https://a.example/feed" />'],
    ['a title and no text', '<outline title="a" xmlUrl="https://a.example/feed"/>'],
    ['no type', '<outline text="a" xmlUrl="https://a.example/feed"></outline>'],
    [
      'the address under another name',
      '<outline type="rss" text="a" url="https://a.example/feed"/>',
    ],
    ['the scheme of feeds', '<outline text="a" xmlUrl="feed:https://a.example/feed"/>'],
    [
      'ampersands as they are',
      '<outline text="a" description="b & c" xmlUrl="https://a.example/feed"/>',
    ],
    [
      'quotes as they are',
      `<outline text="a" description="They say "it's the best," and "more."" xmlUrl="https://a.example/feed"/>`,
    ],
    [
      'tags as they are',
      '<outline text="a" description="by <a href="https://b.example/">B</a>" xmlUrl="https://a.example/feed"/>',
    ],
    ['an outline that is never closed', '<outline text="a" xmlUrl="https://a.example/feed">'],
  ])('%s', (_case, outline) => {
    expect(parse(outline)).toMatchObject({ feeds: [feed('a')], problems: [] })
  })

  test('a list in another encoding', () => {
    const latin1 = Buffer.from(list('<outline text="Köln" xmlUrl="https://a.example/"/>'), 'latin1')
    expect(parseOpml(latin1, 'a.opml').feeds[0]?.title).toBe('Köln')
  })

  test('a slash in the name of a folder is no folder', () => {
    const outline =
      '<outline text="TV/Radio"><outline text="a" xmlUrl="https://a.example/feed"/></outline>'
    expect(parse(outline).feeds).toEqual([feed('a', 'TV-Radio')])
  })

  test('a feed that is there twice counts once, where it came first', () => {
    const outline = '<outline text="a" xmlUrl="https://a.example/feed"/>'
    expect(parse(`<outline text="b">${outline}</outline>${outline}`).feeds).toEqual([
      feed('a', 'b'),
    ])
  })

  test('a list of nothing', () => {
    expect(parseOpml('<opml version="2.0"><head/><body/></opml>', 'a.opml').feeds).toEqual([])
  })
})

test('what cannot be subscribed to is told with its line', () => {
  const outlines = `<outline text="relative" xmlUrl="/feed"/>
    <outline text="mail" xmlUrl="mailto:a@a.example"/>
    <outline text="good" xmlUrl="https://good.example/feed"/>
    <outline type="rss" text="nowhere"/>
    <outline text="a comment" isComment="true"/>`
  expect(parse(outlines)).toMatchObject({
    feeds: [feed('good')],
    problems: [
      { title: 'relative', problem: '"/feed" is no absolute address', line: 3 },
      { title: 'mail', problem: 'feeds are read by http(s), not from mailto:a@a.example', line: 4 },
      { title: 'nowhere', problem: 'has no address of a feed (xmlUrl)', line: 6 },
    ],
  })
})

describe('lists that are refused', () => {
  test.each([
    [
      'cut short',
      '<opml>\n<body>\n<outline text="a">',
      'BAD_OPML',
      'a.opml:3:1: the document is cut short',
    ],
    [
      'cut short in a tag',
      '<opml><body>\n <outline text="a',
      'BAD_OPML',
      'a.opml:2:2: the document ends inside',
    ],
    [
      'another kind of XML',
      '<rss></rss>',
      'BAD_OPML',
      'a.opml: a list of feeds (OPML) begins with <opml>',
    ],
    ['no XML', 'https://a.example/feed', 'BAD_OPML', 'a.opml:1:1: no XML'],
    [
      'entities of its own',
      '<!DOCTYPE opml [<!ENTITY a "aa">]><opml><body><outline text="&a;"/></body></opml>',
      'BAD_OPML',
      'a.opml:1:1: a document that defines entities',
    ],
    [
      'nested by the thousand',
      `<opml><body>${'<outline text="a">'.repeat(5_000)}`,
      'BAD_OPML',
      'deep',
    ],
    [
      'endless',
      list('<outline text="a"/>'.repeat(120_000)),
      'TOO_LARGE',
      'at most 2097152 characters',
    ],
  ])('%s', (_case, content, code, message) => {
    expect(() => parseOpml(content, 'a.opml')).toThrow(
      expect.objectContaining({ code, message: expect.stringContaining(message) }),
    )
  })
})

describe('a list that is written', () => {
  const createdAt = new Date('2025-06-02T12:00:00Z')

  test('reads as it was', () => {
    const feeds = [
      feed('a'),
      feed('b', 'News/World'),
      { ...feed('c', 'News'), siteUrl: 'https://c.example/?a=1&b="2"' },
      { ...feed('d', 'News/World'), title: 'Cats & "dogs" <in> ]]> \'boxes\'' },
      { ...feed('e', 'Sport'), title: null },
    ].map((each) => ({ ...each, siteUrl: each.siteUrl && new URL(each.siteUrl).href }))
    const read = parseOpml(writeOpml({ title: 'Cats & <dogs>', createdAt, feeds }), 'b.opml')
    expect(read.title).toBe('Cats & <dogs>')
    expect(read.problems).toEqual([])
    const byAddress = (a: { feedUrl: string }, b: { feedUrl: string }) =>
      a.feedUrl.localeCompare(b.feedUrl)
    expect(read.feeds.toSorted(byAddress)).toEqual(feeds)
  })

  test('says its version and its age', () => {
    const written = writeOpml({ title: 'News', createdAt, feeds: [feed('a')] })
    expect(written).toContain('<opml version="2.0">')
    expect(written).toContain('Mon, 02 Jun 2025 12:00:00 GMT')
  })

  test('of nothing reads as nothing', () => {
    const read = parseOpml(writeOpml({ title: 'News', createdAt, feeds: [] }), 'b.opml')
    expect(read).toEqual({ title: 'News', feeds: [], problems: [] })
  })
})
