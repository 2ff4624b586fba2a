import type { ParsedArticle, ParsedDocument } from '@courant/ingest'

import type { Claim, Literal, Path } from './python.ts'
import { plainOf, withoutSpace } from './plain.ts'

/** What became of one claim. */
export type Finding =
  | { outcome: 'held'; isEmpty: boolean }
  | { outcome: 'failed'; subject: string; context: string }
  /** Our model has no place for it; the kind says for what. */
  | { outcome: 'unmapped'; kind: string }

/** Several where any of them may be meant. */
type Value = string | string[] | Date | null | undefined

/** How a claimed value and ours are compared. */
type Comparison = 'text' | 'plain text' | 'address' | 'moment' | 'exact' | 'name'

interface Place {
  comparison: Comparison
  valueIn(parsed: ParsedDocument, numbers: readonly number[]): Value
}

const inArticle = (
  comparison: Comparison,
  valueOf: (article: ParsedArticle, at: number) => Value,
): Place => ({
  comparison,
  valueIn: ({ articles }, [entry = 0, at = 0]) => {
    const article = articles[entry]
    return article && valueOf(article, at)
  },
})

const inSource = (comparison: Comparison, name: 'name' | 'siteUrl' | 'language'): Place => ({
  comparison,
  valueIn: ({ source }) => source[name],
})

const headline = inArticle('text', (article) => article.headline)
const text = inArticle('text', textsOf)
const url = inArticle('address', (article) => article.url)
const byline = inArticle('name', (article) => article.byline)
const publishedAt = inArticle('moment', (article) => article.publishedAt)
const language = inArticle('exact', (article) => article.language)
const image = inArticle('address', (article) => article.imageUrl)
const categories = inArticle('text', (article) => article.categories)

/** Where our model keeps what a path of feedparser stands for; `#` is any number. */
const places = new Map<string, Place>(
  Object.entries({
    'feed.title': inSource('text', 'name'),
    'feed.title_detail.value': inSource('text', 'name'),
    'feed.link': inSource('address', 'siteUrl'),
    'feed.language': inSource('exact', 'language'),
    'entries.#.title': headline,
    'entries.#.title_detail.value': headline,
    'entries.#.description': text,
    'entries.#.summary': text,
    'entries.#.summary_detail.value': text,
    'entries.#.content.#.value': text,
    'entries.#.link': url,
    'entries.#.id': inArticle('exact', (article) => article.guid),
    'entries.#.guid': inArticle('exact', (article) => article.guid),
    'entries.#.author': byline,
    'entries.#.author_detail.name': byline,
    'entries.#.authors.#.name': inArticle('name', (article, at) => article.byline?.split(', ')[at]),
    'entries.#.published': publishedAt,
    'entries.#.published_parsed': publishedAt,
    'entries.#.updated': publishedAt,
    'entries.#.updated_parsed': publishedAt,
    'entries.#.created_parsed': publishedAt,
    'entries.#.language': language,
    'entries.#.content.#.language': language,
    'entries.#.summary_detail.language': language,
    'entries.#.category': categories,
    'entries.#.tags.#.term': categories,
    'entries.#.image.href': image,
    'entries.#.media_thumbnail.#.url': image,
  }),
)

/** What our model has no place for, by what the path contains; the first that fits names the kind. */
const unmappedKinds: [RegExp, string][] = [
  [/^(encoding|version|headers|modified|bozo)/, 'encoding, version and headers of the document'],
  [/\.source\./, 'the feed that an entry was taken from'],
  [/(_detail|content\.#)\.base$/, 'the base address of an element'],
  [/_detail\.language$/, 'the language of a title, and of what else is not the text'],
  [/(_detail|content\.#)\.type$/, 'the media type of an element'],
  [
    /(author|authors|publisher|contributors)(_detail)?(\.|$)/,
    'addresses of people, and others than authors',
  ],
  [/^feed\.(tagline|subtitle|description|info)/, 'the description of a feed'],
  [/\.(copyright|rights|license)/, 'rights'],
  [/\.(links?|enclosures)\b/, 'other links, and what they carry'],
  [/itunes_|psc_chapters|subtitle/, 'chapters and ratings of podcasts'],
  [/media_/, 'credits, ratings and licences of media'],
  [/\.where\./, 'places on the earth'],
  [/^feed\.(category|tags)|\.tags/, 'schemes of categories, and categories of a feed'],
  [/^feed\./, 'what else a feed says of itself'],
  [/^entries\./, 'what else an entry says: comments, expiry, elements of its own'],
]

const formatUnread = 'CDF, a format of 1997'

/**
 * @param claim one of a file's expectation
 * @param text the file, its bytes as characters
 * @returns null for what is not said of the document
 */
export function judge(claim: Claim, parsed: ParsedDocument, text: string): Finding | null {
  const name = nameOf(claim.path)
  if (name === 'bozo') return null
  const place = places.get(name)
  if (!place) return { outcome: 'unmapped', kind: kindOf(name) }
  if (/^\s*(?:<!--.*?-->\s*)*<channel\b/is.test(text))
    return { outcome: 'unmapped', kind: formatUnread }
  const numbers = claim.path.steps.filter((step) => typeof step === 'number')
  const found = place.valueIn(parsed, numbers)
  const expected = expectedIn(claim)
  const comparison =
    place.comparison === 'text' && isPlainText(text) ? 'plain text' : place.comparison
  if (holdsFor(claim, found, comparison)) return { outcome: 'held', isEmpty: isNothing(expected) }
  return {
    outcome: 'failed',
    subject: name,
    context: `${JSON.stringify(expected)} expected, ${JSON.stringify(found) ?? 'nothing'} found`,
  }
}

/** Then what looks like a tag is none, in what is expected too. */
function isPlainText(text: string): boolean {
  return /\btype\s*=\s*["']text(\/plain)?["']/i.test(text)
}

export function kindOf(name: string): string {
  return unmappedKinds.find(([pattern]) => pattern.test(name))?.[1] ?? 'what else a document is'
}

function nameOf({ root, steps }: Path): string {
  return [root, ...steps.map((step) => (typeof step === 'number' ? '#' : step))].join('.')
}

function expectedIn({ is }: Claim): Literal {
  if (typeof is === 'string') return is
  if ('equal' in is) return is.equal
  if ('unequal' in is) return is.unequal
  return is.length
}

/** The lead, which may be the summary; the body; and both, where the summary was the beginning of the body. */
function textsOf({ lead, sections }: ParsedArticle): string[] {
  const paragraphs = sections.flatMap((section) => [section.crosshead ?? '', ...section.paragraphs])
  const body = paragraphs.join(' ')
  return [lead, body, `${lead} ${body}`]
}

function isNothing(value: Literal): boolean {
  return value === null || (typeof value === 'string' && plainOf(value) === '')
}

function holdsFor({ is }: Claim, found: Value, comparison: Comparison): boolean {
  if (is === 'true') return Boolean(found)
  if (is === 'false' || is === 'absent') return !found
  if ('length' in is) return false
  if ('unequal' in is) return !isEqual(is.unequal, found, comparison)
  return isEqual(is.equal, found, comparison)
}

function isEqual(expected: Literal, found: Value, comparison: Comparison): boolean {
  if (Array.isArray(found)) {
    const holds = (value: string) => isEqual(expected, value, comparison)
    return isNothing(expected) ? found.every(holds) : found.some(holds)
  }
  if (found === undefined || found === null) return isNothing(expected)
  if (found instanceof Date) return momentOf(expected) === found.getTime()
  if (isNothing(expected)) return found.trim() === ''
  if (typeof expected !== 'string') return false
  if (comparison === 'address') return addressOf(expected) === addressOf(found)
  if (comparison === 'exact') return expected === found
  // Python's name of a person ends with the address of the mail; ours has none.
  if (comparison === 'name') {
    return withoutSpace(expected.replace(/\([^)]*\)$/, '')) === withoutSpace(found)
  }
  if (comparison === 'plain text' && withoutSpace(expected) === withoutSpace(found)) return true
  return plainOf(expected) === withoutSpace(found)
}

/** Milliseconds; a tuple of Python is the parts of a time in UTC. */
function momentOf(value: Literal): number {
  if (typeof value === 'string') return Date.parse(value)
  if (!Array.isArray(value)) return Number.NaN
  const [year = 0, month = 1, day, hour, minute, second] = value.map(Number)
  return Date.UTC(year, month - 1, day, hour, minute, second)
}

function addressOf(text: string): string {
  return URL.canParse(text) ? new URL(text).href : text
}
