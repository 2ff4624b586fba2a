import { isUtf8 } from 'node:buffer'

import type { AtomFeed } from 'feedsmith'

import type { StatedFeed, StatedItem, StatedText } from './feed-item.ts'
import { isImage, statedByMedia } from './media.ts'
import { originalRelation } from './xml-terms.ts'
import { pollHintOf } from './poll-hint.ts'

/** Atom 0.3 and 1.0. */
export function statedByAtom(feed: AtomFeed.Feed<string>): StatedFeed {
  return {
    title: textOf(feed.title),
    siteUrl: linkOf(feed.links) ?? undefined,
    feedUrl: linkTo('self', feed.links),
    hubUrl: linkTo('hub', feed.links),
    language: feed.xml?.lang ?? feed.dc?.languages?.[0],
    bases: [feed.xml?.base],
    pollHint: pollHintOf(feed),
    items: (feed.entries ?? []).map((entry) => statedByEntry(entry, feed)),
  }
}

function statedByEntry(entry: AtomFeed.Entry<string>, feed: AtomFeed.Feed<string>): StatedItem {
  // RFC 4287, 4.1.1: an entry without an author has its source's or its feed's.
  const authors = [entry.authors, entry.source?.authors, feed.authors].find((list) => list?.length)
  const enclosures = (entry.links ?? []).filter(({ rel }) => rel === 'enclosure')
  const media = statedByMedia(entry.media)
  const body = textOf(entry.content)
  const text = body ? entry.content : entry.summary
  return {
    guid: entry.id,
    permalink: entry.id,
    links: [linkTo(originalRelation, entry.links), linkOf(entry.links), entry.content?.src],
    enclosure: enclosures[0]?.href,
    title: textOf(entry.title) ?? htmlOf(media.title),
    summary: textOf(entry.summary) ?? htmlOf(media.description),
    body,
    authors: entry.dc?.creators ?? (authors ?? []).map(({ name }) => name),
    dates: [
      entry.published,
      entry.dcterms?.issued?.[0] ?? entry.dcterms?.created?.[0],
      entry.updated,
      entry.dc?.dates?.[0],
    ],
    language: text?.xml?.lang ?? entry.xml?.lang ?? entry.dc?.languages?.[0],
    images: [
      ...media.images,
      ...enclosures.filter(({ type }) => isImage(type)).map(({ href }) => href),
      entry.itunes?.image,
    ],
    categories: [
      ...(entry.categories ?? []).map(({ label, term }) => label ?? term),
      ...(entry.dc?.subjects ?? []),
      ...media.categories,
    ],
    bases: [text?.xml?.base, entry.xml?.base],
  }
}

/** The page that the feed or entry stands for: HTML where there are several. */
function linkOf(links: readonly AtomFeed.Link<string>[] | undefined): string | undefined {
  const pages = (links ?? []).filter(({ rel, href }) => href && (!rel || rel === 'alternate'))
  return (pages.find(({ type }) => type?.includes('html')) ?? pages[0])?.href
}

/** The first link that plays this part: `self`, `hub`. */
export function linkTo(
  part: string,
  links: readonly AtomFeed.Link<string>[] | undefined,
): string | undefined {
  return links?.find(({ rel, href }) => href && rel?.toLowerCase() === part)?.href
}

/**
 * RFC 4287, 3.1.1 and 4.1.3.3; Atom 0.3 gives media types. Anything else is in Base64, and most of it
 * is not text: a picture, say.
 */
function textOf(text: AtomFeed.Content | AtomFeed.Text | undefined): StatedText | undefined {
  const type = text?.type?.toLowerCase() ?? 'text'
  if (text?.value === undefined) return undefined
  if (type.includes('html')) return { value: text.value, html: true }
  if (type === 'text' || type.startsWith('text/')) return { value: text.value, html: false }
  return /[/+]xml$/.test(type) ? undefined : htmlOf(textInBase64(text.value))
}

function textInBase64(encoded: string): string | undefined {
  const bytes = Buffer.from(encoded, 'base64')
  return bytes.length > 0 && isUtf8(bytes) && !bytes.includes(0) ? bytes.toString() : undefined
}

function htmlOf(value: string | undefined): StatedText | undefined {
  return value === undefined ? undefined : { value, html: true }
}
