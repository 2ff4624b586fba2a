import type { AtomFeed } from 'feedsmith'

import type { StatedFeed, StatedItem, StatedText } from './feed-item.ts'
import { pollHintOf } from './poll-hint.ts'
import { imagesOf, isImage } from './rss.ts'

/** Atom 0.3 and 1.0. */
export function statedByAtom(feed: AtomFeed.Feed<string>): StatedFeed {
  return {
    title: feed.title?.value,
    siteUrl: linkOf(feed.links) ?? undefined,
    feedUrl: feed.links?.find(({ rel }) => rel === 'self')?.href,
    language: feed.xml?.lang ?? feed.dc?.languages?.[0],
    pollHint: pollHintOf(feed),
    items: (feed.entries ?? []).map((entry) => statedByEntry(entry, feed)),
  }
}

function statedByEntry(entry: AtomFeed.Entry<string>, feed: AtomFeed.Feed<string>): StatedItem {
  // RFC 4287, 4.1.1: an entry without an author has its source's or its feed's.
  const authors = [entry.authors, entry.source?.authors, feed.authors].find((list) => list?.length)
  const enclosures = (entry.links ?? []).filter(({ rel }) => rel === 'enclosure')
  return {
    guid: entry.id,
    permalink: entry.id,
    links: [linkOf(entry.links), entry.content?.src, enclosures[0]?.href],
    title: textOf(entry.title),
    summary: textOf(entry.summary) ?? htmlOf(entry.media?.description?.value),
    body: textOf(entry.content),
    authors: entry.dc?.creators ?? (authors ?? []).map(({ name }) => name),
    dates: [entry.published, entry.updated, entry.dc?.dates?.[0]],
    language: entry.xml?.lang ?? entry.content?.xml?.lang ?? entry.dc?.languages?.[0],
    images: [
      ...imagesOf(entry.media),
      ...enclosures.filter(({ type }) => isImage(type)).map(({ href }) => href),
    ],
    categories: [
      ...(entry.categories ?? []).map(({ label, term }) => label ?? term),
      ...(entry.dc?.subjects ?? []),
    ],
    bases: [entry.content?.xml?.base, entry.xml?.base, feed.xml?.base],
  }
}

/** The page that the feed or entry stands for: HTML where there are several. */
function linkOf(links: readonly AtomFeed.Link<string>[] | undefined): string | undefined {
  const pages = (links ?? []).filter(({ rel }) => !rel || rel === 'alternate')
  return (pages.find(({ type }) => type?.includes('html')) ?? pages[0])?.href
}

/** RFC 4287, 3.1.1 and 4.1.3.3; Atom 0.3 gives media types. Anything else is not text: a picture, say. */
function textOf(text: AtomFeed.Content | AtomFeed.Text | undefined): StatedText | undefined {
  const type = text?.type?.toLowerCase() ?? 'text'
  if (text?.value === undefined) return undefined
  if (type.includes('html')) return { value: text.value, html: true }
  return type === 'text' || type.startsWith('text/')
    ? { value: text.value, html: false }
    : undefined
}

function htmlOf(value: string | undefined): StatedText | undefined {
  return value === undefined ? undefined : { value, html: true }
}
