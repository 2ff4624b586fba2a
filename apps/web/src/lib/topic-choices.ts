import type { ArticleFilter } from '@courant/filter'

import { modeOf } from './edit-filter.ts'

interface Topic {
  slug: string
  code: string
  label: string
  parent?: object | null
}

/** A topic to choose; `member` is how the filter names it, by slug or code, or would name it. */
export interface OfferedTopic {
  label: string
  member: string
  chosen: boolean
}

/**
 * The topmost topics by label, and then those below them that the filter speaks of: with several
 * hundred to choose from, a reader meets the narrow ones at the articles.
 */
export function offeredTopics(
  filter: ArticleFilter,
  topics: readonly Topic[],
  locale: string,
): OfferedTopic[] {
  const offered = topics.map(({ slug, code, label, parent }) => {
    const named = [slug, code].find((member) => modeOf(filter, 'topics', member) !== null)
    const topmost = parent === null || parent === undefined
    return { label, member: named ?? slug, chosen: named !== undefined, topmost }
  })
  return offered
    .filter(({ topmost, chosen }) => topmost || chosen)
    .toSorted(
      (a, b) => Number(b.topmost) - Number(a.topmost) || a.label.localeCompare(b.label, locale),
    )
    .map(({ label, member, chosen }) => ({ label, member, chosen }))
}
