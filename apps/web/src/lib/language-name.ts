import type { Locale } from './languages.ts'

const namesIn = new Map<Locale, Intl.DisplayNames>()

/** A language as people call it ("German", "Multiple languages"), or its code where that is none. */
export function languageName(locale: Locale, code: string): string {
  const names = namesIn.get(locale) ?? new Intl.DisplayNames(locale, { type: 'language' })
  namesIn.set(locale, names)
  try {
    return names.of(code) ?? code
  } catch {
    return code
  }
}
