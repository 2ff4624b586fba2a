import type { ResolvedFilter, ResolvedSet, ResolvedText } from './resolve.ts'
import { matchesNothing } from './contradiction.ts'

/** A list of articles in feed order, or with some words, that indexes hold. */
export type PostingList =
  | ListOfId
  | { kind: 'feed' }
  | { kind: 'text'; text: ResolvedText }
  | MergedLists
  | SeldomLists

/** The articles of one member of a set, or of a language. */
export type ListOfId =
  | { kind: 'actor'; id: string; salience: ResolvedFilter['salience'] }
  | { kind: 'topic' | 'source' | 'story' | 'language'; id: string }

/** What two lists have in common: both are read in order, side by side. */
export interface MergedLists {
  kind: 'merged'
  lists: readonly [ListOfId, ListOfId]
}

/** Two lists that have little in common: periods in which no article stands in both are left out of the walk. */
export interface SeldomLists {
  kind: 'seldom'
  lists: readonly [ListOfId, ListOfId]
  /** The first of them, or both side by side. */
  walked: ListOfId | MergedLists
}

/** Every posting list that a cover of the filter could be made of. */
export function listsOf(filter: ResolvedFilter): PostingList[] {
  const parts = [...filter.AND, ...(filter.OR ?? [])]
  return [...coversOf(filter).flat(), ...parts.flatMap(listsOf)]
}

/**
 * The lists, as short as possible together, that every match stands in at least one of: walking them
 * finds every match. Null where there are none, or where one of them is too long to tell.
 * @param lengthOf Infinity for a list that must not be walked
 */
export function coverOf(
  filter: ResolvedFilter,
  lengthOf: (list: PostingList) => number,
): PostingList[] | null {
  const ofAlternatives = filter.OR?.filter((part) => !matchesNothing(part)).map((part) =>
    coverOf(part, lengthOf),
  )
  const covers = [
    ...coversOf(filter),
    ...filter.AND.flatMap((part) => {
      const cover = coverOf(part, lengthOf)
      return cover ? [cover] : []
    }),
    ...(ofAlternatives?.every((cover) => cover !== null) ? [ofAlternatives.flat()] : []),
  ]
  let shortest: PostingList[] | null = null
  let shortestLength = Infinity
  for (const cover of covers) {
    const length = cover.reduce((sum, list) => sum + lengthOf(list), 0)
    if (length < shortestLength) [shortest, shortestLength] = [cover, length]
  }
  return shortest
}

/** Lists each of which holds every match. */
export function listsOfAll(filter: ResolvedFilter): ListOfId[] {
  const own = coversOf(filter).flatMap(([list, ...others]) =>
    list && others.length === 0 && isListOfId(list) ? [list] : [],
  )
  return [...own, ...filter.AND.flatMap(listsOfAll)]
}

export function isListOfId(list: PostingList): list is ListOfId {
  return !['feed', 'text', 'merged', 'seldom'].includes(list.kind)
}

/** The covers that the clauses of the filter itself are, without those of its parts. */
function coversOf(filter: ResolvedFilter): PostingList[][] {
  const { languages, salience, text } = filter
  const lists = (kind: 'topic' | 'source' | 'story' | 'language') => (id: string) => ({ kind, id })
  return [
    ...ofSet(filter.actors, (id) => ({ kind: 'actor', id, salience })),
    ...ofSet(filter.stories, lists('story')),
    ...ofSet(filter.topics, lists('topic')),
    ...ofSet(filter.sources, lists('source')),
    ...(languages ? [languages.map(lists('language'))] : []),
    ...(text ? [[{ kind: 'text', text } as const]] : []),
  ]
}

function ofSet({ all, any }: ResolvedSet, list: (id: string) => PostingList): PostingList[][] {
  return [...all.map((id) => [list(id)]), ...(any ? [any.map(list)] : [])]
}
