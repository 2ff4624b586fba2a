import { Prisma } from '@courant/prisma'

import type { DraftEntity } from '../articles/draft.ts'
import type { Transaction } from '../transaction.ts'

/**
 * The ids of entities by slug; those that are not there yet are inserted with their aliases. The id of
 * one that was merged is the one it was merged into.
 */
export async function ensureEntities(
  tx: Transaction,
  entities: readonly DraftEntity[],
): Promise<Map<string, string>> {
  const ids = await findIds(tx, entities)
  const missing = new Map(
    entities.filter(({ slug }) => !ids.has(slug)).map((entity) => [entity.slug, entity]),
  )
  if (missing.size === 0) return ids

  // One order for everyone, so that two writers of the same entities wait for each other, not both.
  await insertEntities(
    tx,
    [...missing.values()].toSorted((a, b) => (a.slug < b.slug ? -1 : 1)),
  )
  return findIds(tx, entities)
}

/** By slug, else by Wikidata id: an entity keeps its identity when the knowledge base renames its slug. */
async function findIds(
  tx: Transaction,
  entities: readonly DraftEntity[],
): Promise<Map<string, string>> {
  const asked = entities.map(({ slug, wikidataId }) => ({ slug, wikidata_id: wikidataId }))
  const rows = await tx.$queryRaw<{ slug: string; id: string }[]>(Prisma.sql`
    SELECT r.slug, COALESCE(e.merged_into_id, e.id) AS id
    FROM jsonb_to_recordset(${JSON.stringify(asked)}::jsonb) AS r(slug text, wikidata_id text)
    JOIN entity e ON e.slug = r.slug OR e.wikidata_id = r.wikidata_id
    ORDER BY (e.slug = r.slug)`)
  return new Map(rows.map(({ slug, id }) => [slug, id]))
}

/** Inserts entities and aliases that are not there; what is there stays as editors left it. */
export async function insertEntities(
  tx: Transaction,
  entities: readonly DraftEntity[],
): Promise<void> {
  await tx.entity.createMany({
    data: entities.map(({ slug, name, kind, wikidataId, description }) => ({
      slug,
      name,
      kind,
      wikidataId,
      description,
    })),
    skipDuplicates: true,
  })
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
