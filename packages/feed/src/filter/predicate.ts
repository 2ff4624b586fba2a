import type { ResolvedFilter, ResolvedSet } from './resolve.ts'

/** What a filter can ask of an article. */
export interface ArticleFacts {
  actorIds: ReadonlySet<string>
  /** Topics above the article's own included. */
  topicIds: ReadonlySet<string>
  sourceId: string
  language: string
  publishedAt: Date
}

/** What the filter means for one article in memory; the same as its SQL (held equal by a property test). */
export function matches(filter: ResolvedFilter, facts: ArticleFacts): boolean {
  const { languages, publishedAfter, publishedBefore, OR, NOT } = filter
  return (
    holds(filter.actors, (id) => facts.actorIds.has(id)) &&
    holds(filter.topics, (id) => facts.topicIds.has(id)) &&
    holds(filter.sources, (id) => facts.sourceId === id) &&
    (!languages || languages.includes(facts.language)) &&
    (!publishedAfter || facts.publishedAt >= publishedAfter) &&
    (!publishedBefore || facts.publishedAt < publishedBefore) &&
    filter.AND.every((part) => matches(part, facts)) &&
    (!OR || OR.some((part) => matches(part, facts))) &&
    !(NOT && matches(NOT, facts))
  )
}

function holds(set: ResolvedSet, has: (id: string) => boolean): boolean {
  return set.all.every(has) && (!set.any || set.any.some(has)) && !set.none.some(has)
}
