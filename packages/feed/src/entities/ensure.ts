import { type EntityOrigin, Prisma } from '@courant/prisma'

import type { DraftEntity } from '../articles/draft.ts'
import { newId } from '../id.ts'
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

  await insertEntities(tx, missing, 'PROPOSED')
  await insertAliases(tx, missing)
  return new Map([...found, ...(await findEntities(tx, missing))])
}

/** By slug, else by Wikidata id: an entity keeps its identity when the knowledge base renames its slug. */
export async function findEntities(
  tx: Transaction,
  entities: readonly DraftEntity[],
): Promise<Map<string, NamedEntity>> {
  const asked = entities.map(({ slug, wikidataId }) => ({ slug, wikidata_id: wikidataId }))
  const rows = await tx.$queryRaw<(NamedEntity & { asked: string })[]>(Prisma.sql`
    SELECT r.slug AS asked, e.id, e.slug, COALESCE(e.merged_into_id, e.id) AS "meantId"
    FROM jsonb_to_recordset(${JSON.stringify(asked)}::jsonb) AS r(slug text, wikidata_id text)
    JOIN entity e ON e.slug = r.slug OR e.wikidata_id = r.wikidata_id
    ORDER BY (e.slug = r.slug)`)
  return new Map(rows.map(({ asked, ...named }) => [asked, named]))
}

/** Inserts the entities that are not there, without their aliases; what is there stays as it is. */
export async function insertEntities(
  tx: Transaction,
  entities: readonly DraftEntity[],
  origin: EntityOrigin,
): Promise<void> {
  const rows = entities.map(({ slug, name, kind, wikidataId, description }) => {
    return { id: newId(), slug, name, kind, wikidata_id: wikidataId, description }
  })
  await tx.$executeRaw(Prisma.sql`
    INSERT INTO entity (id, slug, name, kind, wikidata_id, description, origin)
    SELECT r.*, ${origin}::"EntityOrigin" FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      AS r(id uuid, slug text, name text, kind "EntityKind", wikidata_id text, description text)
    ON CONFLICT DO NOTHING`)
}

async function insertAliases(tx: Transaction, entities: readonly DraftEntity[]): Promise<void> {
  const aliases = entities.flatMap(({ slug, aliases }) =>
    aliases.map(({ text, language, caseSensitive, ambiguous }) => ({
      slug,
      text,
      language,
      case_sensitive: caseSensitive,
      ambiguous,
    })),
  )
  await tx.$executeRaw(Prisma.sql`
    INSERT INTO entity_alias (entity_id, text, language, case_sensitive, ambiguous)
    SELECT e.id, r.text, r.language, r.case_sensitive, r.ambiguous
    FROM jsonb_to_recordset(${JSON.stringify(aliases)}::jsonb)
      AS r(slug text, text text, language text, case_sensitive boolean, ambiguous boolean)
    JOIN entity e ON e.slug = r.slug
    ON CONFLICT DO NOTHING`)
}
