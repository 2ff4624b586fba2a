import { type EntityOrigin, Prisma } from '@courant/prisma'

import type { DraftEntity } from '../articles/draft.ts'
import { newId } from '../id.ts'
import { rowset } from '../rows.ts'
import type { Transaction } from '../transaction.ts'

/** An entity that was named. */
export interface NamedEntity {
  id: string
  slug: string
  /** Whom it stands for: the one it was merged into, else itself. */
  meantId: string
}

/**
 * Entities by slug; those that are not there yet are inserted with their aliases, as proposed: what the
 * knowledge base holds is there before an article names it.
 */
export async function ensureEntities(
  tx: Transaction,
  entities: readonly DraftEntity[],
): Promise<Map<string, NamedEntity>> {
  const distinct = [...new Map(entities.map((entity) => [entity.slug, entity])).values()]
  const found = await findEntities(tx, distinct)
  // One order for everyone, so that two writers of the same entities wait for each other, not both.
  const missing = distinct
    .filter(({ slug }) => !found.has(slug))
    .toSorted((a, b) => (a.slug < b.slug ? -1 : 1))
  if (missing.length === 0) return found

  const inserted = await insertEntities(tx, missing, 'PROPOSED')
  const overtaken = missing.filter(({ slug }) => !inserted.has(slug))
  const named = new Map([...inserted, ...(await findEntities(tx, overtaken))])
  await insertAliases(tx, missing, named)
  return new Map([...found, ...named])
}

/** By slug, else by Wikidata id: an entity keeps its identity when the knowledge base renames its slug. */
export async function findEntities(
  tx: Transaction,
  entities: readonly DraftEntity[],
): Promise<Map<string, NamedEntity>> {
  if (entities.length === 0) return new Map()
  const asked = entities.map(({ slug, wikidataId }) => ({ slug, wikidata_id: wikidataId }))
  const rows = await tx.$queryRaw<(NamedEntity & { asked: string })[]>(Prisma.sql`
    SELECT r.slug AS asked, e.id, e.slug, COALESCE(e.merged_into_id, e.id) AS "meantId"
    FROM ${rowset(asked, { slug: 'text', wikidata_id: 'text' })}
    JOIN entity e ON e.slug = r.slug OR e.wikidata_id = r.wikidata_id
    ORDER BY (e.slug = r.slug)`)
  return new Map(rows.map(({ asked, ...named }) => [asked, named]))
}

/**
 * Inserts the entities that are not there, without their aliases; what is there stays as it is.
 * @returns those that were inserted, by slug
 */
export async function insertEntities(
  tx: Transaction,
  entities: readonly DraftEntity[],
  origin: EntityOrigin,
): Promise<Map<string, NamedEntity>> {
  const rows = entities.map(({ slug, name, kind, wikidataId, description }) => {
    return { id: newId(), slug, name, kind, wikidata_id: wikidataId, description }
  })
  const inserted = await tx.$queryRaw<{ id: string; slug: string }[]>(Prisma.sql`
    INSERT INTO entity (id, slug, name, kind, wikidata_id, description, origin)
    SELECT r.*, ${origin}::"EntityOrigin" FROM ${rowset(rows, entityColumns)}
    ON CONFLICT DO NOTHING
    RETURNING id, slug`)
  return new Map(inserted.map(({ id, slug }) => [slug, { id, slug, meantId: id }]))
}

/** In the order in which they are inserted. */
const entityColumns = {
  id: 'uuid',
  slug: 'text',
  name: 'text',
  kind: '"EntityKind"',
  wikidata_id: 'text',
  description: 'text',
} as const

/** @param named the same entities as they are now; one that has another slug keeps the aliases it has */
async function insertAliases(
  tx: Transaction,
  entities: readonly DraftEntity[],
  named: ReadonlyMap<string, NamedEntity>,
): Promise<void> {
  const aliases = entities.flatMap(({ slug, aliases }) => {
    const entity = named.get(slug)
    if (entity?.slug !== slug) return []
    return aliases.map(({ text, language, caseSensitive, ambiguous }) => ({
      entity_id: entity.id,
      text,
      language,
      case_sensitive: caseSensitive,
      ambiguous,
    }))
  })
  await tx.$executeRaw(Prisma.sql`
    INSERT INTO entity_alias (entity_id, text, language, case_sensitive, ambiguous)
    SELECT * FROM ${rowset(aliases, {
      entity_id: 'uuid',
      text: 'text',
      language: 'text',
      case_sensitive: 'boolean',
      ambiguous: 'boolean',
    })}
    ON CONFLICT DO NOTHING`)
}
