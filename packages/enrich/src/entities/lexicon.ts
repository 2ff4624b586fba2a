import givenNameList from '../../knowledge/given-names.json' with { type: 'json' }
import words from '../../knowledge/name-words.json' with { type: 'json' }
import { normalize } from '../tokens.ts'

function setOf(list: readonly string[]): ReadonlySet<string> {
  return new Set(list.map(normalize))
}

/** Words of a name by their normalised form. */
export const givenNames = setOf(givenNameList)
/** "president", "coach", "Ministerin": the name of a person follows. */
export const titles = setOf([...words.titles, ...words.titlesDe])
/** "university", "ministry", "Inc": the name is an organisation's. */
export const organizationHeads = setOf(words.orgHeads)
/** "river", "county": the name is a place's. */
export const placeHeads = setOf(words.placeHeads)
/** "lake", "mount": the name of a place begins. */
export const placeOpenings = setOf(words.placeOpenings)
/** "award", "festival", "treaty": a thing or an event, and no actor. */
export const eventHeads = setOf(words.eventHeads)
/** Days, months and the like: capitalised in English, never a name. */
export const calendarWords = setOf(words.calendar)
/** "in", "near": a place follows. */
export const locatives = setOf(words.locatives)
/** "von", "de", "bin": written small inside a name. */
export const nameParticles = setOf(words.particles)
/** Capitalised in English, but no name by themselves: "European", "Catholic". */
export const adjectives = setOf(words.adjectives)
/** Words that are no name when they open a sentence. */
export const commonWords = setOf(words.common)

const germanTitleEndings = words.titlesDe.map(normalize).filter((title) => title.length >= 4)

/** Also "Außenminister", "CDU-Chef" (whose last token is "Chef") and "Polizeisprecherin". */
export function isTitle(norm: string, language: string): boolean {
  if (titles.has(norm)) return true
  return language === 'de' && germanTitleEndings.some((ending) => norm.endsWith(ending))
}
