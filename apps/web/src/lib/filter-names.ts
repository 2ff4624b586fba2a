import type { ArticleFilter, SetFilter } from '@courant/filter'

import { locale } from '../messages/messages.ts'
import type { FilterWords, ModeWords } from '../messages/sentence.ts'
import { dayOrTime } from './time.ts'

/** Names for the slugs a filter holds; what is not there is called by its slug. */
export interface FilterNames {
  actors: ReadonlyMap<string, string>
  topics: ReadonlyMap<string, string>
  sources: ReadonlyMap<string, string>
}

const languageNames = new Intl.DisplayNames(locale, { type: 'language' })

/** A language by its name, or by its code where that is none. */
export function languageName(code: string): string {
  try {
    return languageNames.of(code) ?? code
  } catch {
    return code
  }
}

/** The words with which to describe a filter. */
export function wordsOf(filter: ArticleFilter, names: FilterNames): FilterWords {
  return {
    actors: named(filter.actors, names.actors),
    topics: named(filter.topics, names.topics),
    sources: named(filter.sources, names.sources),
    languages: filter.languages?.map(languageName) ?? [],
    since: filter.publishedAfter ? dayOrTime(filter.publishedAfter) : null,
    until: filter.publishedBefore ? dayOrTime(filter.publishedBefore) : null,
    further: Boolean(filter.AND?.length || filter.OR || filter.NOT),
  }
}

function named(set: SetFilter | null | undefined, names: ReadonlyMap<string, string>): ModeWords {
  const name = (slug: string) => names.get(slug) ?? slug
  return {
    all: set?.all?.map(name) ?? [],
    any: set?.any?.map(name) ?? [],
    none: set?.none?.map(name) ?? [],
  }
}
