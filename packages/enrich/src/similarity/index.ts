export { clusterStories } from './cluster.ts'
export { DUPLICATE_WINDOW, groupDuplicates, MOST_COMPARED } from './duplicates.ts'
export { type Fingerprint, fingerprint, isSameText } from './fingerprint.ts'
export { createFrequencies, type Frequencies } from './frequencies.ts'
export {
  createStoryIndex,
  STORY_SILENCE,
  type StoryArticle,
  type StoryIndex,
  storyKeys,
  type StoryMerge,
  storyProbes,
  type StoryProfile,
} from './story-index.ts'
export { storyTerms, type StoryText } from './terms.ts'
export type { Vector } from './vector.ts'
