import type { ParsedArticle } from '@courant/ingest/document'
import { describe, expect, it } from 'vitest'

import { type GoldPage, readGoldPage } from '../sets/readability.ts'
import { measurePages } from './pages.ts'
import { readPage } from './read.ts'
import { textOf, tokenF1, tokensOf } from './tokens.ts'

const metadata = {
  title: 'Ferry runs again - The Times',
  byline: 'By Ann Smith\n   June 2, 2025',
  lang: 'en-GB',
  publishedTime: '2025-06-02T10:00',
}

function goldPage(stated: object = metadata): GoldPage {
  const text = '<p>It sailed on <b>Mon</b>day.</p><figure><figcaption>Ferry</figcaption></figure>'
  return readGoldPage('ferry', Buffer.from(''), text, JSON.stringify(stated))
}

function article(own: Partial<ParsedArticle> = {}): ParsedArticle {
  return {
    guid: null,
    url: null,
    headline: 'Ferry runs again',
    lead: '',
    byline: 'Ann Smith',
    publishedAt: new Date('2025-06-02T10:00:00Z'),
    language: 'en',
    imageUrl: null,
    categories: [],
    sections: [{ crosshead: 'Ferry', paragraphs: ['It sailed on Monday.'] }],
    takeaways: [],
    ...own,
  }
}

function figures(found: ParsedArticle | null, gold = goldPage()) {
  const { rows } = measurePages([gold], () => found)
  return Object.fromEntries(rows.flatMap(({ key, value }) => (key ? [[key, value]] : [])))
}

const all = {
  'pages.title': 1,
  'pages.byline': 1,
  'pages.language': 1,
  'pages.date': 1,
  'pages.textF1': 1,
}

describe('a page', () => {
  it('is right where it says what the set says, cut as we cut it', () => {
    expect(figures(article())).toEqual(all)
  })

  it.each([
    ['another headline', { headline: 'Ferry runs' }, 'pages.title'],
    ['no byline', { byline: null }, 'pages.byline'],
    ['another name', { byline: 'Bob Smith' }, 'pages.byline'],
    ['another language', { language: 'de' }, 'pages.language'],
    ['the hour of another zone', { publishedAt: new Date('2025-06-02T08:00Z') }, 'pages.date'],
  ])('is wrong with %s', (_case, own, key) => {
    expect(figures(article(own))).toEqual({ ...all, [key]: 0 })
  })

  it('is wrong in everything where no article is found', () => {
    expect(Object.values(figures(null))).toEqual([0, 0, 0, 0, 0])
  })

  it('is not judged by what the set does not state, but that is told', () => {
    const { rows, misses } = measurePages([goldPage({ ...metadata, byline: null })], () =>
      article(),
    )
    expect(rows).toContainEqual({ what: 'byline, stated', value: 0, unit: 'count' })
    expect(rows).toContainEqual({ what: 'byline, found beyond the set', value: 1, unit: 'count' })
    expect(misses).toEqual([
      { kind: 'byline beyond the set', subject: 'Ann Smith', context: 'ferry' },
    ])
  })
})

it('reads a page as ingest does, and knows one without an article', () => {
  const html = '<!doctype html><title>Ferry</title><p>It sailed on Monday.'
  const read = (html: string) => readPage({ ...goldPage(), html: Buffer.from(html) })
  expect(read(html)).toMatchObject({ headline: 'Ferry', lead: 'It sailed on Monday.' })
  expect(read('<!doctype html><title>Ferry</title>')).toBeNull()
})

it('parts words at elements that stand apart, and nowhere else', () => {
  expect(tokensOf(textOf('<p>It sailed on <b>Mon</b>day.</p><p>Ée 3<br>船出'))).toEqual([
    'it',
    'sailed',
    'on',
    'monday',
    'ée',
    '3',
    '船',
    '出',
  ])
})

it.each([
  ['the same words', ['a', 'b', 'b'], ['b', 'a', 'b'], 1],
  ['one too many', ['a', 'b'], ['a', 'b', 'b', 'b'], 2 / 3],
  ['nothing', ['a'], [], 0],
  ['nothing where there is nothing', [], [], 1],
])('the F1 of %s', (_case, gold, found, f1) => {
  expect(tokenF1(gold, found)).toBeCloseTo(f1)
})
