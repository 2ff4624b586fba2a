import type { EntityKind, KnownEntity } from '../knowledge/entity.ts'
import { type Token, tokenize } from '../tokens.ts'
import { isKnownSlug } from './known.ts'
import {
  adjectives,
  commonWords,
  eventHeads,
  givenNames,
  locatives,
  organizationHeads,
  placeHeads,
} from './lexicon.ts'
import { kindOf, type NameCandidate } from './names.ts'
import type { PartChoices } from './part-choices.ts'
import { slugOf } from './slug.ts'

/** Somebody or something that the knowledge base does not hold, recognised by the form of its name. */
export interface Proposal {
  entity: KnownEntity
  /** Shorter forms that stand for it in this article: a surname, the first words, an acronym. */
  shortForms: string[]
  /** There is enough to show it: named twice, with a title, or in headline or lead, and of a clear kind. */
  isSure: boolean
}

interface Sighting {
  key: string
  words: readonly Token[]
  name: string
  kind: EntityKind | null
  titled: boolean
  early: boolean
  afterLocative: boolean
}

/** What all sightings of one name say together. */
interface NameGroup {
  key: string
  words: readonly Token[]
  sightings: Sighting[]
  /** As written, by their key. */
  shortForms: Map<string, string>
}

/** The names that an article holds beside the known ones, in order of first appearance. */
export function proposeNames(parts: readonly PartChoices[]): Proposal[] {
  const groups = new Map<string, NameGroup>()
  for (const sighting of parts.flatMap(sightingsOf)) {
    const { key, words } = sighting
    const group = groups.get(key) ?? newGroup(key, words)
    group.sightings.push(sighting)
    groups.set(key, group)
  }
  joinShortForms(groups)
  joinAcronyms(groups, parts)
  return [...groups.values()].flatMap((group) => proposalOf(group) ?? [])
}

function newGroup(key: string, words: readonly Token[]): NameGroup {
  return { key, words, sightings: [], shortForms: new Map() }
}

function sightingsOf(part: PartChoices): Sighting[] {
  const { tokens, place } = part.names.part
  return part.names.candidates.flatMap((candidate) => {
    const name = unknownPartOf(candidate, part)
    if (name === null) return []
    const words = wordsIn(tokens.slice(name.from, name.to))
    if (isNoName(words)) return []
    return [
      {
        key: keyOf(words),
        words,
        name: textOf(place.text, tokens, name.from, name.to),
        kind: name.kind,
        titled: name.titled,
        early: place.part === 'headline' || place.part === 'lead',
        afterLocative: locatives.has(tokens[name.from - 1]?.norm ?? ''),
      },
    ]
  })
}

/** A single word that is capitalised for other reasons, and the name of an event. */
function isNoName(words: readonly Token[]): boolean {
  const last = words.at(-1)
  if (last === undefined || eventHeads.has(last.norm)) return true
  return words.length === 1 && (commonWords.has(last.norm) || adjectives.has(last.norm))
}

/**
 * What of a candidate is no known name: all of "Russian Defence Ministry", "Mario Rossi" of "Italian
 * Mario Rossi", nothing of "Obama administration", nothing of an ambiguous name that stays open.
 */
function unknownPartOf(candidate: NameCandidate, part: PartChoices): NameCandidate | null {
  const { tokens } = part.names.part
  let { from } = candidate
  for (let at = candidate.from; at < candidate.to; at++) {
    const choice = part.choiceAt.get(at)
    if (choice === undefined) continue
    if (choice.basis !== 'adjective') return null
    from = choice.to
  }
  if (part.names.matchAt.get(candidate.from)?.to === candidate.to) return null
  if (from === candidate.from || candidate.kind === 'ORGANIZATION') return candidate
  if (from >= candidate.to) return null
  const kind = kindOf(tokens, from, candidate.to, candidate.titled)
  return kind === null ? null : { ...candidate, from, kind }
}

/** "Rossi" after "Mario Rossi", "Kestrel" after "Kestrel Aerospace Ltd", where only one fits. */
function joinShortForms(groups: Map<string, NameGroup>): void {
  const owners = new Map<string, { group: NameGroup; words: readonly Token[] }[]>()
  for (const group of groups.values()) {
    for (const words of shortFormsOf(group)) {
      const sharers = owners.get(keyOf(words))
      if (sharers) sharers.push({ group, words })
      else owners.set(keyOf(words), [{ group, words }])
    }
  }
  // Longest first: "Kestrel" has one owner once "Kestrel Aerospace" belongs to "Kestrel Aerospace Ltd".
  for (const form of [...owners.keys()].toSorted((a, b) => b.length - a.length)) {
    const left = owners.get(form)?.filter(({ group }) => groups.has(group.key)) ?? []
    const [first, ...others] = left
    if (first === undefined || others.length > 0) continue
    const { group: owner, words } = first
    owner.shortForms.set(form, words.map(({ text }) => text).join(' '))
    const short = groups.get(form)
    if (short === undefined || short === owner) continue
    owner.sightings = owner.sightings.concat(short.sightings)
    groups.delete(form)
  }
}

function shortFormsOf({ words, sightings }: NameGroup): (readonly Token[])[] {
  const [first, last] = [words[0], words.at(-1)]
  if (words.length < 2 || first === undefined || last === undefined) return []
  if (sightings.some(({ kind }) => kind === 'PERSON')) return last.norm.length > 1 ? [[last]] : []
  const forms = words.length > 2 ? [words.slice(0, -1)] : []
  return isOwnWord(first) ? [...forms, [first]] : forms
}

/** A word that names nothing but this: not "National", not "Bank". */
function isOwnWord(word: Token): boolean {
  const { norm, text } = word
  return text.length > 3 && !commonWords.has(norm) && !isHead(word) && !givenNames.has(norm)
}

function joinAcronyms(groups: Map<string, NameGroup>, parts: readonly PartChoices[]): void {
  for (const { names } of parts) {
    const { tokens, place } = names.part
    for (const { from, to, acronym } of names.acronyms) {
      if (names.matchAt.get(from)?.to === to) continue
      const words = wordsIn(tokens.slice(from, to))
      const key = keyOf(words)
      const group: NameGroup = groups.get(key) ?? newGroup(key, words)
      group.sightings.push({
        key,
        words,
        name: textOf(place.text, tokens, from, to),
        kind: 'ORGANIZATION',
        titled: true,
        early: false,
        afterLocative: false,
      })
      group.shortForms.set(acronym, acronym)
      groups.set(key, group)
      groups.delete(keyOf(wordsIn(tokenize(acronym))))
    }
  }
}

function proposalOf({ words, sightings, shortForms }: NameGroup): Proposal | null {
  const [first] = sightings
  if (first === undefined) return null
  const slug = slugOf(first.name)
  if (slug === '' || isKnownSlug(slug)) return null
  const kind = kindByForm(sightings)
  const isEvident = sightings.length > 1 || sightings.some(({ titled, early }) => titled || early)
  return {
    entity: {
      slug,
      name: first.name,
      kind: kind ?? kindByGuess(words, first),
      wikidataId: null,
      description: null,
      aliases: [{ text: first.name, language: '', caseSensitive: false, ambiguous: false }],
      adjectives: [],
      context: [],
      country: null,
    },
    shortForms: [...shortForms.values()],
    isSure: kind !== null && isEvident,
  }
}

function kindByForm(sightings: readonly Sighting[]): EntityKind | null {
  const kind = sightings.find((sighting) => sighting.kind !== null)?.kind
  if (kind) return kind
  if (sightings.some(({ titled, words }) => titled && !isHead(words.at(-1)))) return 'PERSON'
  const places = sightings.filter(({ afterLocative }) => afterLocative).length
  return places > 1 && places * 2 > sightings.length ? 'PLACE' : null
}

/** "General Assembly" titles nobody. */
function isHead(word: Token | undefined): boolean {
  return word !== undefined && (organizationHeads.has(word.norm) || placeHeads.has(word.norm))
}

/** For a candidate that stays hidden; two plain words are more often a person than anything else. */
function kindByGuess(words: readonly Token[], { name, afterLocative }: Sighting): EntityKind {
  if (afterLocative) return 'PLACE'
  if (words.length === 1 && givenNames.has(words[0]?.norm ?? '')) return 'PERSON'
  const isAcronym = /^[\p{Lu}\p{N}&-]+$/u.test(name)
  return words.length === 2 && !isAcronym ? 'PERSON' : 'ORGANIZATION'
}

/** The words of a name without the marks between them. */
function wordsIn(tokens: readonly Token[]): Token[] {
  return tokens.filter(({ text }) => /[\p{L}\p{N}]/u.test(text))
}

function keyOf(words: readonly Token[]): string {
  return words.map(({ norm }) => norm).join(' ')
}

function textOf(text: string, tokens: readonly Token[], from: number, to: number): string {
  return text.slice(tokens[from]?.start, tokens[to - 1]?.end).replace(/\s+/g, ' ')
}
