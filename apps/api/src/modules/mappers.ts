/** Which domain object stands behind which GraphQL type; the resolvers' types are generated from it. */
import type {
  AccountRecord,
  ApiKeyRecord,
  ArticleFilter,
  ArticlePage,
  ArticleState,
  ClauseResult,
  CoActor,
  CountedPage,
  DeliveryRecord,
  DiffParagraph,
  DiffSegment,
  Edge,
  Facet,
  Facets,
  FeedNode,
  FoundActor,
  FoundArticle,
  MentionWithSpans,
  MergeIntoOne,
  RelatedArticle,
  Revision,
  SavedArticle,
  SourceHealth,
  StorySource,
  Trend,
  Subject,
  WebhookRecord,
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
import type { EventOf } from '../live/live-event.ts'

export type AccountParent = AccountRecord
export type AccountConnectionParent = CountedPage<AccountRecord>
export type ApiKeyParent = ApiKeyRecord
export type ApiKeyConnectionParent = CountedPage<ApiKeyRecord>
export type ActorFacetParent = Facet
export type ArticleParent = Article
export type ArticleAddedParent = EventOf['ADDED' | 'PLACED']
export type ArticleConnectionParent = ArticlePage
export type ArticleRevisionParent = Revision
export type ArticleRevisionConnectionParent = CountedPage<Revision>
export type ArticleRevisedParent = EventOf['REVISED']
export type ArticleStateParent = ArticleState
export type ArticleTopicParent = ArticleTopic
export type CoActorParent = CoActor
export type DiffParagraphParent = DiffParagraph
export type DiffSegmentParent = DiffSegment
export type EntityParent = Entity
export type EntityConnectionParent = CountedPage<Entity>
export type FacetsParent = Facets
export type FilterClauseParent = ClauseResult & { articleId: string }
export type FilterMatchParent = { articleId: string; matches: boolean; clauses: ClauseResult[] }
export type FilterPreviewConnectionParent = CountedPage<Article> & { filter: ArticleFilter }
export type FilterPreviewEdgeParent = Edge<Article> & { filter: ArticleFilter }
export type FoundActorParent = FoundActor
export type FoundFeedParent = FoundFeed
export type IngestedArticleParent = SavedArticle
export type MentionParent = MentionWithSpans
export type MergeParent = MergeIntoOne
export type NodeParent = FeedNode['row'] & { __typename: FeedNode['type'] }
export type RelatedArticleParent = RelatedArticle
/** The text that is looked for. */
export type SearchParent = { text: string }
export type SearchArticleConnectionParent = CountedPage<FoundArticle>
export type SearchArticleEdgeParent = Edge<FoundArticle>
export type SectionParent = Pick<Section, 'crosshead'> & { paragraphs: readonly string[] }
export type ReaderParent = AccountViewer
export type SavedArticleConnectionParent = CountedPage<Article>
export type SavedFeedParent = SavedFeed
export type SourceParent = Source
export type SourceConnectionParent = CountedPage<Source>
export type SourceFacetParent = Facet
export type SourceHealthParent = Source & SourceHealth
export type SpanParent = MentionWithSpans['spans'][number]
export type StarterFeedParent = StarterFeed
export type StoryParent = Story
export type StoryArticleConnectionParent = CountedPage<Article>
export type StoryConnectionParent = CountedPage<Story>
export type StorySourceParent = StorySource
export type StoryUpdatedParent = EventOf['GROUPED']
export type SubjectParent = Subject['row'] & { __typename: Subject['type'] }
export type TakeawayParent = Takeaway
export type TopicParent = Topic
export type TopicConnectionParent = CountedPage<Topic>
export type TopicFacetParent = Facet
export type TrendParent = Trend
export type TrendSubjectParent =
  | (Entity & { __typename: 'Entity' })
  | (Topic & { __typename: 'Topic' })
export type ViewerParent = AccountViewer | KeyViewer
export type WebhookParent = WebhookRecord
export type WebhookConnectionParent = CountedPage<WebhookRecord>
export type WebhookDeliveryParent = DeliveryRecord
export type WebhookDeliveryConnectionParent = CountedPage<DeliveryRecord>
