import type { ResolvedFilter, ResolvedSet } from './resolve.ts'

/**
 * Ids of which an article must bear at least one to match, as few as possible; null where the filter
 * asks for none. Nobody can match an empty list.
 */
export function requiredIds(filter: ResolvedFilter): readonly string[] | null {
  const choices = [
    // An actor is borne by fewer articles than a topic, and a topic by fewer than a source or a language.
    ...ofSet(filter.actors),
    ...ofSet(filter.topics),
    ...ofSet(filter.sources),
    ...ofSet(filter.stories),
    ...(filter.languages ? [filter.languages] : []),
    ...filter.AND.map(requiredIds).filter((ids) => ids !== null),
    ...ofAlternatives(filter.OR),
  ]
  return choices.toSorted((a, b) => a.length - b.length)[0] ?? null
}

function ofSet({ all, any }: ResolvedSet): (readonly string[])[] {
  return [...all.map((id) => [id]), ...(any ? [any] : [])]
}

function ofAlternatives(alternatives: readonly ResolvedFilter[] | null): string[][] {
  const each = alternatives?.map(requiredIds)
  if (!each || each.includes(null)) return []
  return [[...new Set(each.flatMap((ids) => ids ?? []))]]
}
