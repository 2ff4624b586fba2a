import { describe, expect, test } from 'vitest'

import type { ParsedArticle } from './article.ts'
import { identityOf, nameOf, namesOf, sharedAmong } from './identity.ts'

const page = 'https://news.example/a'

function article(own: Partial<ParsedArticle>): ParsedArticle {
  return {
    guid: null,
    url: null,
    headline: 'A headline',
    lead: '',
    byline: null,
    publishedAt: null,
    language: null,
    imageUrl: null,
    categories: [],
    sections: [],
    takeaways: [],
    ...own,
  }
}

const keyOf = (own: Partial<ParsedArticle>, fileUrl: string | null = null) =>
  identityOf(namesOf(article(own), fileUrl), new Set()).key

describe('an article is known by', () => {
  test.each<[string, Partial<ParsedArticle>, string]>([
    ['its guid', { guid: 'tag:1', url: page }, 'tag:1'],
    ['its guid as it is written', { guid: 'HTTP 1', url: page }, 'HTTP 1'],
    [
      'a guid that is an address as one',
      { guid: 'http://news.example/?p=1' },
      'https://news.example/?p=1',
    ],
    ['that address with its fragment', { guid: `${page}#one`, url: page }, `${page}#one`],
    ['its page, where the guid counts versions', { guid: `${page}#0`, url: page }, page],
    ['the next version, too', { guid: `${page}#1`, url: `${page}?utm_source=rss` }, page],
    ['but not where the page is another', { guid: `${page}#1`, url: `${page}/b` }, `${page}#1`],
    ['its page without a guid', { url: `${page}?utm_source=rss#top` }, page],
    [
      'its page, where the guid is a front page',
      { guid: 'https://news.example/', url: page },
      page,
    ],
  ])('%s', (_case, own, expected) => {
    expect(keyOf(own)).toBe(expected)
  })

  test('its headline and date, where a front page is all it has', () => {
    const front = { guid: 'http://news.example', url: 'https://news.example/#' }
    expect(keyOf(front)).toMatch(/^sha256:/)
    expect(keyOf(front)).toBe(keyOf({}))
    expect(keyOf({ ...front, headline: 'Another' })).not.toBe(keyOf(front))
    expect(keyOf({ ...front, publishedAt: new Date(0) })).not.toBe(keyOf(front))
  })

  test('the file it is in, and then by its headline too', () => {
    const names = namesOf(article({}), 'file:///a.txt')
    expect(identityOf(names, new Set())).toEqual({ key: 'file:///a.txt', matchHeadline: true })
    expect(keyOf({ url: page }, 'file:///a.txt')).toBe(page)
  })

  test('a name of a bearable length', () => {
    const long = `https://news.example/${'a'.repeat(1_000)}`
    for (const own of [{ guid: 'g'.repeat(501) }, { guid: long }, { url: long }]) {
      expect(keyOf(own)).toMatch(/^sha256:[0-9a-f]{64}$/)
    }
    expect(keyOf({ guid: 'g'.repeat(500) })).toBe('g'.repeat(500))
    expect(keyOf({}, `file:///${'a'.repeat(1_000)}`)).toMatch(/^sha256:/)
  })
})

describe('of several articles in a document', () => {
  const keysOf = (...all: Partial<ParsedArticle>[]) => {
    const names = all.map((own) => namesOf(article(own), null))
    const shared = sharedAmong(names)
    return names.map((own) => identityOf(own, shared).key)
  }
  const [first, second] = [`${page}/1`, `${page}/2`]

  test.each<[string, Partial<ParsedArticle>[], string[]]>([
    [
      'equal guids and pages are one',
      [
        { guid: '1', url: first },
        { guid: '1', url: first },
      ],
      ['1', '1'],
    ],
    ['so are equal guids without pages', [{ guid: '1' }, { guid: '1', headline: 'B' }], ['1', '1']],
    [
      'however readers are sent to the page',
      [
        { guid: '1', url: first },
        { guid: '1', url: `${first}?utm_source=x#y` },
      ],
      ['1', '1'],
    ],
    [
      'equal guids of different pages are no identity',
      [
        { guid: '1', url: first },
        { guid: '1', url: second },
        { guid: '2', url: `${page}/3` },
      ],
      [first, second, '2'],
    ],
    [
      'not even of the one without a page',
      [{ guid: '1', url: first }, { guid: '1', url: second }, { guid: '1' }],
      [first, second, expect.stringMatching(/^sha256:/)],
    ],
    [
      'counted guids of one page are posts, not versions',
      [
        { guid: `${page}#1`, url: page },
        { guid: `${page}#2`, url: page },
      ],
      [`${page}#1`, `${page}#2`],
    ],
  ])('%s', (_case, all, expected) => {
    expect(keysOf(...all)).toEqual(expected)
  })
})

test('an article that can be read nowhere has a name in place of an address', () => {
  expect(nameOf('gazette', 'key')).toMatch(/^urn:courant:[0-9a-f]{32}$/)
  expect(nameOf('gazette', 'key')).not.toBe(nameOf('herald', 'key'))
})
