import type { ResolvedFilter, ResolvedSet } from './resolve.ts'
import { dictionaries } from './words.ts'

/**
 * Whether a filter contradicts itself, so that no article needs to be asked. Not every contradiction is
 * found: those that are not cost time.
 */
export function matchesNothing(filter: ResolvedFilter): boolean {
  const parts = conjuncts(filter)
  return (
    parts.some(isEmpty) ||
    contradictDates(parts) ||
    setsOf(parts).some(({ sets, single }) => contradictSets(sets, single))
  )
}

/** The filters that must all hold. */
function conjuncts(filter: ResolvedFilter): ResolvedFilter[] {
  return [filter, ...filter.AND.flatMap(conjuncts)]
}

function isEmpty({ text, OR, NOT }: ResolvedFilter): boolean {
  return (
    (text !== null && dictionaries.every((dictionary) => text[dictionary] === '')) ||
    (OR?.every(matchesNothing) ?? false) ||
    (NOT !== null && matchesEverything(NOT))
  )
}

function matchesEverything(filter: ResolvedFilter): boolean {
  const { actors, topics, sources, stories, OR, NOT } = filter
  return (
    [actors, topics, sources, stories].every(asksForNothing) &&
    filter.languages === null &&
    filter.publishedAfter === null &&
    filter.publishedBefore === null &&
    filter.text === null &&
    filter.AND.every(matchesEverything) &&
    (OR?.some(matchesEverything) ?? true) &&
    (NOT === null || matchesNothing(NOT))
  )
}

function asksForNothing({ all, any, none }: ResolvedSet): boolean {
  return all.length === 0 && any === null && none.length === 0
}

function contradictDates(parts: readonly ResolvedFilter[]): boolean {
  const after = parts.map(({ publishedAfter }) => publishedAfter?.getTime() ?? -Infinity)
  const before = parts.map(({ publishedBefore }) => publishedBefore?.getTime() ?? Infinity)
  return Math.max(...after) >= Math.min(...before)
}

interface Sets {
  sets: ResolvedSet[]
  /** An article has one of these at most. */
  single: boolean
}

function setsOf(parts: readonly ResolvedFilter[]): Sets[] {
  const actors = (['ABOUT', 'MENTIONED', null] as const).map((salience) =>
    parts.filter((part) => part.salience === salience).map((part) => part.actors),
  )
  const languages = parts.map((part) => ({ all: [], any: part.languages, none: [] }))
  return [
    ...actors.map((sets) => ({ sets, single: false })),
    { sets: parts.map(({ topics }) => topics), single: false },
    { sets: parts.map(({ sources }) => sources), single: true },
    { sets: parts.map(({ stories }) => stories), single: true },
    { sets: languages, single: true },
  ]
}

/** Whether sets that are asked for at once cannot all hold. */
function contradictSets(sets: readonly ResolvedSet[], single: boolean): boolean {
  const none = new Set(sets.flatMap((set) => set.none))
  const required = new Set(sets.flatMap(({ all }) => all))
  const choices = sets.flatMap(({ any }) => (any ? [any.filter((id) => !none.has(id))] : []))
  if ([...required].some((id) => none.has(id))) return true
  if (choices.some((choice) => choice.length === 0)) return true
  if (!single) return false
  const all = [...[...required].map((id) => [id]), ...choices]
  const [first, ...others] = all
  return first?.every((id) => others.some((choice) => !choice.includes(id))) ?? false
}
