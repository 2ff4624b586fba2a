import { ParseError, parseAtomFeed, parseJsonFeed, parseRdfFeed, parseRssFeed } from 'feedsmith'

import type { ParsedDocument } from '../article.ts'
import { IngestError, placeAt } from '../errors.ts'
import { statedByAtom } from './atom.ts'
import { articleOf, basesOf, languageOf, lineOf, type StatedFeed, webAddress } from './feed-item.ts'
import { statedByJsonFeed } from './json-feed.ts'
import { statedByRdf, statedByRss } from './rss.ts'
import { guardXml, type XmlKind } from './xml-guard.ts'

/** By the name of the root element, in lower case and without its prefix. */
const xmlFormats: Record<string, (xml: string) => StatedFeed> = {
  rss: (xml) => statedByRss(parseRssFeed(xml)),
  rdf: (xml) => statedByRdf(parseRdfFeed(xml)),
  feed: (xml) => statedByAtom(parseAtomFeed(xml)),
}

const xmlFeed: XmlKind = {
  roots: Object.keys(xmlFormats),
  code: 'BAD_FEED',
  called: 'a feed begins with <rss>, <feed> or <rdf:RDF>',
}

const nothing: StatedFeed = {
  title: undefined,
  siteUrl: undefined,
  feedUrl: undefined,
  hubUrl: undefined,
  language: undefined,
  bases: [],
  items: [],
}

/**
 * Reads a feed: RSS 0.9x, 1.0 and 2.0, Atom 0.3 and 1.0, JSON Feed 1.x. Items that say nothing are
 * left out.
 * @param url where it was fetched from, if it was; relative addresses count from it
 * @throws {IngestError} BAD_FEED, with line and column where they can be told
 */
export function parseFeed(text: string, name: string, url: string | null): ParsedDocument {
  const feed = text.trimStart().startsWith('{') ? readJson(text, name) : readXml(text, name)
  const fetchedFrom = webAddress(url) ?? undefined
  const selfUrl = webAddress(
    feed.feedUrl,
    basesOf(feed.bases, { siteUrl: undefined, feedUrl: fetchedFrom }),
  )
  const feedUrl = fetchedFrom ?? selfUrl ?? undefined
  const bases = basesOf(feed.bases, { siteUrl: undefined, feedUrl })
  const siteUrl = webAddress(feed.siteUrl, bases)
  const stated = { ...feed, siteUrl: siteUrl ?? undefined, feedUrl }
  return {
    format: 'feed',
    source: {
      name: lineOf(feed.title) || null,
      siteUrl,
      feedUrl: feedUrl ?? null,
      selfUrl,
      hubUrl: webAddress(feed.hubUrl, bases),
      language: languageOf(feed.language),
      pollHint: feed.pollHint,
    },
    articles: feed.items.flatMap((item) => articleOf(item, stated) ?? []),
  }
}

function readXml(text: string, document: string): StatedFeed {
  const { root, xml } = guardXml(text, document, xmlFeed)
  try {
    return xmlFormats[root]?.(xml) ?? nothing
  } catch (cause) {
    // Well-formed, but with nothing in it: a feed whose publisher has published nothing yet.
    if (cause instanceof ParseError) return nothing
    throw new IngestError('BAD_FEED', `not a readable feed: ${reasonOf(cause)}`, {
      document,
      cause,
    })
  }
}

function readJson(text: string, document: string): StatedFeed {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (cause) {
    const at = /position (\d+)/.exec(reasonOf(cause))?.[1]
    const place = at === undefined ? {} : placeAt(text, Number(at))
    throw new IngestError('BAD_FEED', `not JSON: ${reasonOf(cause)}`, { document, ...place, cause })
  }
  try {
    return statedByJsonFeed(parseJsonFeed(value))
  } catch (cause) {
    throw new IngestError('BAD_FEED', 'JSON, but not a JSON Feed', { document, cause })
  }
}

/** feedsmith says that a document is bad; the XML parser under it says why. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return error.cause instanceof Error ? error.cause.message : error.message
}
