import {
  type ArticleFacts,
  articlesById,
  eventCursors,
  type EventPosition,
  factsOf,
  storiesById,
} from '@courant/feed'
import type { Article, ArticleEvent, ArticleEventKind, Db, Story } from '@courant/prisma'

import { createLoaders, type Loaders } from '../loaders.ts'

/** The events of the log that can be followed; of the others readers need not hear. */
export const liveKinds = [
  'ADDED',
  'PLACED',
  'REVISED',
  'GROUPED',
] as const satisfies ArticleEventKind[]
export type LiveKind = (typeof liveKinds)[number]

/** Something that happened to an article, on its way to those whose filter the article matches. */
export interface LiveEvent {
  position: EventPosition
  /** Of this position, signed once for all. */
  cursor: string
  /** The article's revision when it happened. */
  revision: number
  /** As it reads now, which may be a later revision. */
  article: Article
  /** Where it was read, and what hangs on it is to be: another database may not have it yet. */
  db: Db
  /** Shared by all events of one batch and all their subscribers: what one reads, all have. */
  loaders: Loaders
}

/** An article that joined a story, as the story is now. */
export interface StoryEvent extends LiveEvent {
  story: Story
}

export interface EventOf {
  ADDED: LiveEvent
  PLACED: LiveEvent
  REVISED: LiveEvent
  GROUPED: StoryEvent
}

/** An event with what a filter can ask of its article. */
export interface ReadEvent<Kind extends LiveKind> {
  event: EventOf[Kind]
  facts: ArticleFacts
}

/**
 * What happened, of one kind, in commit order. What happened to articles, or to stories, that are gone
 * since is left out.
 */
export async function readLive<Kind extends LiveKind>(
  db: Db,
  kind: Kind,
  events: readonly ArticleEvent[],
): Promise<ReadEvent<Kind>[]> {
  const ofKind = events.filter((event) => event.kind === kind)
  if (ofKind.length === 0) return []
  const ids = [...new Set(ofKind.map(({ articleId }) => articleId))]
  const [factsById, articles, cursorOf] = await Promise.all([
    factsOf(db, ids),
    articlesById(db, ids),
    eventCursors(db),
  ])
  const loaders = createLoaders(db)
  const read = ofKind.flatMap(({ xid, seq, articleId, revision }) => {
    const facts = factsById.get(articleId)
    const article = articles.get(articleId)
    if (!facts || !article) return []
    const position = { xid, seq }
    const cursor = cursorOf(position)
    return [{ event: { position, cursor, revision, article, db, loaders }, facts }]
  })
  return (kind === 'GROUPED' ? await withStories(db, read) : read) as ReadEvent<Kind>[]
}

async function withStories(
  db: Db,
  read: readonly ReadEvent<'ADDED'>[],
): Promise<ReadEvent<'GROUPED'>[]> {
  const ids = read.flatMap(({ event }) => event.article.storyId ?? [])
  const stories = await storiesById(db, [...new Set(ids)])
  return read.flatMap(({ event, facts }) => {
    const story = stories.get(event.article.storyId ?? '')
    return story ? [{ event: { ...event, story }, facts }] : []
  })
}
