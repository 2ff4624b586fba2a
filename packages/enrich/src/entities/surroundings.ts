import words from '../../knowledge/surroundings.json' with { type: 'json' }
import type { KnownEntity } from '../knowledge/entity.ts'
import { isCapitalWord, normalize } from '../tokens.ts'
import { calendarWords, commonWords, givenNames, locatives } from './lexicon.ts'
import type { AliasMatch } from './match.ts'
import type { PartNames } from './part-names.ts'

/** What may stand around a person's name without making it an organisation's. */
const companyOfPersons = new Set(words.companyOfPersons)
/** Before a month, not before a surname like "May". */
const beforeMonth = new Set(words.beforeMonth)
/** Before a place, part of no other name: "Northern Ireland" is known, "northern Italy" is Italy. */
const directions = new Set(words.directions)
/** After the name of a place that stands for its team. */
const afterTeam = new Set(words.afterTeam.map(normalize))
/** Before it. */
const beforeTeam = new Set(words.beforeTeam)
/** "the town of": a country is never one. */
const settlements = new Set(words.settlements)
/** Before a place that is meant as one. */
const beforePlace = new Set(words.beforePlace)
/** The states of the United States as they stand after a city: "Ga.", "West Virginia". */
const states = new Set(words.states.map(normalize))

/** "London" of "Jack London", "Seattle" of "Seattle Mariners", "Trump" of "Eric Trump" and "Trump Tower". */
export function isPartOfOtherName(
  match: AliasMatch,
  entity: KnownEntity,
  names: PartNames,
): boolean {
  const candidate = names.candidateAt.get(match.from)
  if (candidate === undefined) return false
  if (candidate.from >= match.from && candidate.to <= match.to) return false
  const { tokens } = names.part
  const first = tokens[candidate.from]?.norm ?? ''
  if (entity.kind === 'PERSON') {
    if (candidate.to > match.to) return !companyOfPersons.has(tokens[match.to]?.norm ?? '')
    const isOwn = normalize(entity.name).split(' ').includes(first)
    return candidate.kind === 'PERSON' && givenNames.has(first) && !isOwn
  }
  if (candidate.kind === 'PERSON' && givenNames.has(first)) return true
  if (!isPlace(entity)) return isOfElsewhere(match, names)
  if (candidate.kind === 'ORGANIZATION') return true
  // "NATO-Ukraine council" names both.
  if (tokens[match.from - 1]?.text === '-' || tokens[match.to]?.text === '-') return false
  if (candidate.to > match.to) return true
  if (names.matchAt.get(candidate.from)?.to === match.from) return false
  // "Protect Marriage Maine" is none of Maine, "Southern Maine" and "Neighbouring Maine" are.
  return !names.starts.has(candidate.from) && !directions.has(first) && !commonWords.has(first)
}

/** "The Football Association" of "The Football Association of Ireland". */
function isOfElsewhere({ to }: AliasMatch, { part: { tokens } }: PartNames): boolean {
  return tokens[to]?.norm === 'of' && isCapitalWord(tokens[to + 1])
}

export function isPlace({ kind }: KnownEntity): boolean {
  return kind === 'PLACE' || kind === 'COUNTRY'
}

/** "Athens, Georgia" and "the town of Ireland": a namesake elsewhere. "GM of Canada": a company. */
export function isOtherPlace(
  { from, to }: AliasMatch,
  entity: KnownEntity,
  names: PartNames,
): boolean {
  const { tokens } = names.part
  if (entity.kind === 'COUNTRY' && tokens[from - 1]?.norm === 'of') {
    const head = tokens[from - 2]
    if (settlements.has(head?.norm ?? '') || /^\p{Lu}{2,}$/u.test(head?.text ?? '')) return true
  }
  if (entity.country === null || entity.country === 'US' || entity.country === 'CA') return false
  if (tokens[to]?.text !== ',') return false
  const [first, second] = [tokens[to + 1]?.norm ?? '', tokens[to + 2]?.norm ?? '']
  return isCapitalWord(tokens[to + 1]) && (states.has(first) || states.has(`${first} ${second}`))
}

/** "Italy coach", "Boston beat". */
export function standsForTeam({ from, to }: AliasMatch, { part: { tokens } }: PartNames): boolean {
  if (beforeTeam.has(tokens[from - 1]?.norm ?? '')) return true
  const after = /^['’-]/.test(tokens[to]?.text ?? '') ? to + 1 : to
  return afterTeam.has(tokens[after]?.norm ?? '')
}

/** The team, not the place: by the words around it, and in sport wherever nothing places it. */
export function isTeam(
  match: AliasMatch,
  entity: KnownEntity,
  names: PartNames,
  isSport: boolean,
): boolean {
  if (!isPlace(entity)) return false
  if (standsForTeam(match, names)) return true
  const hasTeam = entity.country !== null || entity.kind === 'COUNTRY'
  const before = names.part.tokens[match.from - 1]
  return isSport && hasTeam && !beforePlace.has(before?.norm ?? '')
}

/** A surname by itself, not the end of somebody else's name. */
export function standsAlone(match: AliasMatch, names: PartNames): boolean {
  const candidate = names.candidateAt.get(match.from)
  if (candidate !== undefined) return candidate.from >= match.from && candidate.to <= match.to
  const before = names.part.tokens[match.from - 1]
  return before === undefined || !givenNames.has(before.norm)
}

export function isMonth({ from, to }: AliasMatch, names: PartNames): boolean {
  const { tokens } = names.part
  if (!calendarWords.has(tokens[from]?.norm ?? '')) return false
  const [before, after] = [tokens[from - 1]?.norm ?? '', tokens[to]?.norm ?? '']
  return beforeMonth.has(before) || /^\d/.test(before) || /^\d/.test(after)
}

/** "in Rome": what follows is a place. */
export function hasLocativeBefore({ from }: AliasMatch, names: PartNames): boolean {
  return locatives.has(names.part.tokens[from - 1]?.norm ?? '')
}
