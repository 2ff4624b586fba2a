export type { ArticleFilter, SetFilter } from '@courant/filter'

export type {
  ArticleDraft,
  DraftAlias,
  DraftEntity,
  DraftMention,
  DraftSection,
  DraftSpan,
  DraftTakeaway,
  DraftTopic,
} from './articles/draft.ts'
export { changedDrafts } from './articles/known.ts'
export { type FeedText, hasUnreadPages, type PageNeed, pageNeeds } from './articles/page-needs.ts'
export { type ArticlePage, articlePage } from './articles/page.ts'
export {
  articlesById,
  articleTopicsOf,
  countArticles,
  factsOf,
  type MentionWithSpans,
  mentionsOf,
  sectionsOf,
  takeawaysOf,
} from './articles/read.ts'
export { type SavedArticle, saveArticles } from './articles/save.ts'
export { pruneCandidates } from './entities/candidates.ts'
export { mergeEntities, type MergeResult, unmergeEntity } from './entities/merge.ts'
export { aliasesOf, entitiesById, entityPage, findEntity } from './entities/read.ts'
export { type EntityRecord, entityRecord, type MergeRecord } from './entities/record.ts'
export { type Knowledge, type KnownTopic, syncKnowledge } from './entities/sync.ts'
export { CourantError, type ErrorCode } from './errors.ts'
export { eventCursor, resumePosition } from './events/cursor.ts'
export { listenForRings } from './events/doorbell.ts'
export {
  currentPosition,
  type EventBatch,
  type EventPosition,
  pruneEvents,
  readEvents,
} from './events/log.ts'
export { type ArticleFacts, matches } from './filter/predicate.ts'
export { type ResolvedFilter, type ResolvedSet, resolveFilter } from './filter/resolve.ts'
export { type FeedNode, findNode } from './node.ts'
export type { Edge, Page, PageInfo, PageRequest } from './page.ts'
export {
  claimDueSources,
  type PollOutcome,
  recordPoll,
  schedulePolling,
} from './sources/schedule.ts'
export { allSources, ensureSource, type SourceDraft, sourcesById } from './sources/source.ts'
export { type Grouping, groupArticles } from './stories/group.ts'
export { closeStories } from './stories/prune.ts'
export {
  findStory,
  sameTextOf,
  storiesById,
  storyArticles,
  storyLeadsOf,
  type StorySource,
  storySourcesOf,
  storyTakeawaysOf,
} from './stories/read.ts'
export { allTopics, findTopic, topicsById } from './topics/read.ts'
