import { describe, expect, test } from 'vitest'

import { isByline, isDateline, namesIn } from './byline.ts'
import { readJsonLd } from './json-ld.ts'
import { readMarkup } from './markup.ts'
import { readMetadata } from './metadata.ts'
import { isSameSite } from './site.ts'
import { headlineIn, withoutSiteName } from './title.ts'

describe('the names in a byline', () => {
  test.each<[string, string | null]>([
    ['Ann Smith', 'Ann Smith'],
    ['By Ann Smith and Bob Lee', 'Ann Smith and Bob Lee'],
    ['by  Ann\n Smith', 'Ann Smith'],
    ['Von Leonie Kraft', 'Leonie Kraft'],
    ['Par Margot Lescure', 'Margot Lescure'],
    ['Author: Ann Smith', 'Ann Smith'],
    ['By ANN SMITH March 11, 2015 3:46 PM', 'ANN SMITH'],
    ['Ann Smith | 2. Juni 2025', 'Ann Smith'],
    ['Ann Smith, 2025-06-02T10:00', 'Ann Smith'],
    ['Ann Smith (https://smith.example/)', 'Ann Smith'],
    ['Ursula von der Leyen', 'Ursula von der Leyen'],
    ['Byron Lee', 'Byron Lee'],
    ['Parker, Ann', 'Parker, Ann'],
    ['青网校园', '青网校园'],
    ['Last Updated: January 7, 2025', null],
    ['2 June 2025', null],
    ['Author:', null],
    ['@annsmith', null],
    ['', null],
    ['x'.repeat(201), null],
  ])('%s', (printed, names) => {
    expect(namesIn(printed)).toBe(names)
  })

  test.each([
    ['By Ann Smith', true],
    ['By Ann Smith, Bob van der Lee and Li Na', true],
    ['Von Leonie Kraft, 2. Juni 2025', true],
    ['By Monday the ferry had sailed', false],
    ['Par exemple', false],
    ['Von Montag an fährt sie wieder', false],
    ['Ann Smith', false],
  ])('stand in the line "%s": %s', (line, expected) => {
    expect(isByline(line)).toBe(expected)
  })

  test.each([
    ['2 June 2025', true],
    ['Updated: June 2, 2025 10:00 GMT', true],
    ['Montag, 2. Juni 2025, 10:00 Uhr', true],
    ['2025-06-02', true],
    ['The bridge was closed on 2 June 2025', false],
    ['10:00', false],
  ])('are missing from the line "%s": %s', (line, expected) => {
    expect(isDateline(line)).toBe(expected)
  })
})

describe('a title without its site', () => {
  const sites = ['The Harbour Times', 'harbour-times.example']
  test.each([
    ['Ferry runs again | The Harbour Times', 'Ferry runs again'],
    ['Ferry runs again - the harbour times', 'Ferry runs again'],
    ['The Harbour Times: Ferry runs again', 'The Harbour Times: Ferry runs again'],
    ['The Harbour Times » Ferry runs again', 'Ferry runs again'],
    ['Ferry runs again [Harbour-Times]', 'Ferry runs again'],
    ['渡轮恢复通航_The Harbour Times', '渡轮恢复通航'],
    ['Ferry | News | The Harbour Times', 'Ferry | News'],
    ['Ferry runs again - the captain smiles', 'Ferry runs again - the captain smiles'],
    ['The Harbour Times', 'The Harbour Times'],
  ])('%s', (title, expected) => {
    expect(withoutSiteName(title, sites)).toBe(expected)
  })
})

describe('the headline in a title', () => {
  const of = (title: string, headings: string[] = [], guess = '') =>
    headlineIn(title, headings, ['times.example'], guess)

  test.each<[string, string, string]>([
    [
      'is the heading that it begins with',
      of('Ferry runs - Quayside Courier', ['Ferry runs']),
      'Ferry runs',
    ],
    ['or ends with', of('Courier: news — Ferry runs', ['Courier', 'Ferry runs']), 'Ferry runs'],
    [
      'not one with a sentence beside it',
      of('Ferry - it runs again after the storm', ['Ferry']),
      'Ferry - it runs again after the storm',
    ],
    ['is all but the site', of('Ferry runs | Times', ['Elsewhere']), 'Ferry runs'],
    [
      'may be guessed, if the title begins so',
      of('Ferry runs \\ Quay', [], 'Ferry runs'),
      'Ferry runs',
    ],
    ['but not otherwise', of('News: ferry runs', [], 'ferry runs'), 'News: ferry runs'],
    ['is the only heading where there is no title', of('', ['Ferry runs']), 'Ferry runs'],
    ['and none of several', of('', ['Ferry', 'Weather']), ''],
  ])('%s', (_case, headline, expected) => {
    expect(headline).toBe(expected)
  })
})

test.each([
  ['times.example', 'times.example', true],
  ['www.times.example', 'times.example', true],
  ['m.times.example', 'www.times.example', true],
  ['news.times.example', 'times.example', true],
  ['TIMES.example', 'times.example', true],
  ['times.example', 'eviltimes.example', false],
  ['a.example', 'b.example', false],
  ['times.example', 'example', false],
  ['m.example', 'www.example', false],
])('%s and %s are one site: %s', (a, b, expected) => {
  expect(isSameSite(a, b)).toBe(expected)
  expect(isSameSite(b, a)).toBe(expected)
})

describe('JSON-LD', () => {
  const read = (...scripts: string[]) => readJsonLd(scripts)
  const [first] = read(
    JSON.stringify({
      '@type': 'BlogPosting',
      headline: 'Fish &amp; chips',
      author: ['Ann Smith', { name: 'Bob Lee' }, { '@id': '#li' }, { name: ['Eve', 'Eva'] }, null],
      image: { '@type': 'ImageObject', contentUrl: '/a.jpg' },
      keywords: ['ferry, island', 'ramp'],
      inLanguage: { '@type': 'Language', name: 'German', alternateName: 'de' },
      publisher: 'The Times',
    }),
    JSON.stringify([{ '@id': '#li', '@type': 'Person', name: 'Li Na' }]),
  )

  test('names are taken in every form that they come in', () => {
    expect(first).toMatchObject({
      headlines: ['Fish & chips'],
      authors: ['Ann Smith', 'Bob Lee', 'Li Na', 'Eve', 'Eva'],
      publishers: ['The Times'],
      images: ['/a.jpg'],
      categories: ['ferry', 'island', 'ramp'],
      languages: ['de', 'German'],
    })
  })

  const article = { '@type': 'NewsArticle', headline: 'Ferry' }
  test.each<[string, string, number]>([
    ['in a list', JSON.stringify([{ '@type': 'Organization' }, article]), 1],
    ['in a graph', JSON.stringify({ '@graph': [article] }), 1],
    ['as what a page is about', JSON.stringify({ '@type': 'WebPage', mainEntity: article }), 1],
    ['in CDATA', `//<![CDATA[\n${JSON.stringify(article)}\n//]]>`, 1],
    ['in a comment', `<!-- ${JSON.stringify(article)} -->`, 1],
    ['with line breaks in its strings', '{"@type":"NewsArticle","headline":"Ferry\n runs"}', 1],
    [
      'that a list only refers to',
      JSON.stringify({ '@type': 'ItemList', itemListElement: [article] }),
      0,
    ],
    ['of another kind', JSON.stringify({ '@type': 'Product', name: 'Ferry' }), 0],
    ['that is damaged', '{"@type":"NewsArticle",', 0],
    ['that is no object', '"NewsArticle"', 0],
    ['that refers to itself by types of other kinds', '{"@type":{"@type":7}}', 0],
  ])('an article %s', (_case, script, count) => {
    expect(read(script)).toHaveLength(count)
  })
})

describe('what a page states', () => {
  const stated = (head: string, url: string | null = 'https://times.example/ferry') =>
    readMetadata(readMarkup(`<html lang="en">${head}`), url)
  const meta = (name: string, content: string) => `<meta name="${name}" content="${content}">`
  const linked = (own: object) =>
    `<script type="application/ld+json">${JSON.stringify({ '@type': 'Article', ...own })}</script>`

  test.each<[string, string, string | null]>([
    [
      'JSON-LD before all else',
      linked({ datePublished: '2025-06-01' }) + meta('date', '2024-01-01'),
      '2025-06-01',
    ],
    [
      'article:published_time before others',
      `${meta('date', '2024-01-01')}<meta property="article:published_time" content="2025-06-01">`,
      '2025-06-01',
    ],
    ['Dublin Core, with dots and in capitals', meta('DC.date.issued', '2025-06-01'), '2025-06-01'],
    [
      'the next, where one cannot be read',
      meta('article:published_time', 'yesterday') + meta('date', '2025-06-01'),
      '2025-06-01',
    ],
    [
      'the time that says what it is',
      '<time datetime="2024-01-01">x</time><time itemprop="datePublished" datetime="2025-06-01">y</time>',
      '2025-06-01',
    ],
    ['the only time', '<time>1 June 2025</time>', '2025-06-01'],
    [
      'none of several times',
      '<time datetime="2024-01-01">x</time><time datetime="2025-06-01">y</time>',
      null,
    ],
    ['not when it was changed', meta('article:modified_time', '2025-06-01'), null],
  ])('the date: %s', (_case, head, date) => {
    expect(stated(head).publishedAt).toEqual(date === null ? null : new Date(date))
  })

  test.each<[string, string, string | null]>([
    ['of the article', linked({ inLanguage: 'de-AT' }), 'de-AT'],
    ['of the document', '', 'en'],
    ['not a name for it', linked({ inLanguage: 'English' }), 'en'],
  ])('the language: %s', (_case, head, language) => {
    expect(stated(head).language).toBe(language)
  })

  test('the language of a locale, where the document says none', () => {
    const page = readMarkup('<meta property="og:locale" content="pt_BR">')
    expect(readMetadata(page, null).language).toBe('pt-BR')
  })

  test.each<[string, string, string | null]>([
    ['all of them', meta('author', 'Ann Smith') + meta('author', 'Bob Lee'), 'Ann Smith, Bob Lee'],
    [
      'not the address of a profile',
      '<meta property="article:author" content="https://social.example/ann">',
      null,
    ],
    [
      'not the number of an account',
      linked({ author: 'user48213' }) + meta('author', 'Ann Smith'),
      'Ann Smith',
    ],
    ['each once', linked({ author: [{ name: 'Ann Smith' }, { name: 'Ann Smith' }] }), 'Ann Smith'],
  ])('the authors: %s', (_case, head, byline) => {
    expect(stated(head).byline).toBe(byline)
  })

  test('one element may state several things', () => {
    expect(stated('<meta property="dc:title og:title" content="Ferry">').headline).toBe('Ferry')
  })

  test('of several articles, the one that the page is of', () => {
    const others = [1, 2].map((n) => linked({ headline: `Other ${n}`, url: `/other-${n}` }))
    const own = linked({ headline: 'Ferry', url: 'https://www.times.example/ferry/' })
    expect(stated([...others, own].join('')).headline).toBe('Ferry')
    expect(stated(others.join('')).headline).toBeNull()
    expect(stated(`<title>Other 2 | Times</title>${others.join('')}`).headline).toBe('Other 2')
  })

  test('relative addresses count from where the page says', () => {
    const head = '<base href="/archive/"><meta property="og:image" content="ferry.jpg">'
    expect(stated(head).imageUrl).toBe('https://times.example/archive/ferry.jpg')
  })
})
