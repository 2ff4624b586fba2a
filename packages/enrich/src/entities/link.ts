import type { Analysis } from '../analysis.ts'
import type { EnrichedMention } from '../enrichment.ts'
import { addAlias, buildTrie, type TrieNode } from './alias-trie.ts'
import { contextOf } from './disambiguate.ts'
import { knownNames } from './known.ts'
import { matchAliases } from './match.ts'
import { mentionsOf, type Reference, spanOf } from './mentions.ts'
import { choicesOf, type PartChoices, type PlacedChoice } from './part-choices.ts'
import { namesOf } from './part-names.ts'
import { type Proposal, proposeNames } from './propose.ts'
import { findRoles, type PersonsOfPart } from './roles.ts'
import { standsAlone } from './surroundings.ts'

export interface Actors {
  /** Most salient first. */
  mentions: EnrichedMention[]
  /** Names by their form alone with too little to show them yet; most salient first. */
  candidates: EnrichedMention[]
}

/** A name in a part and whom it stands for. */
interface Named extends Omit<PlacedChoice, 'basis'> {
  basis: Reference['basis']
}

/**
 * Whom the article names. Known names come first (longest match, then what the article supports);
 * then names that the article itself introduces: acronyms in brackets and names told by their form,
 * which stand for the same in all of the article.
 * @param options.isSport the article is about sport, where a city's name stands for its team
 */
export function findActors(analysis: Analysis, { isSport }: { isSport: boolean }): Actors {
  const { language } = analysis
  const names = analysis.parts.map((part) => namesOf(part, knownNames, language))
  const context = contextOf(names, isSport)
  const parts = names.map((part) => choicesOf(part, context))
  const proposals = proposeNames(parts)
  const sure = proposals.filter(({ isSure }) => isSure)
  const own = trieOf(sure)
  addKnownAcronyms(own, parts)
  const hidden = trieOf(proposals.filter(({ isSure }) => !isSure))

  const visible = parts.map((part) =>
    withoutOverlaps([...namesIn(part, own, language), ...part.choices]),
  )
  const roles = findRoles(parts.map((part, at) => personsOf(part, visible[at] ?? [])))
  const references: Reference[] = []
  const hiddenReferences: Reference[] = []
  for (const [at, part] of parts.entries()) {
    const held = (roles[at] ?? []).map((role) => ({ ...role, basis: 'coreference' as const }))
    for (const named of withoutOverlaps([...(visible[at] ?? []), ...held])) {
      references.push(referenceOf(part, named))
    }
    for (const named of namesIn(part, hidden, language)) {
      hiddenReferences.push(referenceOf(part, named))
    }
  }
  return { mentions: mentionsOf(references), candidates: mentionsOf(hiddenReferences) }
}

function personsOf({ names }: PartChoices, named: readonly Named[]): PersonsOfPart {
  const persons = new Map(
    named
      .filter(({ entity }) => entity.kind === 'PERSON')
      .map(({ entity, from }) => [from, entity] as const),
  )
  return { tokens: names.part.tokens, persons }
}

function trieOf(proposals: readonly Proposal[]): TrieNode {
  const root = buildTrie(proposals.map(({ entity }) => entity))
  for (const { entity, shortForms } of proposals) {
    for (const text of shortForms) {
      addAlias(root, text, { entity, language: '', caseSensitive: true, role: 'shortened' })
    }
  }
  return root
}

/** "Security Assistance Group-Ukraine (SAG-U)": the acronym stands for the known entity before it. */
function addKnownAcronyms(root: TrieNode, parts: readonly PartChoices[]): void {
  for (const { names, choiceAt } of parts) {
    for (const { from, to, acronym } of names.acronyms) {
      const known = choiceAt.get(to - 1)
      if (known === undefined || known.from > from) continue
      const use = { language: '', caseSensitive: true, role: 'shortened' } as const
      addAlias(root, acronym, { ...use, entity: known.entity })
    }
  }
}

function namesIn({ names }: PartChoices, trie: TrieNode, language: string): Named[] {
  return matchAliases(names.part.tokens, trie, language).flatMap((match) => {
    const [use, ...others] = match.uses
    if (use === undefined || use.entity === null) return []
    if (others.some(({ entity }) => entity !== use.entity)) return []
    if (use.role === 'shortened' && !standsAlone(match, names)) return []
    const basis = use.role === 'shortened' ? 'coreference' : 'proposed'
    return [{ entity: use.entity, from: match.from, to: match.to, basis }]
  })
}

/** The longest of names that overlap; of equal ones the first handed in. In reading order. */
function withoutOverlaps(names: readonly Named[]): Named[] {
  const taken = new Set<number>()
  const kept: Named[] = []
  for (const named of names.toSorted((a, b) => b.to - b.from - (a.to - a.from))) {
    let isFree = true
    for (let at = named.from; at < named.to; at++) isFree &&= !taken.has(at)
    if (!isFree) continue
    for (let at = named.from; at < named.to; at++) taken.add(at)
    kept.push(named)
  }
  return kept.toSorted((a, b) => a.from - b.from)
}

function referenceOf({ names }: PartChoices, { entity, from, to, basis }: Named): Reference {
  const { place, tokens } = names.part
  return { entity, span: spanOf(place, tokens, from, to), basis }
}
