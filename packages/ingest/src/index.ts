export type { Document } from './document.ts'
export { IngestError, type IngestErrorCode } from './errors.ts'
export {
  fetchDocument,
  type FetchedDocument,
  type FetchLimits,
  type FetchOptions,
} from './http/fetch.ts'
export { ingestDocument, type IngestOptions, type IngestResult } from './ingest.ts'
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
export { loadSamples } from './samples.ts'
export type { IngestedArticle } from './save.ts'
