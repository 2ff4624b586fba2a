export type { ParsedArticle, ParsedDocument, ParsedSection, ParsedSource } from './article.ts'
export { decode } from './charset.ts'
export { discoverFeeds, type Discovery, type FoundFeed } from './discover.ts'
export type { Document } from './document.ts'
export { IngestError, type IngestErrorCode } from './errors.ts'
export { fetchNew } from './fetched.ts'
export {
  type OpmlFeed,
  type OpmlList,
  type OpmlProblem,
  parseOpml,
  writeOpml,
} from './formats/opml.ts'
export { fetchDocument, type FetchedDocument } from './http/fetch.ts'
export type { FetchLimits, FetchOptions } from './http/guarded.ts'
export { checkReceiver } from './http/address.ts'
export { postJson, type PostAnswer } from './http/post.ts'
export {
  callbackBaseOf,
  type HubOptions,
  type HubReport,
  leaveHubs,
  subscribeDueHubs,
} from './hubs.ts'
export { ingestDocument, type IngestOptions, type IngestResult } from './ingest.ts'
export { writeKnowledge } from './knowledge.ts'
export { createModel, type Model, type ModelSettings } from './model/model.ts'
export { createPoliteFetcher, HostUnavailable, type PoliteFetcher } from './polite.ts'
export {
  pollDue,
  type PollOptions,
  type PollReport,
  pollSource,
  type PutOff,
  recordFailure,
} from './poll.ts'
export { pollNow } from './poll-now.ts'
export { latestArticles } from './preview.ts'
export { closeReading, readDocument, type ReadOptions, readOpml } from './reading/read-document.ts'
export { loadSamples } from './samples.ts'
export type { IngestedArticle } from './save.ts'
export type { IngestEnv } from './settings.ts'
export { type StarterFeed, type StarterPack, starterPacks } from './starter-packs.ts'
export { type Subscribed, subscribeTo, type Subscription } from './subscribe.ts'
export {
  exportOpml,
  importOpml,
  type ListImport,
  type ListProblem,
  subscribeToFeeds,
} from './subscription-list.ts'
export { takeIn, type TakeInOptions } from './take-in.ts'
export {
  type ArticleChanges,
  type OfSource,
  rewrite,
  writeArticle,
  type WrittenArticle,
  type WrittenSection,
} from './write.ts'
