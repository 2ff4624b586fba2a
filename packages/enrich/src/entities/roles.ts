import words from '../../knowledge/roles.json' with { type: 'json' }
import { normalize, type Token } from '../tokens.ts'
import type { KnownEntity } from '../knowledge/entity.ts'

/** A role, one normalised word a step: "prime minister", "bundeskanzlerin". */
const roles = new Map<string, ReadonlySet<string>>()
for (const role of [...words.en, ...words.de]) {
  const [first = '', ...rest] = role.split(' ').map(normalize)
  roles.set(first, new Set([...(roles.get(first) ?? []), rest.join(' ')]))
}
const articles = new Set(words.articles.map(normalize))
/** "the president of", "the chancellor's", "the president elect": somebody else's, or another role. */
const openings = new Set(words.openings.map(normalize))

/** Tokens of one part and the persons named in it, by the index of the first token. */
export interface PersonsOfPart {
  tokens: readonly Token[]
  persons: ReadonlyMap<number, KnownEntity>
}

export interface RoleReference {
  entity: KnownEntity
  from: number
  to: number
}

/**
 * "the chancellor" after "Chancellor Friedrich Merz": a role stands for the person to whose name it
 * was joined, where the article joins it to one person only. One list a part, in reading order.
 */
export function findRoles(parts: readonly PersonsOfPart[]): RoleReference[][] {
  const holders = holdersOf(parts)
  return parts.map(({ tokens, persons }) => {
    const found: RoleReference[] = []
    for (const [at, { norm }] of tokens.entries()) {
      if (!articles.has(norm)) continue
      const to = roleEnd(tokens, at + 1)
      if (to === null || persons.has(to) || openings.has(tokens[to]?.norm ?? '')) continue
      const [entity, ...others] = holders.get(textOf(tokens, at + 1, to)) ?? []
      if (entity && others.length === 0) found.push({ entity, from: at + 1, to })
    }
    return found
  })
}

function holdersOf(parts: readonly PersonsOfPart[]): Map<string, Set<KnownEntity>> {
  const holders = new Map<string, Set<KnownEntity>>()
  for (const { tokens, persons } of parts) {
    for (const [from, entity] of persons) {
      for (const start of [from - 2, from - 1]) {
        if (roleEnd(tokens, start) !== from) continue
        const role = textOf(tokens, start, from)
        holders.set(role, (holders.get(role) ?? new Set()).add(entity))
        break
      }
    }
  }
  return holders
}

/** The index after the role that begins at `at`, the longest one; null where none does. */
function roleEnd(tokens: readonly Token[], at: number): number | null {
  const rests = roles.get(tokens[at]?.norm ?? '')
  if (rests === undefined) return null
  const next = tokens[at + 1]
  if (next !== undefined && rests.has(next.norm)) return at + 2
  return rests.has('') ? at + 1 : null
}

function textOf(tokens: readonly Token[], from: number, to: number): string {
  return tokens
    .slice(from, to)
    .map(({ norm }) => norm)
    .join(' ')
}
