import { generateAtomFeed, generateJsonFeed, generateRssFeed } from 'feedsmith'

import type { Feed, FeedItem } from './load-feed.ts'
import { briefOf, legal } from './text.ts'

/** What a feed says of itself. */
export interface FeedHead {
  title: string
  /** Its own address. */
  self: string
  /** The page that shows the same articles. */
  page: string
  /** Its own address with older articles (RFC 5005); null at the end. */
  next: string | null
}

export const feedFormats = {
  rss: { type: 'application/rss+xml; charset=utf-8', write: writeRss },
  atom: { type: 'application/atom+xml; charset=utf-8', write: writeAtom },
  json: { type: 'application/feed+json; charset=utf-8', write: writeJson },
} as const

/** The taxonomies of categories: of topics the codes of IPTC, of actors ours. */
const topicScheme = 'http://cv.iptc.org/newscodes/mediatopic/'
const actorScheme = 'urn:courant:actor'
const description = 'Articles, with who is in them, what they are about and what follows.'
/** Of a feed that nothing ever stood in, which must still say when it changed. */
const never = new Date(0)

function writeRss(head: FeedHead, { items, changedAt }: Feed): string {
  return generateRssFeed(
    {
      title: legal(head.title),
      link: head.page,
      description,
      generator: 'Courant',
      ...(changedAt && { lastBuildDate: changedAt }),
      atom: { links: linksOf(head, feedFormats.rss.type) },
      items: items.map(({ article, source, ...item }) => ({
        guid: { value: article.id, isPermaLink: false },
        title: legal(article.headline),
        link: article.url,
        description: briefOf(article.lead, item.takeaways),
        pubDate: article.publishedAt,
        ...(article.byline && { dc: { creators: [legal(article.byline)] } }),
        ...(source.feedUrl && { source: { title: legal(source.name), url: source.feedUrl } }),
        categories: [
          ...item.topics.map(({ topic }) => ({ name: legal(topic.label), domain: topicScheme })),
          ...item.actors.map(({ entity }) => ({ name: legal(entity.name), domain: actorScheme })),
        ],
        ...mediaOf(article.imageUrl),
      })),
    },
    { strict: true },
  )
}

function writeAtom(head: FeedHead, { items, changedAt }: Feed): string {
  return generateAtomFeed(
    {
      id: head.self,
      title: { value: legal(head.title) },
      subtitle: { value: description },
      updated: changedAt ?? never,
      generator: { text: 'Courant' },
      links: linksOf(head, feedFormats.atom.type),
      entries: items.map(({ article, source, ...item }) => ({
        id: `urn:uuid:${article.id}`,
        title: { value: legal(article.headline) },
        links: [{ href: article.url, rel: 'alternate', type: 'text/html' }],
        published: article.publishedAt,
        updated: article.revisedAt ?? article.publishedAt,
        authors: [{ name: legal(article.byline ?? source.name) }],
        source: {
          title: { value: legal(source.name) },
          ...(source.siteUrl && { id: source.siteUrl }),
        },
        summary: { value: briefOf(article.lead, item.takeaways), type: 'html' },
        categories: [
          ...item.topics.map(({ topic }) => ({
            term: topic.code,
            scheme: topicScheme,
            label: legal(topic.label),
          })),
          ...item.actors.map(({ entity }) => ({
            term: entity.slug,
            scheme: actorScheme,
            label: legal(entity.name),
          })),
        ],
        ...mediaOf(article.imageUrl),
      })),
    },
    { strict: true },
  )
}

function writeJson(head: FeedHead, { items }: Feed): string {
  const feed = generateJsonFeed(
    {
      title: legal(head.title),
      home_page_url: head.page,
      feed_url: head.self,
      description,
      ...(head.next && { next_url: head.next }),
      items: items.map(({ article, source, ...item }) => ({
        id: article.id,
        url: article.url,
        title: legal(article.headline),
        content_html: briefOf(article.lead, item.takeaways),
        summary: legal(article.lead),
        date_published: article.publishedAt,
        date_modified: article.revisedAt ?? article.publishedAt,
        authors: [{ name: legal(article.byline ?? source.name) }],
        ...(article.language !== 'und' && { language: article.language }),
        ...(article.imageUrl && { image: article.imageUrl }),
        tags: [
          ...item.topics.map(({ topic }) => legal(topic.label)),
          ...item.actors.map(({ entity }) => legal(entity.name)),
        ],
      })),
    },
    { strict: true },
  ) as { items?: object[] }
  // JSON Feed lets others add what begins with an underscore.
  const own = items.map((item) => ({ _courant: factsOf(item) }))
  return JSON.stringify({
    ...feed,
    items: (feed.items ?? []).map((item, n) => ({ ...item, ...own[n] })),
  })
}

/** What its three forms of categories cannot say. */
function factsOf({ article, source, takeaways, actors, topics }: FeedItem): object {
  return {
    revision: article.revision,
    source: source.slug,
    takeaways: takeaways.map(({ text, origin }) => ({ text, origin })),
    actors: actors.map(({ entity, about }) => ({ slug: entity.slug, name: entity.name, about })),
    topics: topics.map(({ topic }) => ({ code: topic.code, slug: topic.slug, label: topic.label })),
  }
}

function linksOf({ self, page, next }: FeedHead, type: string) {
  return [
    { href: self, rel: 'self', type },
    { href: page, rel: 'alternate', type: 'text/html' },
    ...(next ? [{ href: next, rel: 'next', type }] : []),
  ]
}

function mediaOf(url: string | null) {
  return url ? { media: { thumbnails: [{ url }] } } : {}
}
