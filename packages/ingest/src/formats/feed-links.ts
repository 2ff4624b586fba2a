import { webAddress } from './feed-item.ts'
import { type PageLink, readMarkup } from './page/markup.ts'

/** A feed that a page leads to. */
export interface FeedLink {
  url: string
  /** As the page calls it. */
  title: string | null
  /** As the page says, or else null: nobody has looked yet. */
  type: 'RSS' | 'ATOM' | 'JSON' | null
}

const types: Record<string, FeedLink['type']> = {
  'application/rss+xml': 'RSS',
  'application/rdf+xml': 'RSS',
  'application/atom+xml': 'ATOM',
  'application/feed+json': 'JSON',
  'application/json+feed': 'JSON',
  // JSON Feed 1.0 asked for this one; only a link rel="alternate" with it may be one.
  'application/json': 'JSON',
  // Some call a feed no more than XML.
  'application/xml': null,
  'text/xml': null,
}

const feedHost = /^(?:feeds?|rss)\./
/** `/feed`, `/rss.xml`, `/news/atom/`, `/index.rdf`. */
const feedPath =
  /\/(?:feeds?|rss2?|atom|rdf)(?:\.(?:xml|php|json|aspx?|rdf))?\/?$|\.(?:rss|atom|rdf)$|\/(?:index|news)\.(?:xml|rdf)$/i
/** `?format=rss`, `?feed=atom`. */
const feedQuery = /[?&](?:format|type|feed|alt)=(?:rss2?|atom|feed|rdf)\b/i

/** A word for a feed in the text of a link; alone, or with few others around it. */
const feedText = /^(?:\S+\s+){0,3}(?:rss|atom|xml|rdf)(?:[-\s]*feed)?(?:\s+\S+){0,2}$/i

/** Feeds that people rarely mean when they ask for a site's. */
const besides = /\bcomments?\b|\bkommentare?\b|\bcommentaires?\b|\bcomentarios?\b/i

/** WordPress offers its data and embeds in the same way as its feeds; sitemaps are XML too. */
const noFeed = /\/wp-json\/|oembed|sitemap/i

/** More of one page are no help to choose from. */
const maxLinks = 100

/**
 * The feeds that a page leads to, most likely first: those it names as its own, then links that look
 * like feeds, and feeds of comments last. Each address once, http(s) alone.
 * @param url where the page was found
 */
export function feedLinks(html: string, url: string): FeedLink[] {
  const page = readMarkup(html)
  const base = webAddress(page.base, [url]) ?? url
  const named = page.links.filter(isNamed).map(({ href, title, type }) => ({
    url: webAddress(href, [base]),
    title: title || null,
    type: types[typeOf(type)] ?? null,
  }))
  const looking = page.anchors.map(({ href, text }) => {
    const address = webAddress(href, [base])
    const isFeed = address !== null && (isFeedAddress(address) || feedText.test(text))
    return { url: isFeed ? address : null, title: text || null, type: null }
  })

  const links = new Map<string, FeedLink>()
  for (const { url, ...link } of [...named, ...looking]) {
    if (url !== null && !links.has(url) && !noFeed.test(url)) links.set(url, { url, ...link })
  }
  const all = [...links.values()]
  const isBeside = ({ url, title }: FeedLink) => besides.test(`${title} ${new URL(url).pathname}`)
  return [...all.filter((link) => !isBeside(link)), ...all.filter(isBeside)].slice(0, maxLinks)
}

function isFeedAddress(address: string): boolean {
  const { hostname, pathname, search } = new URL(address)
  return (
    (feedHost.test(hostname) && pathname !== '/') ||
    feedPath.test(pathname) ||
    feedQuery.test(search)
  )
}

function isNamed({ rel, href, type }: PageLink): boolean {
  const words = rel.split(/\s+/)
  if (href === '' || !words.some((word) => word === 'alternate' || word === 'feed')) return false
  // A style sheet may be an alternate one, and a page in another language is alternate too.
  return !words.includes('stylesheet') && (words.includes('feed') || typeOf(type) in types)
}

/** Without its parameters: `application/rss+xml; charset=utf-8`. */
function typeOf(type: string): string {
  return type.split(';')[0]!.trim()
}
