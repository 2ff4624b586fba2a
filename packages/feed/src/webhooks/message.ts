import type { Db } from '@courant/prisma'

import {
  articlesById,
  articleTopicsOf,
  type MentionWithSpans,
  mentionsOf,
  takeawaysOf,
} from '../articles/read.ts'
import { instanceSecret } from '../cursor.ts'
import { entitiesById } from '../entities/read.ts'
import { signEventCursor } from '../events/cursor.ts'
import { sourcesById } from '../sources/read.ts'
import { topicsById } from '../topics/read.ts'
import type { DueDelivery } from './sending.ts'

const types = {
  ARTICLE_ADDED: 'article.added',
  ARTICLE_REVISED: 'article.revised',
  ARTICLE_REMOVED: 'article.removed',
  PING: 'ping',
} as const

/** Of each list that belongs to an article, so that a message stays below 64 KB. */
const most = { takeaways: 10, actors: 30, topics: 20 }
/** UTF-16 units of a text. */
const longest = 1_500

/**
 * What is sent, as JSON by delivery: articles as they read now, in the names of the GraphQL schema. A delivery
 * of an article that was removed since has no entry.
 */
export async function webhookMessages(
  db: Db,
  deliveries: readonly DueDelivery[],
): Promise<Map<string, string>> {
  const secret = await instanceSecret(db)
  const articles = await articlesToTell(db, deliveries)
  const messages = new Map<string, string>()
  for (const { id, event, articleId, xid, seq, happenedAt, webhookId, name } of deliveries) {
    const article = event === 'ARTICLE_REMOVED' ? { id: articleId } : articles.get(articleId ?? '')
    if (event !== 'PING' && !article) continue
    const message = {
      type: types[event],
      timestamp: happenedAt,
      cursor: xid === null || seq === null ? null : signEventCursor(secret, { xid, seq }),
      webhook: { id: webhookId, name },
      data: event === 'PING' ? {} : { article },
    }
    messages.set(id, JSON.stringify(message))
  }
  return messages
}

async function articlesToTell(
  db: Db,
  deliveries: readonly DueDelivery[],
): Promise<Map<string, object>> {
  const told = deliveries.filter(({ event }) => event !== 'ARTICLE_REMOVED')
  const ids = [...new Set(told.flatMap(({ articleId }) => articleId ?? []))]
  if (ids.length === 0) return new Map()
  const [articles, takeaways, mentions, found] = await Promise.all([
    articlesById(db, ids),
    takeawaysOf(db, ids),
    mentionsOf(db, ids),
    articleTopicsOf(db, ids),
  ])
  const [sources, entities, topics] = await Promise.all([
    sourcesById(db, unique([...articles.values()].map(({ sourceId }) => sourceId))),
    entitiesById(db, unique([...mentions.values()].flat().map(({ entityId }) => entityId))),
    topicsById(db, unique([...found.values()].flat().map(({ topicId }) => topicId))),
  ])
  const tell = (id: string): [string, object][] => {
    const article = articles.get(id)
    const source = article && sources.get(article.sourceId)
    if (!source) return []
    const { url, headline, lead, byline, language, imageUrl, publishedAt, revision } = article
    const told = {
      id,
      url,
      headline: clip(headline),
      lead: clip(lead),
      byline: byline && clip(byline),
      language,
      imageUrl,
      publishedAt,
      revision,
      source: { id: source.id, slug: source.slug, name: source.name, siteUrl: source.siteUrl },
      takeaways: (takeaways.get(id) ?? []).slice(0, most.takeaways).map((takeaway) => ({
        text: clip(takeaway.text),
        origin: takeaway.origin,
        evidence: takeaway.evidenceQuote === null ? null : { quote: clip(takeaway.evidenceQuote) },
      })),
      actors: (mentions.get(id) ?? [])
        .slice(0, most.actors)
        .map((mention) => actorOf(mention, entities)),
      topics: (found.get(id) ?? []).slice(0, most.topics).flatMap(({ topicId, score }) => {
        const topic = topics.get(topicId)
        if (!topic) return []
        const { code, slug, label } = topic
        return [{ topic: { id: topicId, code, slug, label }, score }]
      }),
    }
    return [[id, told]]
  }
  return new Map(ids.flatMap(tell))
}

function actorOf(
  { entityId, about, salience, count }: MentionWithSpans,
  entities: Awaited<ReturnType<typeof entitiesById>>,
): object {
  const { slug, name, kind, wikidataId } = entities.get(entityId)!
  return { entity: { id: entityId, slug, name, kind, wikidataId }, about, salience, count }
}

const unique = (ids: readonly string[]) => [...new Set(ids)]

function clip(text: string): string {
  return text.length <= longest
    ? text
    : `${text.slice(0, longest - 1).replace(/\p{Surrogate}$/u, '')}…`
}
