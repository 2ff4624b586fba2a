import { states } from './country-codes.ts'

/** Names of the time and abbreviations that no list of countries has. */
const FURTHER: Record<string, string[]> = {
  AE: ['U.A.E.', 'UAE'],
  CI: ['Ivory Coast'],
  GB: ['U.K.', 'UK', 'Britain', 'Great Britain', 'Briton', 'England', 'English'],
  MM: ['Burma', 'Burmese'],
  NL: ['Holland'],
  SA: ['Saudi'],
  TR: ['Turkey'],
  US: ['US', 'U.S.', 'USA', 'U.S.A.', 'America'],
  CD: ['Zaire'],
}

/** Longer names that hold a country's without meaning it. */
const OTHERS = [
  'American Samoa',
  'New England',
  'New Mexico',
  'Northern Ireland',
  ...['North', 'South', 'Central', 'Latin'].flatMap((part) => [
    `${part} America`,
    `${part} American`,
  ]),
]

/** Also a state of the USA, a surname, a first name. */
const AMBIGUOUS = new Set(['GE', 'JO', 'TD'])

const codes = new Map<string, Set<string>>()
for (const name of OTHERS.flatMap(written)) codes.set(name, new Set())
for (const { cca2, name, demonyms } of states) {
  if (AMBIGUOUS.has(cca2)) continue
  const people = [demonyms.eng?.m, demonyms.eng?.f].filter((text) => text !== undefined)
  for (const form of [name.common, name.official, ...people, ...(FURTHER[cca2] ?? [])]) {
    for (const text of [form, `${form}s`].flatMap(written)) {
      if (text.length > 1) codes.set(text, (codes.get(text) ?? new Set()).add(cca2))
    }
  }
}
const byLength = [...codes.keys()].toSorted((a, b) => b.length - a.length)
const escaped = byLength.map((text) => text.replaceAll(/[.()]/g, String.raw`\$&`))
const pattern = new RegExp(
  String.raw`(?<![\p{L}\p{N}])(?:${escaped.join('|')})(?![\p{L}\p{N}])`,
  'gu',
)

/**
 * The countries that a text names beyond doubt, by a list that the knowledge base is not made from:
 * names and demonyms of world-countries (ODbL) and a few of the time. A name of two countries
 * ("Congolese") names neither. Values are offsets of the first place.
 */
export function countriesNamedIn(text: string): Map<string, number> {
  const named = new Map<string, number>()
  for (const { 0: match, index } of text.matchAll(pattern)) {
    const of = codes.get(match)
    const [code] = of ?? []
    if (code !== undefined && of?.size === 1 && !named.has(code)) named.set(code, index)
  }
  return named
}

/** As in a sentence, and as in a headline of capitals. */
function written(text: string): string[] {
  return text.length > 4 ? [text, text.toUpperCase()] : [text]
}
