import type { ArticleFilter, SetFilter } from '@courant/filter'

import { languageName } from './language-name.ts'
import type { Locale } from './languages.ts'
import type { FilterWords, ModeWords } from './sentence.ts'
import { periodSince } from './periods.ts'
import { dayOrTime } from './time.ts'

/** Names for the slugs a filter holds; what is not there is called by its slug. */
export interface FilterNames {
  actors: ReadonlyMap<string, string>
  topics: ReadonlyMap<string, string>
  sources: ReadonlyMap<string, string>
}

/** The words with which to describe a filter. */
export function wordsOf(locale: Locale, filter: ArticleFilter, names: FilterNames): FilterWords {
  return {
    actors: named(filter.actors, names.actors),
    topics: named(filter.topics, names.topics),
    sources: named(filter.sources, names.sources),
    languages: filter.languages?.map((code) => languageName(locale, code)) ?? [],
    text: filter.text?.trim() || null,
    stories: filter.stories?.any?.length ?? 0,
    salience: filter.salience ?? null,
    days: periodSince(filter.publishedAfter),
    since: filter.publishedAfter ? dayOrTime(locale, filter.publishedAfter) : null,
    until: filter.publishedBefore ? dayOrTime(locale, filter.publishedBefore) : null,
    further: Boolean(
      filter.AND?.length || filter.OR || filter.NOT || filter.stories?.all || filter.stories?.none,
    ),
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
