import { describe, expect, test } from 'vitest'

import { parseDocument } from '../document.ts'

const now = new Date('2025-06-02T12:00:00Z')

function headlines(content: string): string[] {
  const { articles } = parseDocument({ name: 'a.xml', content, format: 'feed' }, now)
  return articles.map(({ headline, lead }) => (lead ? `${headline}: ${lead}` : headline))
}

const rss = (items: string) =>
  `<rss version="2.0"><channel><title>T</title>${items}</channel></rss>`
const one = '<item><title>One</title></item>'
const two = '<item><title>Two</title></item>'

describe('an item', () => {
  const items: [string, string, string[]][] = [
    [
      'whose title is never closed',
      '<item><title>One<link>http://a.example/</link></item>',
      ['One'],
    ],
    ['whose title is closed by another name', '<item><title>One</titel></item>', ['One']],
    ['whose title is closed in another case', '<item><Title>One</title></item>', ['One']],
    ['whose end tag has lost its bracket', '<item><title>One</title</item>', ['One']],
    [
      'whose text is never closed',
      '<item><title>One</title><description>Some <b>text</b>.<pubDate>2025</pubDate></item>',
      ['One: Some text.'],
    ],
    [
      'whose text and title are never closed',
      '<item><title>One<description>Some text.</item>',
      ['One: Some text.'],
    ],
    ['that is never closed', '<item><title>One</title>', ['One']],
    [
      'with brackets that are no tags',
      '<item><title>a < b, 1 <2, <3</title></item>',
      ['a < b, 1 <2, <3'],
    ],
    [
      'with markup as it is',
      '<item><title>One</title><description><p>a<br>b<img src=x.png> <a href=c>d</a><li>e<li>f</p></description></item>',
      ['One: a b d'],
    ],
    [
      'with crossed markup',
      '<item><title>One</title><description><b><i>a</b></i></description></item>',
      ['One: a'],
    ],
    [
      'with attributes of every kind',
      `<item a=1 b c='d' "e" f="><"><title>One</title></item>`,
      ['One'],
    ],
    ['with a quote that nothing closes', "<item '><title>One</title></item>", ['One']],
  ]
  test.each(items)('%s', (_case, item, expected) => {
    expect(headlines(rss(item + two))).toEqual([...expected, 'Two'])
  })
})

describe('a feed', () => {
  const feeds: [string, string][] = [
    ['behind the warnings of a server', `<br />\n<b>Warning</b>: no such file<br />\n${rss(one)}`],
    ['behind what belongs before a page', `<!DOCTYPE html>\n<!-- a -->\n${rss(one)}`],
    ['behind text', `Warning: no such file\n${rss(one)}`],
    ['within another element', `<div><p>${rss(one)}</div>`],
    ['before what does not belong to it', `${rss(one)}<script>a & b</script> c < d`],
    ['before another one', rss(one) + rss(two)],
    ['whose root lacks its end tag', rss(one).replace('</rss>', '')],
    ['whose last bracket is missing', rss(one).slice(0, -1)],
    ['whose last end tag is cut', rss(one).slice(0, -4)],
    ['without a channel', `<rss version="2.0">${one}</rss>`],
    ['in upper case', rss(one).toUpperCase().replace('ONE', 'One')],
    [
      'with a prefix and a namespace that RSS has not',
      '<x:rss xmlns:x="http://backend.userland.com/rss2"><x:channel><x:item><x:title>One</x:title></x:item></x:channel></x:rss>',
    ],
    ['of Atom without its last bracket', '<feed><entry><title>One</title></entry></feed'],
  ]
  test.each(feeds)('%s', (_case, content) => {
    expect(headlines(content)).toEqual(['One'])
  })

  const cut: [string, string][] = [
    ['in an item', `<rss><channel>${one}<item><title>Two`],
    ['behind an item', `<rss><channel>${one}`],
    ['behind an entry', '<feed><entry><title>One</title></entry>'],
    ['in the end tag of an item', '<rss><channel><item><title>One</title></ite'],
  ]
  test.each(cut)('that is cut short %s is not', (_case, content) => {
    expect(() => headlines(content)).toThrow(expect.objectContaining({ code: 'BAD_FEED' }))
  })
})

test('an address of every kind of writing is the same', () => {
  const enclosure = '<enclosure url=http://a.example/b.png type=image/png length=3/>'
  const content = rss(`<item><title>One</title>${enclosure}</item>`)
  const { articles } = parseDocument({ name: 'a.xml', content }, now)
  expect(articles).toMatchObject([{ imageUrl: 'http://a.example/b.png' }])
})

test.each([
  ['items that are never closed', '<item><title>a'],
  ['texts that are never closed', '<item><description><b>'],
  ['end tags of nothing', '</a></b>'],
  ['brackets', '< '],
  ['quotes', "<a '/>"],
  ['attributes without quotes', '<a b=c d=e/>'],
])('%s by the thousand end', (_case, piece) => {
  expect(headlines(rss(piece.repeat(20_000) + one)).length).toBeGreaterThan(0)
})
