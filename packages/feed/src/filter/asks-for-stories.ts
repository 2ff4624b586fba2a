import type { ArticleFilter } from '@courant/filter'

/**
 * Whether a filter says anything of stories. An article has none in the first moments after it was added, so
 * until its event PLACED such a filter cannot tell whether it matches.
 */
export function asksForStories(filter: ArticleFilter | null | undefined): boolean {
  if (!filter) return false
  const { stories, AND, OR, NOT } = filter
  const parts = [...(AND ?? []), ...(OR ?? []), ...(NOT ? [NOT] : [])]
  return [stories?.all, stories?.any, stories?.none].some(Boolean) || parts.some(asksForStories)
}
