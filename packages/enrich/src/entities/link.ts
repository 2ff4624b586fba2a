import { type Span, type TextPart } from '../article.ts'
import type { EnrichedMention, MentionMethod } from '../enrichment.ts'
import type { EntityDescriptor } from '../knowledge/entity.ts'
import { knownEntities } from '../knowledge/knowledge.ts'
import { type AliasRole, buildTrie } from './alias-trie.ts'
import { type AliasMatch, matchAliases } from './match.ts'
import { salienceOf } from './salience.ts'
import { tokenize } from '../tokens.ts'

const trie = buildTrie(knownEntities)

/** One place where a part names an entity. */
export interface Reference {
  entity: EntityDescriptor
  span: Span
  role: AliasRole | 'proposed'
}

/** Who the article names, most salient first. */
export function findMentions(parts: readonly TextPart[], language: string): EnrichedMention[] {
  const found = parts.map((part) => {
    const tokens = tokenize(part.text)
    return { part, tokens, matches: matchAliases(tokens, trie, language) }
  })
  const named = new Set<string>()
  for (const { matches } of found) {
    for (const { uses } of matches) {
      const names = uses.filter(({ role }) => role === 'name')
      if (names.length === 1 && names[0]?.entity) named.add(names[0].entity.slug)
    }
  }
  const references: Reference[] = []
  for (const { part, tokens, matches } of found) {
    for (const match of matches) {
      const use = chooseUse(match, named)
      const start = tokens[match.from]?.start ?? 0
      const end = tokens[match.to - 1]?.end ?? 0
      if (use?.entity == null) continue
      const { text, ...place } = part
      const span = { ...place, start, end, surface: text.slice(start, end) }
      references.push({ entity: use.entity, span, role: use.role })
    }
  }
  return mentionsOf(references)
}

function chooseUse(match: AliasMatch, named: ReadonlySet<string>) {
  const supported = match.uses.filter(
    ({ role, entity }) => role !== 'ambiguous' || (entity !== null && named.has(entity.slug)),
  )
  const entities = new Set(supported.map(({ entity }) => entity?.slug))
  return entities.size === 1 ? (supported[0] ?? null) : null
}

function mentionsOf(references: readonly Reference[]): EnrichedMention[] {
  const bySlug = new Map<string, Reference[]>()
  for (const reference of references) {
    const group = bySlug.get(reference.entity.slug)
    if (group === undefined) bySlug.set(reference.entity.slug, [reference])
    else group.push(reference)
  }
  const saliences = salienceOf(bySlug)
  return [...bySlug.values()]
    .flatMap((group): EnrichedMention[] => {
      const entity = group[0]?.entity
      if (entity === undefined) return []
      const salience = saliences.get(entity.slug) ?? 0
      const { method, confidence } = verdictOn(group)
      return [
        {
          entity,
          spans: group.map(({ span }) => span),
          count: group.length,
          salience,
          about: salience >= 0.35,
          method,
          confidence,
        },
      ]
    })
    .toSorted((a, b) => b.salience - a.salience || (a.entity.slug < b.entity.slug ? -1 : 1))
}

function verdictOn(group: readonly Reference[]): { method: MentionMethod; confidence: number } {
  if (group.some(({ role }) => role === 'name')) return { method: 'ALIAS', confidence: 0.95 }
  if (group.some(({ role }) => role === 'adjective')) return { method: 'ALIAS', confidence: 0.8 }
  return { method: 'COREFERENCE', confidence: 0.7 }
}
