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
export { clusterStories } from './similarity/cluster.ts'
export { DUPLICATE_WINDOW, groupDuplicates, MOST_COMPARED } from './similarity/duplicates.ts'
export { type Fingerprint, fingerprint, isSameText } from './similarity/fingerprint.ts'
export { createFrequencies, type Frequencies } from './similarity/frequencies.ts'
export {
  createStoryIndex,
  STORY_SILENCE,
  type StoryArticle,
  type StoryIndex,
  storyKeys,
  type StoryMerge,
  storyProbes,
  type StoryProfile,
} from './similarity/story-index.ts'
export { storyTerms, type StoryText } from './similarity/terms.ts'
export type { Vector } from './similarity/vector.ts'
