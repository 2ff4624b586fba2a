import type { KnownEntity } from '../knowledge/entity.ts'
import { normalize } from '../tokens.ts'
import type { AliasUse } from './alias-trie.ts'
import type { AliasMatch } from './match.ts'
import type { PartNames } from './part-names.ts'
import {
  hasLocativeBefore,
  isMonth,
  isOtherPlace,
  isPartOfOtherName,
  isPlace,
  isTeam,
  standsAlone,
  standsForTeam,
} from './surroundings.ts'

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
  /** Cities and countries stand for their teams. */
  isSport: boolean
}

/** Slugs of the entities that a part names outright. */
function namedOutright(names: PartNames): string[] {
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
  if (use.role === 'adjective') {
    // "Indians manager" is of no country, and in sport an "English captain" is the team's.
    const isPlural = use.tokens.at(-1)?.norm.endsWith('s') ?? false
    if ((isPlural || context.isSport) && standsForTeam(match, names)) return null
    return { basis: 'adjective', strength: 100 }
  }
  if (isPartOfOtherName(match, entity, names) || isOtherPlace(match, entity, names)) return null
  if (isTeam(match, entity, names, context.isSport)) return null
  if (use.role === 'name') return { basis: 'name', strength: 200 }
  if (isMonth(match, names)) return null
  const isPerson = entity.kind === 'PERSON'
  if (context.named.has(entity.slug) && (!isPerson || standsAlone(match, names))) {
    return { basis: 'coreference', strength: isPerson ? 300 : 90 }
  }
  const hits = entity.context.filter((word) => context.words.has(contextKey(word))).length
  const isLocated = isPlace(entity) && hasLocativeBefore(match, names)
  // "in Bayern" is the state even where the article is about the club.
  if (hits > 0) return { basis: 'context', strength: (isLocated ? 100 : 10) + hits }
  return isLocated ? { basis: 'locative', strength: 1 } : null
}

/** What all parts of an article say together. */
export function contextOf(names: readonly PartNames[], isSport: boolean): ArticleContext {
  return { named: new Set(names.flatMap(namedOutright)), words: wordsOf(names), isSport }
}

/** The keys under which the words of an article are looked up; see `contextKey`. */
function wordsOf(names: readonly PartNames[]): Set<string> {
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
