import type { ArticleFilter } from '@courant/filter'

import { modes, withoutMember } from './edit-filter.ts'
import type { Mode, SetName } from './edit-filter.ts'
import type { FilterNames } from './filter-names.ts'
import { languageName } from './language-name.ts'
import { locales } from './languages.ts'
import type { Language, Locale } from './languages.ts'
import { periodSince } from './periods.ts'
import { dayOrTime } from './time.ts'
import { wordsIn } from './words-in.ts'
import type { Words } from './words-in.ts'

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
export function clausesOf(language: Language, filter: ArticleFilter, names: FilterNames): Clause[] {
  const t = wordsIn(language, 'filter')
  const locale = locales[language]
  return [
    ...memberClauses(filter, names),
    ...languageClauses(locale, filter),
    ...textClauses(t, filter),
    ...dateClauses(t, locale, filter),
    ...nestedClauses(t, filter),
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

function languageClauses(locale: Locale, filter: ArticleFilter): Clause[] {
  const languages = filter.languages ?? []
  return languages.map((code) => {
    const others = languages.filter((other) => other !== code)
    const rest = omit(filter, 'languages')
    return {
      key: `language.${code}`,
      name: languageName(locale, code),
      rest: others.length > 0 ? { ...rest, languages: others } : rest,
    }
  })
}

function dateClauses(t: Words<'filter'>, locale: Locale, filter: ArticleFilter): Clause[] {
  const { publishedAfter, publishedBefore } = filter
  const clauses: Clause[] = []
  if (publishedAfter) {
    const days = periodSince(publishedAfter)
    const name =
      days === null
        ? t('since', { date: dayOrTime(locale, publishedAfter) })
        : t('lastDays', { days })
    clauses.push({ key: 'after', name, rest: omit(filter, 'publishedAfter') })
  }
  if (publishedBefore) {
    const name = t('until', { date: dayOrTime(locale, publishedBefore) })
    clauses.push({ key: 'before', name, rest: omit(filter, 'publishedBefore') })
  }
  return clauses
}

function textClauses(t: Words<'filter'>, filter: ArticleFilter): Clause[] {
  const { text, salience, stories } = filter
  const clauses: Clause[] = []
  if (salience) {
    clauses.push({ key: 'salience', name: t(salience), rest: omit(filter, 'salience') })
  }
  if (text?.trim()) {
    clauses.push({ key: 'text', name: t('text', { text }), rest: omit(filter, 'text') })
  }
  if (stories) clauses.push({ key: 'stories', name: t('story'), rest: omit(filter, 'stories') })
  return clauses
}

function nestedClauses(t: Words<'filter'>, filter: ArticleFilter): Clause[] {
  if (!filter.AND?.length && !filter.OR && !filter.NOT) return []
  const rest = omit(filter, 'AND', 'OR', 'NOT')
  return [{ key: 'where', name: t('further'), rest }]
}

function omit(filter: ArticleFilter, ...clauses: (keyof ArticleFilter)[]): ArticleFilter {
  const gone = new Set<string>(clauses)
  return Object.fromEntries(Object.entries(filter).filter(([clause]) => !gone.has(clause)))
}
