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
type Comparison = 'text' | 'address' | 'moment' | 'exact' | 'name'

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
const places: Record<string, Place> = {
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
}

/** What our model has no place for, by what the path contains; the first that fits names the kind. */
const unmappedKinds: [RegExp, string][] = [
  [/^(encoding|version|headers|modified|bozo)/, 'document: encoding, version, headers'],
  [/\.source\./, 'entry: the feed that it was taken from'],
  [/_detail\.base$|content\.#\.base$/, 'element: base address'],
  [/_detail\.language$/, 'element: language'],
  [/_detail\.type$|content\.#\.type$/, 'element: type'],
  [/\.(author|authors|publisher|contributors)_?\w*\b/, 'people: addresses, contributors, those of the feed'],
  [/^feed\.(tagline|subtitle|description|info)/, 'feed: description'],
  [/\.(copyright|rights|license)/, 'rights'],
  [/\.links?\b/, 'links: relation, type, others than to the article'],
  [/\.enclosures/, 'enclosures that are no pictures'],
  [/itunes_/, 'podcasts: blocked, explicit'],
  [/\.where\./, 'geography'],
  [/psc_chapters/, 'podcasts: chapters'],
  [/\.tags/, 'categories: scheme, those of the feed'],
  [/^feed\.category/, 'categories: scheme, those of the feed'],
  [/^feed\.(id|generator\w*|cloud|textinput|image|docs|ttl)\b/, 'feed: id, generator, cloud, input, image, docs, life'],
  [/^feed\.(updated|published|created|validity_\w+)/, 'feed: dates'],
  [/(guidislink|comments|wfw_\w+|expired_parsed|in-reply-to)/, 'entry: comments, expiry, permalink'],
]

/** @param claim one of a file's expectation */
export function judge(claim: Claim, parsed: ParsedDocument): Finding | null {
  const name = nameOf(claim.path)
  if (name === 'bozo') return null
  const place = places[name]
  if (!place) return { outcome: 'unmapped', kind: kindOf(name) }
  const numbers = claim.path.steps.filter((step) => typeof step === 'number')
  const found = place.valueIn(parsed, numbers)
  const expected = expectedIn(claim)
  const holds = holdsFor(claim, found, place.comparison)
  if (holds) return { outcome: 'held', isEmpty: isNothing(expected) }
  return {
    outcome: 'failed',
    subject: name,
    context: `${JSON.stringify(expected)} expected, ${JSON.stringify(found) ?? 'nothing'} found`,
  }
}

export function kindOf(name: string): string {
  return unmappedKinds.find(([pattern]) => pattern.test(name))?.[1] ?? `other: ${name}`
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
  if (isNothing(expected)) return found === undefined || found === null || found.toString().trim() === ''
  if (found === undefined || found === null) return false
  if (comparison === 'moment') return momentOf(expected) === momentOf(found)
  const [a, b] = [String(expected), String(found)]
  if (comparison === 'address') return addressOf(a) === addressOf(b)
  if (comparison === 'exact') return a === b
  if (comparison === 'name') return withoutSpace(a.replace(/\([^)]*\)$/, '')) === withoutSpace(b)
  return plainOf(a) === withoutSpace(b)
}

/** Milliseconds; a tuple of Python is the parts of a time in UTC. */
function momentOf(value: Value | Literal): number {
  if (value instanceof Date) return value.getTime()
  if (Array.isArray(value)) {
    const [year = 0, month = 1, day, hour, minute, second] = value.map(Number)
    return Date.UTC(year, month - 1, day, hour, minute, second)
  }
  return Date.parse(String(value))
}

function addressOf(text: string): string {
  return URL.canParse(text) ? new URL(text).href : text
}
