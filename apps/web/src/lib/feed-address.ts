import { filterFromSearchParams, filterToSearchParams, FilterUrlError } from '@courant/filter'
import type { ArticleFilter } from '@courant/filter'

/** Everything that decides what the feed page shows; its address and nothing else holds it. */
export interface FeedAddress {
  filter: ArticleFilter
  /** The page behind this cursor (older articles). */
  cursor: string | null
  /** The page before this cursor (newer articles). */
  cursorBefore: string | null
  /** What the reader looks for among the actors, to add one to the filter. */
  find: string
  /** Whether articles are shown that the reader mutes something of. */
  withMuted: boolean
  /** Whether articles are left out that the reader has read. */
  unread: boolean
}

/** A query string from the form in which Next hands it to a page. */
export function queryOf(searchParams: Record<string, string | string[] | undefined>): string {
  const params = new URLSearchParams()
  for (const [key, value] of Object.entries(searchParams)) {
    for (const one of [value ?? []].flat()) params.append(key, one)
  }
  return params.toString()
}

/**
 * Reads the address of a feed page.
 * @throws {FilterUrlError} a key holds something it cannot hold
 */
export function readFeedAddress(query: string): FeedAddress {
  const params = new URLSearchParams(query)
  for (const [key, value] of params) {
    if (value.includes('\u0000')) throw new FilterUrlError(key, `"${key}" holds no text.`)
  }
  return {
    filter: filterFromSearchParams(params),
    cursor: params.get('cursor') || null,
    cursorBefore: params.get('cursorBefore') || null,
    find: params.get('find')?.trim() ?? '',
    withMuted: params.get('muted') === 'shown',
    unread: params.get('read') === 'hidden',
  }
}

/** The address of a feed page; without paging it is the newest one. */
export function feedHref(address: Partial<FeedAddress>): string {
  const params = filterToSearchParams(address.filter ?? {})
  for (const key of ['cursor', 'cursorBefore', 'find'] as const) {
    const value = address[key]
    if (value) params.set(key, value)
  }
  if (address.withMuted) params.set('muted', 'shown')
  if (address.unread) params.set('read', 'hidden')
  const query = params.toString()
  return query ? `/?${query}` : '/'
}

/** Where feed readers find the same articles, by media type. */
export function feedsOf(filter: ArticleFilter): Record<string, string> {
  const query = filterToSearchParams(filter).toString()
  const addressAs = (format: string) => `/feeds/articles.${format}${query ? `?${query}` : ''}`
  return {
    'application/rss+xml': addressAs('rss'),
    'application/atom+xml': addressAs('atom'),
    'application/feed+json': addressAs('json'),
  }
}
