import type { ParsedDocument } from './article.ts'
import { decode } from './charset.ts'
import { IngestError } from './errors.ts'
import { fetchWhole } from './fetched.ts'
import { feedLinks } from './formats/feed-links.ts'
import { isPage } from './formats/page.ts'
import type { FetchedDocument } from './http/fetch.ts'
import type { FetchOptions } from './http/guarded.ts'
import { readDocument } from './reading/read-document.ts'
import { wellKnownFeed } from './well-known-feeds.ts'

/** A feed that was read, or a link to one that nobody has followed yet. */
export interface FoundFeed {
  url: string
  /** As it calls itself, else as the page does that leads to it. */
  title: string | null
}

/** What is found at an address: its feeds, and the first of them as it reads now. */
export interface Discovery {
  /** The most likely first, which was read; there is at least one. */
  feeds: FoundFeed[]
  document: ParsedDocument
}

/** Where sites have their feed that do not say where, most common first. */
const usualPaths = ['/feed', '/rss', '/rss.xml', '/atom.xml', '/feed.xml', '/index.xml']

/** A page whose first links are all broken leads to no feed. */
const maxTries = 4

/**
 * Finds the feeds of an address: of a feed itself, of a page that leads to some, or of a site that has
 * one at one of the usual places, which are asked one after the other. Without a scheme, https is meant.
 * @throws {IngestError} NO_FEED; BAD_FEED where the address is a feed's that cannot be read; and what
 *   `fetchDocument` throws where the address cannot be fetched
 */
export async function discoverFeeds(
  address: string,
  options: FetchOptions = {},
): Promise<Discovery> {
  const asked = withScheme(address)
  const channel = wellKnownFeed(asked)
  const known = channel === null ? null : await firstOf([{ url: channel, title: null }], options)
  if (known) return { feeds: [known.feed], document: known.document }

  const fetched = await fetchWhole(asked, options)
  const text = decode(fetched.bytes, fetched.contentType)
  const isHtml = isPage(text.slice(0, 2_000))
  // What is XML or JSON was meant to be a feed, and its damage is what its reader wants to know of.
  if (!isHtml && /^[\s\u{FEFF}]*[<{]/u.test(text)) {
    const document = await readFeed(fetched, asked)
    return { feeds: [{ url: fetched.url, title: document.source.name }], document }
  }
  const links = isHtml ? feedLinks(text, fetched.finalUrl) : []
  const linked = await firstOf(links.slice(0, maxTries), options)
  if (linked) {
    const others = links.slice(linked.at + 1).map(({ url, title }) => ({ url, title }))
    return { feeds: [linked.feed, ...others], document: linked.document }
  }
  const usual = await firstOf(usualPlaces(fetched.finalUrl), options)
  if (usual) return { feeds: [usual.feed], document: usual.document }
  const which = links.length === 0 ? 'leads to none' : 'leads to none that can be read'
  const problem = `no feed was found: the page ${which}, and none is at ${usualPaths.join(', ')}; give the address of the feed itself`
  throw new IngestError('NO_FEED', problem, { document: asked })
}

/** An address as people type or copy it: `times.example`, `feed://times.example/rss`. */
function withScheme(address: string): string {
  const typed = address.trim().replace(/^feed:(?:\/\/)?(?=https?:)/i, '')
  if (/^feed:\/\//i.test(typed)) return typed.replace(/^feed:/i, 'https:')
  // A colon also parts a host from its port.
  const hasScheme = /^[a-z][a-z\d+.-]*:(?!\d+(?:[/?#]|$))/i.test(typed)
  return hasScheme ? typed : `https://${typed.replace(/^\/\//, '')}`
}

/** The first of these that is a feed, and which it is; null where none is. */
async function firstOf(
  candidates: readonly FoundFeed[],
  options: FetchOptions,
): Promise<{ at: number; feed: FoundFeed; document: ParsedDocument } | null> {
  for (const [at, candidate] of candidates.entries()) {
    try {
      const fetched = await fetchWhole(candidate.url, options)
      const document = await readFeed(fetched, candidate.url)
      const title = document.source.name ?? candidate.title
      return { at, feed: { url: fetched.url, title }, document }
    } catch (error) {
      if (!(error instanceof IngestError)) throw error
      if (wantsRest(error)) return null
    }
  }
  return null
}

/** Whether asking a server for more would be of no use, or of no kindness. */
function wantsRest({ code, status }: IngestError): boolean {
  return code === 'TIMEOUT' || code === 'UNREACHABLE' || status === 429 || status === 503
}

function readFeed(
  { bytes: content, contentType, url }: FetchedDocument & { changed: true },
  name: string,
): Promise<ParsedDocument> {
  return readDocument({ name, content, contentType, url, format: 'feed' })
}

/** Sections and blogs have their own, below themselves. */
function usualPlaces(address: string): FoundFeed[] {
  const { origin, pathname } = new URL(address)
  const folder = pathname.replace(/\/[^/]*\.[^/]*$|\/$/, '')
  const own = folder === '' ? [] : [`${folder}/feed`]
  return [...own, ...usualPaths].map((path) => ({ url: origin + path, title: null }))
}
