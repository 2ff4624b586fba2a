import type { MediaNs, RdfFeed, RssFeed } from 'feedsmith'

import type { StatedFeed, StatedItem, StatedText } from './feed-item.ts'
import { pollHintOf } from './poll-hint.ts'

/** RSS 0.9x and 2.0, with the modules that publishers use. */
export function statedByRss(feed: RssFeed.Feed<string>): StatedFeed {
  const self = feed.atom?.links?.find(({ rel }) => rel === 'self')
  return {
    title: feed.title ?? feed.dc?.titles?.[0],
    siteUrl: feed.link,
    feedUrl: self?.href,
    language: feed.language ?? feed.dc?.languages?.[0] ?? feed.xml?.lang,
    pollHint: pollHintOf(feed),
    items: (feed.items ?? []).map(statedByRssItem),
  }
}

function statedByRssItem(item: RssFeed.Item<string>): StatedItem {
  const description = item.description ?? item.dc?.descriptions?.[0] ?? item.itunes?.summary
  return {
    guid: item.guid?.value ?? item.atom?.id ?? item.dc?.identifiers?.[0],
    permalink: item.guid?.isPermaLink === false ? undefined : item.guid?.value,
    links: [
      item.link,
      item.atom?.links?.find(({ rel }) => !rel || rel === 'alternate')?.href,
      item.enclosures?.[0]?.url,
    ],
    title: html(item.title ?? item.dc?.titles?.[0] ?? item.media?.title?.value),
    summary: html(description ?? item.media?.description?.value),
    body: html(item.content?.encoded ?? item.atom?.content?.value),
    authors: firstNames(
      item.authors?.map(({ name }) => name),
      item.dc?.creators,
      item.atom?.authors?.map(({ name }) => name),
      [item.itunes?.author],
    ),
    dates: [
      item.pubDate,
      item.dc?.dates?.[0],
      item.dcterms?.issued?.[0] ?? item.dcterms?.created?.[0],
      item.atom?.published ?? item.atom?.updated,
    ],
    language: item.dc?.languages?.[0] ?? item.xml?.lang,
    images: [
      ...imagesOf(item.media),
      ...(item.enclosures ?? []).filter(({ type }) => isImage(type)).map(({ url }) => url),
      item.itunes?.image,
    ],
    categories: [
      ...(item.categories ?? []).map(({ name }) => name),
      ...(item.dc?.subjects ?? []),
      ...(item.media?.keywords ?? []),
    ],
    bases: [item.xml?.base],
  }
}

/** RSS 1.0, and 0.90, which is RDF too. */
export function statedByRdf(feed: RdfFeed.Feed<string>): StatedFeed {
  return {
    title: feed.title ?? feed.dc?.titles?.[0],
    siteUrl: feed.link,
    feedUrl: feed.atom?.links?.find(({ rel }) => rel === 'self')?.href,
    language: feed.dc?.languages?.[0] ?? feed.xml?.lang,
    pollHint: pollHintOf(feed),
    items: (feed.items ?? []).map((item) => ({
      guid: item.rdf?.about ?? item.dc?.identifiers?.[0],
      permalink: item.rdf?.about,
      links: [item.link],
      title: html(item.title ?? item.dc?.titles?.[0]),
      summary: html(item.description ?? item.dc?.descriptions?.[0]),
      body: html(item.content?.encoded),
      authors: firstNames(item.dc?.creators),
      dates: [item.dc?.dates?.[0], item.dcterms?.issued?.[0] ?? item.dcterms?.created?.[0]],
      language: item.dc?.languages?.[0] ?? item.xml?.lang,
      images: imagesOf(item.media),
      categories: item.dc?.subjects ?? [],
      bases: [item.xml?.base],
    })),
  }
}

/** Pictures of Media RSS, the publisher's main ones before their thumbnails. */
export function imagesOf(media: MediaNs.ItemOrFeed | undefined): (string | undefined)[] {
  const groups = media?.groups ?? []
  const contents = [...(media?.contents ?? []), ...groups.flatMap((group) => group.contents ?? [])]
  const thumbnails = [media, ...groups, ...contents].flatMap((part) => part?.thumbnails ?? [])
  return [
    ...contents
      .filter(({ medium, type }) => medium === 'image' || isImage(type))
      .map(({ url }) => url),
    ...thumbnails.map(({ url }) => url),
  ]
}

export function isImage(type: string | undefined): boolean {
  return type?.startsWith('image/') ?? false
}

/** RSS does not say what its text is; in practice it is HTML. */
function html(value: string | undefined): StatedText | undefined {
  return value === undefined ? undefined : { value, html: true }
}

/** Each module names the same people again: the first list that names anybody counts. */
function firstNames(
  ...lists: readonly (readonly (string | undefined)[] | undefined)[]
): readonly (string | undefined)[] {
  return lists.find((names) => names?.some(Boolean)) ?? []
}
