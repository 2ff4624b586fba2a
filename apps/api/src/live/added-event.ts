import { type ArticleFacts, articlesById, type EventPosition, factsOf } from '@courant/feed'
import type { Article, ArticleEvent, Db } from '@courant/prisma'

import { createLoaders, type Loaders } from '../loaders.ts'

/** A new article on its way to those whose filter it matches. */
export interface AddedEvent {
  position: EventPosition
  /** As it reads now, which may be a later revision than the one that was added. */
  article: Article
  /** Shared by all events of one batch and all their subscribers: what one reads, all have. */
  loaders: Loaders
}

/** The new articles among events, with what a filter can ask of them; without those removed since. */
export async function readAdded(
  db: Db,
  events: readonly ArticleEvent[],
): Promise<{ event: AddedEvent; facts: ArticleFacts }[]> {
  const added = events.filter(({ kind }) => kind === 'ADDED')
  if (added.length === 0) return []
  const ids = added.map(({ articleId }) => articleId)
  const [factsById, articles] = await Promise.all([factsOf(db, ids), articlesById(db, ids)])
  const loaders = createLoaders(db)
  return added.flatMap(({ xid, seq, articleId }) => {
    const facts = factsById.get(articleId)
    const article = articles.get(articleId)
    if (!facts || !article) return []
    return [{ event: { position: { xid, seq }, article, loaders }, facts }]
  })
}
