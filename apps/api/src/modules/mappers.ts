/** Which domain object stands behind which GraphQL type; the resolvers' types are generated from it. */
import type {
  AccountRecord,
  ApiKeyRecord,
  ArticlePage,
  FeedNode,
  MentionWithSpans,
  Page,
  SavedArticle,
  SourceHealth,
  StorySource,
  Subject,
} from '@courant/feed'
import type { FoundFeed, StarterFeed } from '@courant/ingest'
import type {
  Article,
  ArticleTopic,
  Entity,
  SavedFeed,
  Section,
  Source,
  Story,
  Takeaway,
  Topic,
} from '@courant/prisma'

import type { AccountViewer, KeyViewer } from '../auth/viewer.ts'
import type { AddedArticle } from '../live/article-added.ts'

export type AccountParent = AccountRecord
export type AccountConnectionParent = Page<AccountRecord>
export type ApiKeyParent = ApiKeyRecord
export type ApiKeyConnectionParent = Page<ApiKeyRecord>
export type ArticleParent = Article
export type ArticleAddedParent = AddedArticle
export type ArticleConnectionParent = ArticlePage
export type ArticleTopicParent = ArticleTopic
export type EntityParent = Entity
export type EntityConnectionParent = Page<Entity>
export type FoundFeedParent = FoundFeed
export type IngestedArticleParent = SavedArticle
export type MentionParent = MentionWithSpans
export type NodeParent = FeedNode['row'] & { __typename: FeedNode['type'] }
export type ReaderParent = AccountViewer
export type SavedArticleConnectionParent = Page<Article>
export type SavedFeedParent = SavedFeed
export type SectionParent = Section
export type SourceParent = Source
export type SourceHealthParent = Source & SourceHealth
export type SpanParent = MentionWithSpans['spans'][number]
export type StarterFeedParent = StarterFeed
export type StoryParent = Story
export type StoryArticleConnectionParent = Page<Article>
export type StorySourceParent = StorySource
export type SubjectParent = Subject['row'] & { __typename: Subject['type'] }
export type TakeawayParent = Takeaway
export type TopicParent = Topic
export type ViewerParent = AccountViewer | KeyViewer
