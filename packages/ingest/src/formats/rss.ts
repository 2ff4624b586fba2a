import type { RdfFeed, RssFeed } from 'feedsmith'

import { linkTo } from './atom.ts'
import type { StatedFeed, StatedItem, StatedText } from './feed-item.ts'
import { isImage, statedByMedia } from './media.ts'
import { originalRelation } from './xml-terms.ts'
import { pollHintOf } from './poll-hint.ts'

/** RSS 0.9x and 2.0, with the modules that publishers use. */
export function statedByRss(feed: RssFeed.Feed<string>): StatedFeed {
  return {
    title: html(feed.title ?? feed.dc?.titles?.[0]),
    siteUrl: feed.link,
    feedUrl: linkTo('self', feed.atom?.links),
    hubUrl: linkTo('hub', feed.atom?.links),
    language: feed.language ?? feed.dc?.languages?.[0] ?? feed.xml?.lang,
    bases: [feed.xml?.base],
    pollHint: pollHintOf(feed),
    items: (feed.items ?? []).map(statedByRssItem),
  }
}

function statedByRssItem(item: RssFeed.Item<string>): StatedItem {
  const media = statedByMedia(item.media)
  const description = item.description ?? item.dc?.descriptions?.[0]
  const brief = item.atom?.summary?.value
  const content = item.content?.encoded ?? item.atom?.content?.value
  return {
    guid: item.guid?.value ?? item.atom?.id ?? item.dc?.identifiers?.[0],
    permalink: item.guid?.isPermaLink === false ? undefined : item.guid?.value,
    links: [
      linkTo(originalRelation, item.atom?.links),
      item.link,
      item.atom?.links?.find(({ rel }) => !rel || rel === 'alternate')?.href,
    ],
    enclosure: item.enclosures?.[0]?.url,
    title: html(item.title ?? item.dc?.titles?.[0] ?? media.title ?? item.itunes?.title),
    summary: html(
      (content ? description : undefined) ??
        brief ??
        description ??
        item.itunes?.summary ??
        media.description,
    ),
    body: html(content ?? (brief ? description : undefined)),
    authors: firstNames(
      item.authors?.map(({ name }) => name),
      item.dc?.creators,
      item.atom?.authors?.map(({ name }) => name),
      [item.itunes?.author],
    ),
    dates: [
      item.pubDate,
      item.dc?.dates?.[0],
      ...datesOf(item.dcterms),
      item.atom?.published ?? item.atom?.updated,
    ],
    language: item.dc?.languages?.[0] ?? item.xml?.lang,
    images: [
      ...media.images,
      ...(item.enclosures ?? []).filter(({ type }) => isImage(type)).map(({ url }) => url),
      item.itunes?.image,
    ],
    categories: [
      ...(item.categories ?? []).map(({ name }) => name),
      ...(item.dc?.subjects ?? []),
      ...media.categories,
      ...(item.itunes?.keywords ?? []),
    ],
    bases: [item.xml?.base],
  }
}

/** RSS 1.0, and 0.90, which is RDF too. */
export function statedByRdf(feed: RdfFeed.Feed<string>): StatedFeed {
  return {
    title: html(feed.title ?? feed.dc?.titles?.[0]),
    siteUrl: feed.link,
    feedUrl: linkTo('self', feed.atom?.links),
    hubUrl: linkTo('hub', feed.atom?.links),
    language: feed.dc?.languages?.[0] ?? feed.xml?.lang,
    bases: [feed.xml?.base],
    items: (feed.items ?? []).map(statedByRdfItem),
    pollHint: pollHintOf(feed),
  }
}

function statedByRdfItem(item: RdfFeed.Item<string>): StatedItem {
  const media = statedByMedia(item.media)
  return {
    guid: item.rdf?.about ?? item.dc?.identifiers?.[0],
    permalink: item.rdf?.about,
    links: [linkTo(originalRelation, item.atom?.links), item.link],
    enclosure: undefined,
    title: html(item.title ?? item.dc?.titles?.[0] ?? media.title),
    summary: html(item.description ?? item.dc?.descriptions?.[0] ?? media.description),
    body: html(item.content?.encoded),
    authors: firstNames(item.dc?.creators),
    dates: [item.dc?.dates?.[0], ...datesOf(item.dcterms)],
    language: item.dc?.languages?.[0] ?? item.xml?.lang,
    images: media.images,
    categories: [...(item.dc?.subjects ?? []), ...media.categories],
    bases: [item.xml?.base],
  }
}

function datesOf(terms: RssFeed.Item<string>['dcterms']): (string | undefined)[] {
  return [terms?.issued?.[0], terms?.created?.[0], terms?.modified?.[0]]
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
