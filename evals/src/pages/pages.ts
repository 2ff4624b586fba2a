import type { ParsedArticle } from '@courant/ingest/document'

import type { Measurement, Miss, Row } from '../measurement.ts'
import { share } from '../scores/counts.ts'
import type { GoldPage } from '../sets/readability.ts'
import { textOf, tokenF1, tokensOf } from './tokens.ts'

/** Null for a page that it finds no article on. */
export type ReadPage = (page: GoldPage) => ParsedArticle | null

/** What of a page is compared, and when two of them are the same. */
const fields = [
  {
    name: 'title',
    gold: 'title',
    of: ({ headline }: ParsedArticle) => headline,
    isSame: isSameTitle,
    hasLetters: true,
  },
  {
    name: 'byline',
    gold: 'byline',
    of: ({ byline }: ParsedArticle) => byline,
    isSame: isPart,
    hasLetters: true,
  },
  {
    name: 'language',
    gold: 'language',
    of: ({ language }: ParsedArticle) => language,
    isSame: isSameLanguage,
    hasLetters: false,
  },
  {
    name: 'date',
    gold: 'date',
    of: ({ publishedAt }: ParsedArticle) => publishedAt?.toISOString() ?? null,
    isSame: isSameTime,
    hasLetters: false,
  },
] as const

/** A page counts as read well from this F1 of its text on. */
const good = 0.9

/** How well the article of a page is told from all else on it. */
export function measurePages(pages: readonly GoldPage[], read: ReadPage): Measurement {
  const articles = pages.map((page) => ({ page, article: read(page) }))
  const misses: Miss[] = []
  const rows: Row[] = []

  for (const { name, gold, of, isSame, hasLetters } of fields) {
    let right = 0
    let stated = 0
    let beyond = 0
    let literal = 0
    for (const { page, article } of articles) {
      const expected = page[gold]
      const found = article && of(article)
      if (expected === null) {
        if (!found) continue
        beyond += 1
        misses.push({ kind: `${name} beyond the set`, subject: found, context: page.id })
        continue
      }
      stated += 1
      if (found && bare(found) === bare(expected)) literal += 1
      if (found && isSame(expected, found)) right += 1
      else {
        const context = `${page.id}: ${expected.replaceAll(/\s+/g, ' ')}`
        misses.push({ kind: name, subject: found ?? 'none', context })
      }
    }
    rows.push(
      {
        what: `${name}, of those stated`,
        value: share(right, stated),
        key: `pages.${name}`,
        floor: 0.9,
      },
      ...(hasLetters
        ? [{ what: `${name}, letter for letter`, value: share(literal, stated) }]
        : []),
      { what: `${name}, stated`, value: stated, unit: 'count' },
      { what: `${name}, found beyond the set`, value: beyond, unit: 'count' },
    )
  }

  const scores = articles.map(({ page, article }) => {
    const gold = tokensOf(textOf(page.text))
    const f1 = tokenF1(gold, article ? tokensOf(textOfArticle(article)) : [])
    if (f1 < good) misses.push({ kind: 'text', subject: page.id, context: f1.toFixed(3) })
    return f1
  })
  const mean = share(
    scores.reduce((sum, f1) => sum + f1, 0),
    scores.length,
  )
  rows.push(
    { what: 'F1 of the text', value: mean, key: 'pages.textF1', floor: 0.9 },
    {
      what: 'pages with an F1 of 0.9',
      value: share(scores.filter((f1) => f1 >= good).length, scores.length),
    },
  )
  return { rows, misses }
}

/** What a reader has below the headline. */
function textOfArticle({ lead, sections }: ParsedArticle): string {
  const texts = sections.flatMap(({ crosshead, paragraphs }) => [crosshead ?? '', ...paragraphs])
  return [lead, ...texts].join('\n')
}

/** The set leaves the name of the site in some titles. */
function isSameTitle(expected: string, found: string): boolean {
  const rest = expected.startsWith(found) ? expected.slice(found.length) : ''
  return bare(expected) === bare(found) || /^\s*[|·•»_[–—-]/.test(rest)
}

/** The set keeps "By" and dates, and of several authors in meta elements the last. */
function isPart(expected: string, found: string): boolean {
  const [one, other] = [bare(expected), bare(found)]
  return other !== '' && (one.includes(other) || other.includes(one))
}

function isSameLanguage(expected: string, found: string): boolean {
  const primary = (tag: string) => tag.toLowerCase().split(/[-_]/)[0]
  return primary(expected) === primary(found)
}

/** A time without a zone is one of UTC. */
function isSameTime(expected: string, found: string): boolean {
  const hasZone = /(?:z|[+-]\d{2}:?\d{2})$/i.test(expected)
  const stated = Date.parse(hasZone ? expected : `${expected.replace(' ', 'T')}Z`)
  return stated === Date.parse(found)
}

function bare(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{M}\p{N}]/gu, '')
}
