import type { EntityAlias, EntityKind, KnownEntity } from './entity.ts'

/** One line of an entity file in `knowledge/`. */
export interface EntityLine {
  slug: string
  name: string
  kind: string
  wikidataId?: string
  description?: string
  /** Further names, the same in every language. */
  aliases?: string[]
  /** Names in English texts only, and in German texts only. */
  en?: string[]
  de?: string[]
  /** Names that are also something else: they need support in the article. */
  ambiguous?: string[]
  context?: string[]
  /** Of a city or state: where it lies, ISO 3166-1 alpha-2. */
  country?: string
  /** German ones in lower case are stems ("russisch" stands for "russische", "russischer" ...). */
  adjectives?: { en?: string[]; de?: string[] }
}

const kinds: readonly string[] = ['PERSON', 'ORGANIZATION', 'COUNTRY', 'PLACE'] satisfies EntityKind[]

/** Reads one line; throws an Error that names the slug where the line breaks the form. */
export function parseEntity(line: EntityLine): KnownEntity {
  if (!isKind(line.kind)) throw new Error(`${line.slug}: there is no kind "${line.kind}"`)
  const aliases = new Map<string, EntityAlias>()
  const add = (texts: readonly string[] | undefined, language: string, ambiguous: boolean) => {
    for (const text of texts ?? []) {
      const key = `${language}:${text}`
      if (!aliases.has(key)) {
        aliases.set(key, { text, language, caseSensitive: isAcronym(text), ambiguous })
      }
    }
  }
  add(line.ambiguous, '', true)
  add([line.name, ...(line.aliases ?? [])], '', false)
  add(line.en, 'en', false)
  add(line.de, 'de', false)
  if (line.kind === 'PERSON') add(surnameOf(line.name), '', true)
  return {
    slug: line.slug,
    name: line.name,
    kind: line.kind,
    wikidataId: line.wikidataId ?? null,
    description: line.description ?? null,
    aliases: [...aliases.values()],
    adjectives: [
      ...(line.adjectives?.en ?? []).flatMap(englishForms),
      ...(line.adjectives?.de ?? []).flatMap(germanForms),
    ],
    context: line.context ?? [],
    country: line.country ?? null,
  }
}

function isKind(kind: string): kind is EntityKind {
  return kinds.includes(kind)
}

/** Holds two capitals or nothing else, so that its case tells it from a common word: "WHO", "BoE". */
function isAcronym(text: string): boolean {
  return /^(?:[\p{Lu}\p{N}&.-]{1,6}|\p{Lu}\p{L}{0,2}\p{Lu}\p{L}?)$/u.test(text)
}

/** The last word of a full name stands for the person once the article has given the name. */
function surnameOf(name: string): string[] {
  const words = name.split(' ')
  const last = words.at(-1)
  return words.length > 1 && last !== undefined ? [last] : []
}

function englishForms(text: string): { text: string; language: string }[] {
  const plural = /(?:[sz]|sh|ch|ese)$/.test(text) ? [] : [`${text}s`]
  return [text, ...plural].map((form) => ({ text: form, language: 'en' }))
}

function germanForms(text: string): { text: string; language: string }[] {
  return inflections(text).map((form) => ({ text: form, language: 'de' }))
}

function inflections(text: string): string[] {
  if (/^\p{Ll}/u.test(text)) return ['', 'e', 'er', 'en', 'es', 'em'].map((end) => text + end)
  if (text.endsWith('er')) return ['', 'n', 's', 'in', 'innen'].map((end) => text + end)
  if (text.endsWith('e')) {
    return ['e', 'en', 'in', 'innen'].map((end) => text.slice(0, -1) + end)
  }
  return [text]
}
