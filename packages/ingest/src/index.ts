export type { ParsedArticle, ParsedDocument, ParsedSection, ParsedSource } from './article.ts'
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
export { pollDue, type PollOptions, type PollReport, pollSource } from './poll.ts'
export {
  type OpmlFeed,
  type OpmlList,
  type OpmlProblem,
  parseOpml,
  writeOpml,
} from './formats/opml.ts'
export { closeReading, readDocument, type ReadOptions, readOpml } from './reading/read-document.ts'
export { loadSamples } from './samples.ts'
export type { IngestedArticle } from './save.ts'
