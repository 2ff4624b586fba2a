import { createFrequencies } from './frequencies.ts'
import { createStoryIndex } from './story-index.ts'
import { type StoryText, storyTerms } from './terms.ts'

/** Articles between two merges. */
const MERGE_EVERY = 25

/**
 * Groups articles into stories in one go and in memory, taking them one after the other as the feed
 * does: the same terms, frequencies and index.
 * @param articles in the order they came
 * @returns for each article the number of its story; numbers count from 0 in the order of first articles
 */
export function clusterStories(articles: readonly (StoryText & { publishedAt: Date })[]): number[] {
  let made = 0
  const index = createStoryIndex(() => String((made += 1)).padStart(10, '0'))
  const frequencies = createFrequencies()
  const mergedInto = new Map<string, string>()
  const merge = () => {
    for (const { from, into } of index.merge()) mergedInto.set(from, into)
  }
  const assigned = articles.map((article, at) => {
    const terms = storyTerms(article)
    frequencies.add(terms)
    const story = index.assign({
      terms: frequencies.weigh(terms),
      at: article.publishedAt.getTime(),
    })
    if (at % MERGE_EVERY === MERGE_EVERY - 1) merge()
    return story.id
  })
  merge()
  const numbers = new Map<string, number>()
  return assigned.map((first) => {
    let id = first
    for (let next = mergedInto.get(id); next; next = mergedInto.get(id)) id = next
    if (!numbers.has(id)) numbers.set(id, numbers.size)
    return numbers.get(id)!
  })
}
