export type { ArticleFilter, SetFilter } from '@courant/filter'

export {
  accountPage,
  changePassword,
  createAccount,
  findAccount,
  type NewAccount,
  updateAccount,
} from './accounts/accounts.ts'
export {
  allApiKeys,
  apiKeyPage,
  type ApiKeyRecord,
  createApiKey,
  createApiKeyOnce,
  identifyApiKey,
  isApiKeyValid,
  type KeyHolder,
  revokeApiKey,
} from './accounts/api-keys.ts'
export { articleDays, articlesBetween, type ListedArticle } from './articles/days.ts'
export {
  inviteAccount,
  inviteAccountOnce,
  inviteAsOwner,
  inviteFirstAdmin,
  type NewInvitation,
  type SignUp,
} from './accounts/invitations.ts'
export type { Passwords } from './accounts/passwords.ts'
export {
  endSession,
  identifySession,
  isSessionValid,
  longestSessionDays,
  type SessionHolder,
  type SessionRecord,
  sessionsOf,
} from './accounts/sessions.ts'
export { type AccountRecord, type SignedIn, signIn } from './accounts/sign-in.ts'
export {
  type ArticleDiff,
  diffOf,
  type RevisedField,
  type RevisionContent,
  type RevisionTakeaway,
} from './articles/diff.ts'
export type { DiffParagraph } from './articles/diff-paragraphs.ts'
export type { DiffSegment } from './articles/diff-words.ts'
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
export { type PlainText, unchangedArticles } from './articles/known.ts'
export { type FeedText, hasUnreadPages, type PageNeed, pageNeeds } from './articles/page-needs.ts'
export { type ArticlePage, articlePage } from './articles/page.ts'
export {
  type ArticleVersion,
  articleVersionPage,
  type PartRow,
  type ReadPage,
  type WholeArticle,
  wholeArticlePage,
  wholeArticles,
  type WholePageParts,
} from './articles/whole-page.ts'
export {
  articlesById,
  articleTopicsOf,
  countArticles,
  factsOf,
  hasArticles,
  type MentionWithSpans,
  mentionsOf,
  sectionsOf,
  takeawaysOf,
} from './articles/read.ts'
export { keepRedirect, knownRedirects } from './articles/redirects.ts'
export { mostRelated, type RelatedArticle, relatedTo } from './articles/related.ts'
export { removeArticle, unknownArticle, withoutRemoved } from './articles/remove.ts'
export {
  type Revision,
  revisionKey,
  revisionPage,
  revisionsByKey,
  revisionsOf,
} from './articles/revisions.ts'
export { type SavedArticle, saveArticles } from './articles/save.ts'
export { addArticle, rewriteArticle } from './articles/write.ts'
export { type NamedArticle, sharedNames, shareNames } from './articles/shared-names.ts'
export { pruneCandidates } from './entities/candidates.ts'
export { mergeEntities, type MergeResult, unmergeEntity } from './entities/merge.ts'
export { type MergeIntoOne, mergesInto } from './entities/merges.ts'
export { aliasesOf, entitiesById, entityPage, findEntity } from './entities/read.ts'
export { type EntityRecord, entityRecord, type MergeRecord } from './entities/record.ts'
export { type Knowledge, type KnownTopic, syncKnowledge } from './entities/sync.ts'
export { type EntityChanges, updateEntity } from './entities/update.ts'
export { CourantError, type ErrorCode } from './errors.ts'
export { eventCursor, eventCursors, resumePositions } from './events/cursor.ts'
export { type Bell, createBell } from './events/bell.ts'
export { listenForRings, type Rung } from './events/doorbell.ts'
export {
  currentPosition,
  type EventBatch,
  type EventPosition,
  pruneEvents,
  readEvents,
} from './events/log.ts'
export { comparePositions, earlier, later } from './events/position.ts'
export { asksForStories } from './filter/asks-for-stories.ts'
export { type ClauseResult, explain } from './filter/explain.ts'
export { createGroups, type Group, type Groups } from './filter/groups.ts'
export { type ArticleFacts, matches } from './filter/predicate.ts'
export { rememberNames } from './filter/memory.ts'
export {
  type ResolvedFilter,
  type ResolvedSet,
  type ResolvedText,
  resolveFilter,
  resolveFilters,
} from './filter/resolve.ts'
export { textHits } from './filter/text-hits.ts'
export { type FeedNode, findNode } from './node.ts'
export { countMatches, lookedAt } from './overview/counted.ts'
export {
  type Facet,
  type Facets,
  facetsOf,
  mostFaceted,
  sampleOf,
  topActors,
  topLanguages,
  topSources,
  topTopics,
} from './overview/facets.ts'
export type { TimelineInterval } from './overview/time-buckets.ts'
export { type Timeline, type TimelineBucket, timelineOf } from './overview/timeline.ts'
export { type Claim, once } from './once.ts'
export {
  type Count,
  type CountedPage,
  type Edge,
  type Page,
  type PageInfo,
  type PageRequest,
  readSize,
} from './page.ts'
export {
  addInterest,
  interestsOf,
  ownFilter,
  removeInterest,
  type Subject,
  type SubjectName,
} from './readers/interests.ts'
export {
  type ArticleState,
  articleStates,
  forgetSaved,
  markRead,
  savedArticlePage,
  saveForLater,
} from './readers/reading.ts'
export {
  createSavedFeed,
  filterOf,
  findSavedFeed,
  removeSavedFeed,
  savedFeedsOf,
  updateSavedFeed,
} from './readers/saved-feeds.ts'
export { gatherCompany, type Gathering } from './rollups/company.ts'
export { type Folding, foldRollups } from './rollups/fold.ts'
export { healthOf, type SourceHealth, type SourceState } from './sources/health.ts'
export {
  allSources,
  findSource,
  requireSource,
  requireSources,
  sourcePage,
  sourcesByFeed,
  sourcesById,
} from './sources/read.ts'
export { type RemovedSource, removeSource } from './sources/remove.ts'
export { requestPolls } from './sources/request-polls.ts'
export {
  type HostTaken,
  leaveHostAlone,
  pruneHosts,
  releaseHosts,
  takeHost,
} from './sources/hosts.ts'
export {
  askedLease,
  claimDueHubs,
  type DueHub,
  forgetHubSecret,
  type FoundHub,
  hubSecretText,
  moveHubs,
  noteHub,
  postponeHub,
  pushedSources,
  recordAsked,
} from './sources/hub.ts'
export { watchWal, type WalPlace, type WalWatch } from './replicas/wal.ts'
export { noteWriting, type Writer, writtenBy } from './replicas/writer.ts'
export {
  answerHub,
  findHubCallback,
  type HubCallback,
  type HubQuestion,
  recordBadSignature,
  recordPush,
} from './sources/hub-callback.ts'
export {
  claimFarewells,
  leavePausedHubs,
  postponeFarewell,
  recordFarewell,
} from './sources/hub-farewell.ts'
export {
  type PollFacts,
  type PollHint,
  pollSecondsOf,
  type Rhythm,
  rhythmOf,
  waitAfterFailure,
  waitFor,
} from './sources/rhythm.ts'
export { type FoundActor, searchActors } from './search/actors.ts'
export { type FoundArticle, searchArticles } from './search/articles.ts'
export type { Snippets, TextSegment } from './search/snippets.ts'
export {
  dueSource,
  dueSources,
  type DueSource,
  isAnyDue,
  moveFeed,
  type PollOutcome,
  type PollProblem,
  postponePoll,
  recordPoll,
  schedulePolling,
} from './sources/schedule.ts'
export {
  type EnsuredSource,
  ensureSource,
  ensureSources,
  type SourceDraft,
} from './sources/source.ts'
export { subscribe, type Subscribing } from './sources/subscribe.ts'
export { type SourceChanges, updateSource } from './sources/update.ts'
export { type Grouping, groupArticles } from './stories/group.ts'
export { storyPage } from './stories/page.ts'
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
export { type TakeawayChanges, updateTakeaway } from './takeaways/update.ts'
export { topicPage } from './topics/page.ts'
export { allTopics, findTopic, topicsById } from './topics/read.ts'
export { type CoActor, coActorsOf } from './trends/co-actors.ts'
export { type Trend, trending, type TrendKind } from './trends/trending.ts'
export type { TimeWindow } from './trends/window.ts'
export {
  createWebhook,
  removeWebhook,
  rotateWebhookSecret,
  type SecretWebhook,
  updateWebhook,
  type WebhookChanges,
  type WebhookSubject,
} from './webhooks/change.ts'
export {
  deliveryPage,
  type DeliveryRecord,
  pingWebhook,
  pruneDeliveries,
  replayDelivery,
} from './webhooks/deliveries.ts'
export { createWebhookFanOut, type FanOut, type FanOutWebhooks } from './webhooks/fan-out.ts'
export { webhookMessages } from './webhooks/message.ts'
export {
  claimDeliveries,
  dropDelivery,
  type DueDelivery,
  recordSent,
  releaseDeliveries,
  type Sent,
} from './webhooks/sending.ts'
export { signedHeaders } from './webhooks/signature.ts'
export {
  type ArticleWebhookEvent,
  findWebhook,
  webhookPage,
  type WebhookOwner,
  type WebhookReach,
  type WebhookRecord,
} from './webhooks/webhook.ts'
