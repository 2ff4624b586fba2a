import { filterFromSearchParams } from '@courant/filter'

import { wordsOf } from './filter-names.ts'
import { loadNames } from './load-names.ts'
import { feedSentence, plainSentence } from './sentence.ts'
import { readerLanguage, readerLocale } from './words.ts'

/**
 * What a filter shows, in words.
 * @param query the filter as addresses have it
 * @throws {FilterUrlError} it cannot be read; what `ask` throws
 */
export async function filterSentence(query: string): Promise<string> {
  const filter = filterFromSearchParams(new URLSearchParams(query))
  const [language, locale] = await Promise.all([readerLanguage(), readerLocale()])
  const names = await loadNames(filter, language)
  return plainSentence(feedSentence(language, wordsOf(locale, filter, names)))
}
