import { locale } from '../messages/messages.ts'

interface Named {
  title: string
  language: string
  country?: string | null
}

const { compare } = new Intl.Collator(locale)
const languages = new Intl.DisplayNames(locale, { type: 'language' })

/** A language as people call it: "German"; several are "Multiple languages". */
export function languageName(tag: string): string {
  return languages.of(tag) ?? tag
}

/** The languages of packs, each once, by name. */
export function languagesOf(packs: readonly Named[]): { tag: string; name: string }[] {
  const tags = [...new Set(packs.map(({ language }) => language))]
  return tags
    .map((tag) => ({ tag, name: languageName(tag) }))
    .toSorted((a, b) => compare(a.name, b.name))
}

/** Packs by title: those of single countries, and the others. */
export function groupsOf<Pack extends Named>(packs: readonly Pack[]) {
  const sorted = packs.toSorted((a, b) => compare(a.title, b.title))
  return {
    countries: sorted.filter(({ country }) => country),
    others: sorted.filter(({ country }) => !country),
  }
}
