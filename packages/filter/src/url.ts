import type { ArticleFilter, Salience, SetFilter } from './filter.ts'

/** An address whose filter cannot be read; `parameter` names the part that is wrong. */
export class FilterUrlError extends Error {
  override name = 'FilterUrlError'
  readonly parameter: string

  constructor(parameter: string, message: string) {
    super(message)
    this.parameter = parameter
  }
}

/** The bare key of a set holds the members that readers mean most often. */
const setKeys = {
  actors: { all: 'actor', any: 'actor.any', none: 'actor.none' },
  topics: { all: 'topic', any: 'topic.any', none: 'topic.none' },
  sources: { all: 'source.all', any: 'source', none: 'source.none' },
  stories: { all: 'story.all', any: 'story', none: 'story.none' },
} as const

const setNames = ['actors', 'topics', 'sources', 'stories'] as const
const modes = ['all', 'any', 'none'] as const
const saliences: Record<Salience, string> = { ABOUT: 'about', MENTIONED: 'mentioned' }
const maxNesting = 8

/** What the repeated keys of a query string cannot say goes into `where` as JSON. */
type Nested = Pick<ArticleFilter, 'AND' | 'OR' | 'NOT'>

/**
 * The filter as a query string: one key a member, in a fixed order, so that equal filters make equal
 * addresses. What says nothing (`all: []`, `none: []`, blank text) is left out; `any: []` and
 * `languages: []`, which match nothing, travel in `where`.
 */
export function filterToSearchParams(filter: ArticleFilter): URLSearchParams {
  const params = new URLSearchParams()
  const nested: Nested = {
    ...(filter.AND?.length && { AND: filter.AND }),
    ...(filter.OR && { OR: filter.OR }),
    ...(filter.NOT && { NOT: filter.NOT }),
  }
  if (matchesNothing(filter)) nested.OR = []

  for (const name of setNames) {
    for (const mode of modes) {
      for (const member of filter[name]?.[mode] ?? []) params.append(setKeys[name][mode], member)
    }
  }
  if (filter.salience) params.set('salience', saliences[filter.salience])
  for (const language of filter.languages ?? []) params.append('language', language)
  if (filter.publishedAfter) params.set('after', filter.publishedAfter.toISOString())
  if (filter.publishedBefore) params.set('before', filter.publishedBefore.toISOString())
  if (filter.text?.trim()) params.set('text', filter.text)
  if (Object.keys(nested).length > 0) params.set('where', JSON.stringify(nested))
  return params
}

function matchesNothing(filter: ArticleFilter): boolean {
  return filter.languages?.length === 0 || setNames.some((name) => filter[name]?.any?.length === 0)
}

/**
 * Reads what `filterToSearchParams` writes. Keys that are not of the filter are ignored, so that
 * paging and display settings can stand beside it.
 * @throws {FilterUrlError} a key of the filter holds something it cannot hold
 */
export function filterFromSearchParams(params: URLSearchParams): ArticleFilter {
  const filter: ArticleFilter = {}
  for (const name of setNames) {
    const set: SetFilter = {}
    for (const mode of modes) {
      const members = params.getAll(setKeys[name][mode]).filter(Boolean)
      if (members.length > 0) set[mode] = members
    }
    if (Object.keys(set).length > 0) filter[name] = set
  }
  const salience = params.get('salience')
  if (salience) filter.salience = readSalience(salience.toUpperCase(), 'salience')
  const languages = params.getAll('language').filter(Boolean)
  if (languages.length > 0) filter.languages = languages
  const after = params.get('after')
  if (after) filter.publishedAfter = readDate('after', after)
  const before = params.get('before')
  if (before) filter.publishedBefore = readDate('before', before)
  const text = params.get('text')
  if (text?.trim()) filter.text = text
  const where = params.get('where')
  if (where) Object.assign(filter, readNested(where))
  return filter
}

function readDate(parameter: string, text: unknown): Date {
  const date = typeof text === 'string' ? new Date(text) : new Date(Number.NaN)
  if (Number.isNaN(date.getTime())) {
    throw new FilterUrlError(
      parameter,
      `"${parameter}" is not a date: use ISO 8601, for example 2026-11-24.`,
    )
  }
  return date
}

function readSalience(value: unknown, parameter: string): Salience {
  if (value === 'ABOUT' || value === 'MENTIONED') return value
  throw new FilterUrlError(parameter, `"salience" is "about" or "mentioned".`)
}

function readNested(text: string): Nested {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw new FilterUrlError('where', '"where" is not JSON.')
  }
  const { AND, OR, NOT, ...rest } = readFilter(value, 0)
  const stray = Object.keys(rest)[0]
  if (stray) throw wrong(`"${stray}" stands in "where"; it has a key of its own in the address.`)
  return { ...(AND && { AND }), ...(OR && { OR }), ...(NOT && { NOT }) }
}

function readFilter(value: unknown, depth: number): ArticleFilter {
  if (depth > maxNesting) throw wrong(`"where" nests more than ${maxNesting} filters.`)
  const filter: ArticleFilter = {}
  for (const [key, part] of Object.entries(readObject(value))) {
    if (part === null) continue
    switch (key) {
      case 'actors':
      case 'topics':
      case 'sources':
      case 'stories':
        filter[key] = readSet(part)
        break
      case 'languages':
        filter.languages = readStrings(key, part)
        break
      case 'salience':
        filter.salience = readSalience(part, 'where')
        break
      case 'text':
        filter.text = readText(key, part)
        break
      case 'publishedAfter':
      case 'publishedBefore':
        filter[key] = readDate(key, part)
        break
      case 'AND':
      case 'OR':
        filter[key] = readList(key, part).map((inner) => readFilter(inner, depth + 1))
        break
      case 'NOT':
        filter.NOT = readFilter(part, depth + 1)
        break
      default:
        throw wrong(`"where" has an unknown key "${key}".`)
    }
  }
  return filter
}

function readSet(value: unknown): SetFilter {
  const set: SetFilter = {}
  for (const [mode, members] of Object.entries(readObject(value))) {
    if (mode !== 'all' && mode !== 'any' && mode !== 'none') {
      throw wrong(`"where" has an unknown key "${mode}"; a set has all, any and none.`)
    }
    if (members !== null) set[mode] = readStrings(mode, members)
  }
  return set
}

function readObject(value: unknown): object {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw wrong('"where" holds something that is not a filter.')
  }
  return value
}

function readList(key: string, value: unknown): unknown[] {
  if (!Array.isArray(value)) throw wrong(`"${key}" in "where" is not a list.`)
  return value
}

function readStrings(key: string, value: unknown): string[] {
  return readList(key, value).map((item) => readText(key, item))
}

function readText(key: string, value: unknown): string {
  if (typeof value === 'string') return value
  throw wrong(`"${key}" in "where" holds something that is not text.`)
}

function wrong(message: string): FilterUrlError {
  return new FilterUrlError('where', message)
}
