import { articlePage, type MentionWithSpans } from '@courant/feed'
import type { ArticleFilter } from '@courant/filter'
import type { Article, ArticleTopic, Db, Entity, Source, Takeaway, Topic } from '@courant/prisma'

import { createLoaders } from '../loaders.ts'

/** An article with what a feed says of it. */
export interface FeedItem {
  article: Article
  source: Source
  takeaways: readonly Takeaway[]
  /** Most salient first. */
  actors: readonly (MentionWithSpans & { entity: Entity })[]
  /** Best match first. */
  topics: readonly (ArticleTopic & { topic: Topic })[]
}

/** A page of the articles that match, whatever it is written as. */
export interface Feed {
  items: readonly FeedItem[]
  /** When anything in it last changed; null for an empty one. */
  changedAt: Date | null
  /** Leads on to older articles; null at the end. */
  nextCursor: string | null
}

/** What the answer to a GraphQL query like it would cost: an object each, ten in each of the lists. */
export function costOfFeed(size: number): number {
  const [article, source, takeaways, actors, topics] = [1, 1, 10, 20, 20]
  return size * (article + source + takeaways + actors + topics)
}

/**
 * The newest articles that match, or those behind a cursor: the same as the query `articles` gives.
 * @throws {CourantError} what `articlePage` throws
 */
export async function loadFeed(
  db: Db,
  filter: ArticleFilter,
  { first, cursor }: { first: number; cursor: string | null },
): Promise<Feed> {
  const { edges, pageInfo } = await articlePage(db, { filter, first, after: cursor })
  const loaders = createLoaders(db)
  const items = await Promise.all(
    edges.map(async ({ node: article }): Promise<FeedItem> => {
      const [source, takeaways, mentions, topics] = await Promise.all([
        loaders.source.load(article.sourceId),
        loaders.takeaways.load(article.id),
        loaders.mentions.load(article.id),
        loaders.articleTopics.load(article.id),
      ])
      const [entities, known] = await Promise.all([
        loaders.entity.loadMany(mentions.map(({ entityId }) => entityId)),
        loaders.topic.loadMany(topics.map(({ topicId }) => topicId)),
      ])
      return {
        article,
        source,
        takeaways,
        actors: mentions.map((mention, n) => ({ ...mention, entity: loaded(entities[n]) })),
        topics: topics.map((topic, n) => ({ ...topic, topic: loaded(known[n]) })),
      }
    }),
  )
  return {
    items,
    changedAt: latest(items.map(({ article }) => article.revisedAt ?? article.ingestedAt)),
    nextCursor: pageInfo.hasNextPage ? pageInfo.endCursor : null,
  }
}

function loaded<Row>(row: Row | Error | undefined): Row {
  if (row instanceof Error) throw row
  if (row === undefined) throw new Error('A row was not loaded.')
  return row
}

function latest(dates: readonly Date[]): Date | null {
  return dates.length === 0 ? null : new Date(Math.max(...dates.map(Number)))
}
