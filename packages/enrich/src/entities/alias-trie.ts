import type { KnownEntity } from '../knowledge/entity.ts'
import { type Token, tokenize } from '../tokens.ts'

/** How a name stands for its entity. */
export type AliasRole =
  /** By itself. */
  | 'name'
  /** Only with support in the article. */
  | 'ambiguous'
  /** As the adjective or demonym of a place. */
  | 'adjective'
  /** As a surname or acronym of an entity that the article names in full. */
  | 'shortened'

export interface AliasUse {
  /** Null for a decoy: words that only look like a name ("French fries"). */
  entity: KnownEntity | null
  tokens: readonly Token[]
  language: string
  caseSensitive: boolean
  role: AliasRole
}

export interface TrieNode {
  next: Map<string, TrieNode>
  uses: AliasUse[]
}

/** Every alias of the entities and every decoy, one normalised token a step. */
export function buildTrie(
  entities: readonly KnownEntity[],
  decoys: readonly string[] = [],
): TrieNode {
  const root: TrieNode = { next: new Map(), uses: [] }
  for (const entity of entities) {
    for (const alias of entity.aliases) {
      addAlias(root, alias.text, { ...alias, entity, role: alias.ambiguous ? 'ambiguous' : 'name' })
    }
    for (const { text, language } of entity.adjectives) {
      addAlias(root, text, { entity, language, caseSensitive: false, role: 'adjective' })
    }
  }
  for (const text of decoys) {
    addAlias(root, text, { entity: null, language: '', caseSensitive: false, role: 'name' })
  }
  return root
}

export function addAlias(root: TrieNode, text: string, use: Omit<AliasUse, 'tokens'>): void {
  const tokens = tokenize(text)
  let node = root
  for (const { norm } of tokens) {
    let child = node.next.get(norm)
    if (child === undefined) {
      child = { next: new Map(), uses: [] }
      node.next.set(norm, child)
    }
    node = child
  }
  if (node !== root) node.uses.push({ ...use, tokens })
}
