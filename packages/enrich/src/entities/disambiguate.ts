import type { KnownEntity } from '../knowledge/entity.ts'
import { normalize } from '../tokens.ts'
import type { AliasUse } from './alias-trie.ts'
import { calendarWords, givenNames, locatives } from './lexicon.ts'
import type { AliasMatch } from './match.ts'
import type { PartNames } from './part-names.ts'

/** Why a use was chosen, surest first. */
export type Basis = 'name' | 'coreference' | 'adjective' | 'context' | 'locative'

export interface Choice {
  entity: KnownEntity
  basis: Basis
}

/** What the whole article says that a single name does not. */
export interface ArticleContext {
  /** Slugs of the entities that are named outright. */
  named: ReadonlySet<string>
  /** Every word, normalised, and acronyms as written. */
  words: ReadonlySet<string>
}

/** What may stand around a person's name without making it an organisation's. */
const COMPANY_OF_PERSONS = new Set(
  'administration campaign team government family presidency white'.split(' '),
)
/** Before a month, not before a surname like "May". */
const BEFORE_MONTH = new Set(
  'in on by of last next this since until early late mid from to for during before after'.split(
    ' ',
  ),
)

/** Slugs of the entities that a part names outright. */
export function namedOutright(names: PartNames): string[] {
  return names.matches.flatMap((match) =>
    match.uses.flatMap(({ entity, role }) =>
      role === 'name' && entity !== null && !isPartOfOtherName(match, entity, names)
        ? [entity.slug]
        : [],
    ),
  )
}

/**
 * The entity that a match stands for, or null where that stays open: an ambiguous name without
 * support, equal support for two, a decoy, a piece of a longer name.
 */
export function choose(
  match: AliasMatch,
  names: PartNames,
  context: ArticleContext,
): Choice | null {
  const ranked: { choice: Choice; strength: number }[] = []
  for (const use of match.uses) {
    if (use.entity === null) return null
    const support = supportOf(use, use.entity, match, names, context)
    if (support === null) continue
    ranked.push({
      choice: { entity: use.entity, basis: support.basis },
      strength: support.strength,
    })
  }
  ranked.sort((a, b) => b.strength - a.strength)
  const [first, second] = ranked
  if (first === undefined) return null
  // "Jordan" where the article speaks of both Michael Jordan and Amman.
  const isSurname = first.choice.basis === 'coreference' && first.choice.entity.kind === 'PERSON'
  if (isSurname && second?.choice.basis === 'context') return null
  const isTie =
    second?.strength === first.strength && second.choice.entity.slug !== first.choice.entity.slug
  return isTie ? null : first.choice
}

/** Strength: a person named in full > an unambiguous name > words of context > "in ..." before it. */
function supportOf(
  use: AliasUse,
  entity: KnownEntity,
  match: AliasMatch,
  names: PartNames,
  context: ArticleContext,
): { basis: Basis; strength: number } | null {
  if (use.role === 'adjective') return { basis: 'adjective', strength: 100 }
  if (isPartOfOtherName(match, entity, names)) return null
  if (use.role === 'name') return { basis: 'name', strength: 200 }
  if (isMonth(match, names)) return null
  const isPerson = entity.kind === 'PERSON'
  if (context.named.has(entity.slug) && (!isPerson || standsAlone(match, names))) {
    return { basis: 'coreference', strength: isPerson ? 300 : 90 }
  }
  const hits = entity.context.filter((word) => context.words.has(contextKey(word))).length
  const isPlace = entity.kind === 'PLACE' || entity.kind === 'COUNTRY'
  const isLocated = isPlace && hasLocativeBefore(match, names)
  // "in Bayern" is the state even where the article is about the club.
  if (hits > 0) return { basis: 'context', strength: (isLocated ? 100 : 10) + hits }
  return isLocated ? { basis: 'locative', strength: 1 } : null
}

/** "London" of "Jack London", "Michigan" of "University of Michigan", "Trump" of "Eric Trump". */
function isPartOfOtherName(match: AliasMatch, entity: KnownEntity, names: PartNames): boolean {
  const candidate = names.candidateAt.get(match.from)
  if (candidate === undefined) return false
  if (candidate.from >= match.from && candidate.to <= match.to) return false
  const { tokens } = names.part
  const first = tokens[candidate.from]?.norm ?? ''
  const last = tokens[candidate.to - 1]?.norm ?? ''
  const isPerson = entity.kind === 'PERSON'
  if (candidate.kind === 'PERSON' && givenNames.has(first)) {
    return !isPerson || !normalize(entity.name).split(' ').includes(first)
  }
  if (candidate.kind === 'ORGANIZATION') {
    return entity.kind === 'PLACE' || (isPerson && !COMPANY_OF_PERSONS.has(last))
  }
  return false
}

/** A surname by itself, not the end of somebody else's name. */
export function standsAlone(match: AliasMatch, names: PartNames): boolean {
  const candidate = names.candidateAt.get(match.from)
  if (candidate !== undefined) return candidate.from >= match.from
  const before = names.part.tokens[match.from - 1]
  return before === undefined || !givenNames.has(before.norm)
}

function isMonth({ from, to }: AliasMatch, names: PartNames): boolean {
  const { tokens } = names.part
  if (!calendarWords.has(tokens[from]?.norm ?? '')) return false
  const [before, after] = [tokens[from - 1]?.norm ?? '', tokens[to]?.norm ?? '']
  return BEFORE_MONTH.has(before) || /^\d/.test(before) || /^\d/.test(after)
}

function hasLocativeBefore({ from }: AliasMatch, names: PartNames): boolean {
  return locatives.has(names.part.tokens[from - 1]?.norm ?? '')
}

/** The keys under which the words of an article are looked up; see `contextKey`. */
export function wordsOf(names: readonly PartNames[]): Set<string> {
  const words = new Set<string>()
  for (const { part } of names) {
    for (const { text, norm } of part.tokens) {
      words.add(norm)
      if (isAcronym(text)) words.add(text.replaceAll('.', ''))
    }
  }
  return words
}

/** "US" must not be supported by "us". */
function contextKey(word: string): string {
  return isAcronym(word) ? word.replaceAll('.', '') : normalize(word)
}

function isAcronym(text: string): boolean {
  return text.length > 1 && /^[\p{Lu}.]+$/u.test(text)
}
