import { cookies, headers } from 'next/headers'
import { cache } from 'react'

import { languageFor, locales } from './languages.ts'
import type { Language, Locale } from './languages.ts'
import { wordsIn } from './words-in.ts'
import type { Area, Words } from './words-in.ts'

/** Holds the language that a reader chose. */
export const languageCookie = 'courant-language'

/** The language of the page that is being made, or of the answer to a form. */
export const readerLanguage = cache(async (): Promise<Language> => {
  const chosen = (await cookies()).get(languageCookie)?.value
  return languageFor(chosen, (await headers()).get('accept-language'))
})

/** How that language writes dates, numbers and lists. */
export async function readerLocale(): Promise<Locale> {
  return locales[await readerLanguage()]
}

/** The words of an area, in the language of the reader. On the server only. */
export async function words<Name extends Area>(area: Name): Promise<Words<Name>> {
  return wordsIn(await readerLanguage(), area)
}
