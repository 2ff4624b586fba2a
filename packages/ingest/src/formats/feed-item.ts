import type { PollHint } from '@courant/feed'
import type { ParsedArticle, ParsedSection } from '../article.ts'
import { leadOf } from '../lead.ts'
import { cleanText, shorten } from '../plain-text.ts'
import { parseDate } from './date.ts'
import { undetermined } from './xml-terms.ts'
import { readHtml, readPlainText, textOfHtml } from './html.ts'

/** Text that a feed states, and whether it is HTML. */
export interface StatedText {
  value: string
  html: boolean
}

/** What the formats have in common. A list holds candidates, best first, of which the first good one counts. */
export interface StatedItem {
  guid: string | undefined
  /** A guid that may be an address; only an absolute one is. */
  permalink: string | undefined
  links: readonly (string | undefined)[]
  /** What it carries: that is where an item without a page can be found. */
  enclosure: string | undefined
  title: StatedText | undefined
  summary: StatedText | undefined
  body: StatedText | undefined
  authors: readonly (string | undefined)[]
  dates: readonly (string | undefined)[]
  language: string | undefined
  images: readonly (string | undefined)[]
  categories: readonly (string | undefined)[]
  /** What the item's relative addresses count from, nearest first; each may be relative to the next. */
  bases: readonly (string | undefined)[]
}

export interface StatedFeed {
  title: StatedText | undefined
  siteUrl: string | undefined
  /** Where it is: from here on its relative addresses count from this. */
  feedUrl: string | undefined
  hubUrl: string | undefined
  language: string | undefined
  /** What its relative addresses count from, like those of an item. */
  bases: readonly (string | undefined)[]
  pollHint?: PollHint | undefined
  items: readonly StatedItem[]
}

/** Length of the headline of an item that has none of its own. */
const madeHeadline = 100

/** Null for an item that says nothing. */
export function articleOf(item: StatedItem, feed: StatedFeed): ParsedArticle | null {
  const bases = basesOf([...item.bases, ...feed.bases], feed)
  const body = contentOf(item.body)
  const summary = contentOf(item.summary)
  const hasBody = body.sections.length > 0
  const { lead, sections } = leadOf(
    hasBody ? textOfSections(summary.sections) : '',
    hasBody ? body.sections : summary.sections,
  )
  const headline = lineOf(item.title) || shorten(lead, madeHeadline)
  if (!headline) return null

  return {
    guid: item.guid || null,
    url:
      firstAddress(item.links, bases) ??
      webAddress(item.permalink) ??
      webAddress(item.enclosure, bases),
    headline,
    lead,
    byline: present(item.authors).join(', ') || null,
    publishedAt: present(item.dates).map(parseDate).find(Boolean) ?? null,
    language: languageOf(item.language ?? feed.language),
    imageUrl: firstAddress([...item.images, body.image, summary.image], bases),
    categories: present(item.categories),
    sections,
    takeaways: [],
  }
}

/** An absolute http(s) address; null for anything else, so that no other scheme gets any further. */
export function webAddress(
  address: string | null | undefined,
  bases: readonly (string | undefined)[] = [],
): string | null {
  if (!address) return null
  for (const base of [undefined, ...bases]) {
    if (!URL.canParse(address, base)) continue
    const url = new URL(address, base)
    return url.protocol === 'http:' || url.protocol === 'https:' ? url.href : null
  }
  return null
}

function firstAddress(
  candidates: readonly (string | null | undefined)[],
  bases: readonly (string | undefined)[],
): string | null {
  return candidates.map((candidate) => webAddress(candidate, bases)).find(Boolean) ?? null
}

function contentOf(text: StatedText | undefined): {
  sections: ParsedSection[]
  image: string | null
} {
  if (!text) return { sections: [], image: null }
  return text.html ? readHtml(text.value) : { sections: readPlainText(text.value), image: null }
}

/** Some write the tag as the name of a locale: `en_US`. */
export function languageOf(stated: string | undefined): string | null {
  const language = cleanText(stated ?? '').replaceAll('_', '-')
  return language === undetermined ? null : language || null
}

/**
 * The addresses to count from, nearest first. Where the document says nothing, most publishers mean
 * their site, which is not always where the feed is.
 * @param stated as in the document, nearest first
 */
export function basesOf(
  stated: readonly (string | undefined)[],
  { siteUrl, feedUrl }: Pick<StatedFeed, 'siteUrl' | 'feedUrl'>,
): string[] {
  const bases: string[] = []
  for (const base of stated.toReversed()) {
    const address = webAddress(base, [bases[0], feedUrl])
    if (address) bases.unshift(address)
  }
  return [...bases, ...[siteUrl, feedUrl].filter((address) => address !== undefined)]
}

export function lineOf(text: StatedText | undefined): string {
  if (!text) return ''
  return text.html ? textOfHtml(text.value) : cleanText(text.value)
}

function textOfSections(sections: readonly ParsedSection[]): string {
  return sections.flatMap(({ paragraphs }) => paragraphs).join(' ')
}

/** Those that say something, each once. */
function present(values: readonly (string | undefined)[]): string[] {
  const cleaned = values.map((value) => textOfHtml(value ?? '')).filter((value) => value !== '')
  return [...new Set(cleaned)]
}
