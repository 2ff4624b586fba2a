export type { ArticlePart, ArticleText, Span } from './article.ts'
export { enrich } from './enrich.ts'
export type {
  EnrichedMention,
  EnrichedTakeaway,
  EnrichedTopic,
  Enrichment,
  Evidence,
  MentionMethod,
} from './enrichment.ts'
export type { EntityAlias, EntityDescriptor, EntityKind } from './knowledge/entity.ts'
export { knowledge } from './knowledge/knowledge.ts'
export type { TopicDescriptor } from './knowledge/topic.ts'
export { acceptProposal } from './proposal/accept.ts'
export type { Proposal } from './proposal/proposal.ts'
export * from './similarity/index.ts'
