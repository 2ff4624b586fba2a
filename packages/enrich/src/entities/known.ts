import decoys from '../../knowledge/decoys.json' with { type: 'json' }
import { knownEntities } from '../knowledge/knowledge.ts'
import { buildTrie } from './alias-trie.ts'

/** Every name of the knowledge base, built once a process. */
export const knownNames = buildTrie(knownEntities, decoys)

const slugs = new Set(knownEntities.map(({ slug }) => slug))

/** A name by form must not pass for the entity of the knowledge base that has its slug. */
export function isKnownSlug(slug: string): boolean {
  return slugs.has(slug)
}
