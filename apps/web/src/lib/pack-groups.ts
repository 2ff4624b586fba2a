import type { Locale } from './languages.ts'
import { languageName } from './language-name.ts'

interface Named {
  title: string
  language: string
  country?: string | null
}

/** The languages of packs, each once, by name. */
export function languagesOf(
  locale: Locale,
  packs: readonly Named[],
): { tag: string; name: string }[] {
  const { compare } = new Intl.Collator(locale)
  const tags = [...new Set(packs.map(({ language }) => language))]
  return tags
    .map((tag) => ({ tag, name: languageName(locale, tag) }))
    .toSorted((a, b) => compare(a.name, b.name))
}

/** Packs by title: those of single countries, and the others. */
export function groupsOf<Pack extends Named>(locale: Locale, packs: readonly Pack[]) {
  const { compare } = new Intl.Collator(locale)
  const sorted = packs.toSorted((a, b) => compare(a.title, b.title))
  return {
    countries: sorted.filter(({ country }) => country),
    others: sorted.filter(({ country }) => !country),
  }
}
