/** Which domain object stands behind which GraphQL type; the resolvers' types are generated from it. */
import type {
  ArticleFilter,
  ArticlePage,
  ClauseResult,
  Edge,
  FeedNode,
  MentionWithSpans,
  Page,
  SavedArticle,
  SourceHealth,
  StorySource,
} from '@courant/feed'
import type { FoundFeed, StarterFeed } from '@courant/ingest'
import type {
  Article,
  ArticleTopic,
  Entity,
  Section,
  Source,
  Story,
  Takeaway,
  Topic,
} from '@courant/prisma'

import type { Delivered } from '../live/follow.ts'

export type ArticleParent = Article
export type ArticleAddedParent = Delivered<'ADDED'>
export type ArticleConnectionParent = ArticlePage
export type ArticleRevisedParent = Delivered<'REVISED'>
export type ArticleTopicParent = ArticleTopic
export type EntityParent = Entity
export type EntityConnectionParent = Page<Entity>
export type FilterClauseParent = ClauseResult & { articleId: string }
export type FilterMatchParent = { articleId: string; matches: boolean; clauses: ClauseResult[] }
export type FilterPreviewConnectionParent = Page<Article> & { filter: ArticleFilter }
export type FilterPreviewEdgeParent = Edge<Article> & { filter: ArticleFilter }
export type FoundFeedParent = FoundFeed
export type IngestedArticleParent = SavedArticle
export type MentionParent = MentionWithSpans
export type NodeParent = FeedNode['row'] & { __typename: FeedNode['type'] }
export type SectionParent = Section
export type SourceParent = Source
export type SourceHealthParent = Source & SourceHealth
export type SpanParent = MentionWithSpans['spans'][number]
export type StarterFeedParent = StarterFeed
export type StoryParent = Story
export type StoryArticleConnectionParent = Page<Article>
export type StorySourceParent = StorySource
export type StoryUpdatedParent = Delivered<'GROUPED'>
export type TakeawayParent = Takeaway
export type TopicParent = Topic
