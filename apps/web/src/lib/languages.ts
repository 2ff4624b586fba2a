import Negotiator from 'negotiator'

/** Those that the pages speak; the first where a reader wants none of them. */
export const languages = ['en', 'de'] as const
export type Language = (typeof languages)[number]

/** How each writes dates, numbers and lists. */
export const locales = { en: 'en-GB', de: 'de-DE' } as const satisfies Record<Language, string>
export type Locale = (typeof locales)[Language]

/** Each by its own name, for those who read no other. */
export const languageNames = { en: 'English', de: 'Deutsch' } as const

/**
 * The language for a reader.
 * @param chosen what they chose, if anything
 * @param accepted the `Accept-Language` of their browser
 */
export function languageFor(chosen: string | undefined, accepted: string | null): Language {
  const wanted = new Negotiator({ headers: { 'accept-language': accepted ?? '' } })
  const spoken: readonly string[] = languages
  const found = [chosen, ...wanted.languages([...languages])].find(
    (language) => language !== undefined && spoken.includes(language),
  )
  return (found as Language | undefined) ?? languages[0]
}
