import type { EntityKind, KnownEntity } from '../knowledge/entity.ts'
import { normalize, type Token } from '../tokens.ts'
import { findAcronyms } from './acronyms.ts'
import { isKnownSlug } from './known.ts'
import { locatives } from './lexicon.ts'
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
  words: readonly string[]
  name: string
  kind: EntityKind | null
  titled: boolean
  early: boolean
  afterLocative: boolean
}

/** What all sightings of one name say together. */
interface NameGroup {
  key: string
  words: readonly string[]
  sightings: Sighting[]
  shortForms: Set<string>
}

/** The names that an article holds beside the known ones, in order of first appearance. */
export function proposeNames(parts: readonly PartChoices[]): Proposal[] {
  const groups = new Map<string, NameGroup>()
  for (const sighting of parts.flatMap(sightingsOf)) {
    const group = groups.get(sighting.key)
    if (group) group.sightings.push(sighting)
    else {
      const { key, words } = sighting
      groups.set(key, { key, words, sightings: [sighting], shortForms: new Set() })
    }
  }
  joinShortForms(groups)
  joinAcronyms(groups, parts)
  return [...groups.values()].flatMap((group) => proposalOf(group) ?? [])
}

function sightingsOf(part: PartChoices): Sighting[] {
  const { tokens, place } = part.names.part
  return part.names.candidates.flatMap((candidate) => {
    const name = unknownPartOf(candidate, part)
    if (name === null) return []
    const words = tokens.slice(name.from, name.to).filter(({ text }) => /[\p{L}\p{N}]/u.test(text))
    const norms = words.map(({ norm }) => norm)
    return [
      {
        key: norms.join(' '),
        words: norms,
        name: textOf(place.text, tokens, name.from, name.to),
        kind: name.kind,
        titled: name.titled,
        early: place.part === 'headline' || place.part === 'lead',
        afterLocative: locatives.has(tokens[name.from - 1]?.norm ?? ''),
      },
    ]
  })
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
  if (part.matchEnds.get(candidate.from) === candidate.to) return null
  if (from === candidate.from || candidate.kind === 'ORGANIZATION') return candidate
  if (from >= candidate.to) return null
  const kind = kindOf(tokens, from, candidate.to, candidate.titled)
  return kind === null ? null : { ...candidate, from, kind }
}

/** "Rossi" after "Mario Rossi", "Kestrel" after "Kestrel Aerospace Ltd", where only one fits. */
function joinShortForms(groups: Map<string, NameGroup>): void {
  const owners = new Map<string, NameGroup[]>()
  for (const group of groups.values()) {
    for (const form of shortFormsOf(group)) {
      const sharers = owners.get(form)
      if (sharers) sharers.push(group)
      else owners.set(form, [group])
    }
  }
  for (const [form, [owner, ...others]] of owners) {
    if (owner === undefined || others.length > 0) continue
    owner.shortForms.add(form)
    const short = groups.get(form)
    if (short === undefined || short === owner) continue
    owner.sightings = owner.sightings.concat(short.sightings)
    groups.delete(form)
  }
}

function shortFormsOf({ words, sightings }: NameGroup): string[] {
  const [first, last] = [words[0], words.at(-1)]
  if (words.length < 2 || first === undefined || last === undefined) return []
  if (sightings.some(({ kind }) => kind === 'PERSON')) return last.length > 1 ? [last] : []
  return words.length > 2 ? [words.slice(0, -1).join(' ')] : []
}

function joinAcronyms(groups: Map<string, NameGroup>, parts: readonly PartChoices[]): void {
  for (const { names, matchEnds } of parts) {
    const { tokens, place } = names.part
    for (const { from, to, acronym } of findAcronyms(tokens, place.text)) {
      if (matchEnds.get(from) === to) continue
      const words = tokens.slice(from, to).filter(({ text }) => /[\p{L}\p{N}]/u.test(text))
      const norms = words.map(({ norm }) => norm)
      const key = norms.join(' ')
      const group = groups.get(key) ?? { key, words: norms, sightings: [], shortForms: new Set() }
      group.sightings.push({
        key,
        words: norms,
        name: textOf(place.text, tokens, from, to),
        kind: 'ORGANIZATION',
        titled: true,
        early: false,
        afterLocative: false,
      })
      group.shortForms.add(acronym)
      groups.set(key, group)
    }
  }
}

function proposalOf({ key, words, sightings, shortForms }: NameGroup): Proposal | null {
  const [first] = sightings
  if (first === undefined) return null
  const slug = slugOf(first.name)
  if (slug === '' || isKnownSlug(slug)) return null
  const kind = kindByForm(sightings)
  const isEvident =
    sightings.length > 1 || sightings.some(({ titled, early }) => titled || early)
  const aliases = [first.name, ...[...shortForms].filter((form) => form !== normalize(form))]
  return {
    entity: {
      slug,
      name: first.name,
      kind: kind ?? kindByGuess(words, first),
      wikidataId: null,
      description: null,
      aliases: aliases.map((text) => ({
        text,
        language: '',
        caseSensitive: false,
        ambiguous: false,
      })),
      adjectives: [],
      context: [],
    },
    shortForms: [...shortForms].filter((form) => form !== key),
    isSure: kind !== null && isEvident,
  }
}

function kindByForm(sightings: readonly Sighting[]): EntityKind | null {
  const kind = sightings.find((sighting) => sighting.kind !== null)?.kind
  if (kind) return kind
  if (sightings.some(({ titled }) => titled)) return 'PERSON'
  const places = sightings.filter(({ afterLocative }) => afterLocative).length
  return places > 1 && places * 2 > sightings.length ? 'PLACE' : null
}

/** For a candidate that stays hidden; two plain words are more often a person than anything else. */
function kindByGuess(words: readonly string[], { name, afterLocative }: Sighting): EntityKind {
  if (afterLocative) return 'PLACE'
  const isAcronym = /^[\p{Lu}\p{N}&-]+$/u.test(name)
  return words.length === 2 && !isAcronym ? 'PERSON' : 'ORGANIZATION'
}

function textOf(text: string, tokens: readonly Token[], from: number, to: number): string {
  return text.slice(tokens[from]?.start, tokens[to - 1]?.end).replace(/\s+/g, ' ')
}
