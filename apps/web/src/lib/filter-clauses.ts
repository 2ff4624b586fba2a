import type { ArticleFilter } from '@courant/filter'

import { messages } from '../messages/messages.ts'
import { modes, withoutMember } from './edit-filter.ts'
import type { Mode, SetName } from './edit-filter.ts'
import { languageName } from './filter-names.ts'
import type { FilterNames } from './filter-names.ts'
import { dayOrTime } from './time.ts'

/** One thing a filter asks for, which a reader can take away by itself. */
export interface Clause {
  key: string
  name: string
  /** The filter without it. */
  rest: ArticleFilter
  /** What it is a member of, where it is one. */
  member?: { set: SetName; mode: Mode; slug: string }
}

/** The clauses of a filter: actors, topics, sources, then the rest. */
export function clausesOf(filter: ArticleFilter, names: FilterNames): Clause[] {
  return [
    ...memberClauses(filter, names),
    ...languageClauses(filter),
    ...dateClauses(filter),
    ...nestedClauses(filter),
  ]
}

function memberClauses(filter: ArticleFilter, names: FilterNames): Clause[] {
  return (['actors', 'topics', 'sources'] as const).flatMap((set) =>
    modes.flatMap((mode) =>
      (filter[set]?.[mode] ?? []).map((slug) => ({
        key: `${set}.${mode}.${slug}`,
        name: names[set].get(slug) ?? slug,
        rest: withoutMember(filter, set, slug, [mode]),
        member: { set, mode, slug },
      })),
    ),
  )
}

function languageClauses(filter: ArticleFilter): Clause[] {
  const languages = filter.languages ?? []
  return languages.map((code) => {
    const others = languages.filter((other) => other !== code)
    const rest = omit(filter, 'languages')
    return {
      key: `language.${code}`,
      name: languageName(code),
      rest: others.length > 0 ? { ...rest, languages: others } : rest,
    }
  })
}

function dateClauses(filter: ArticleFilter): Clause[] {
  const { publishedAfter, publishedBefore } = filter
  const { since, until } = messages.filter
  const clauses: Clause[] = []
  if (publishedAfter) {
    const name = since(dayOrTime(publishedAfter))
    clauses.push({ key: 'after', name, rest: omit(filter, 'publishedAfter') })
  }
  if (publishedBefore) {
    const name = until(dayOrTime(publishedBefore))
    clauses.push({ key: 'before', name, rest: omit(filter, 'publishedBefore') })
  }
  return clauses
}

function nestedClauses(filter: ArticleFilter): Clause[] {
  if (!filter.AND?.length && !filter.OR && !filter.NOT) return []
  const rest = omit(filter, 'AND', 'OR', 'NOT')
  return [{ key: 'where', name: messages.filter.further, rest }]
}

function omit(filter: ArticleFilter, ...clauses: (keyof ArticleFilter)[]): ArticleFilter {
  const gone = new Set<string>(clauses)
  return Object.fromEntries(Object.entries(filter).filter(([clause]) => !gone.has(clause)))
}
