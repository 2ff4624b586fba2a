import { type Db, type Entity, Prisma } from '@courant/prisma'

import { entitiesById } from '../entities/read.ts'
import { readSize } from '../page.ts'

/** An actor whose name is like what was looked for. */
export interface FoundActor {
  entity: Entity
  /** 0 to 1: the share of letter triples in common; 1 where the name contains the text. */
  similarity: number
}

/** Longer texts are no names. */
const longestName = 100
/** Names looked at: a text of two letters is part of very many. */
const mostNames = 500

/**
 * Actors that have a name like a text, spelt otherwise too, the most alike first; of those who are alike who is in the
 * news. Whoever was merged is found as whom they are.
 * @throws {CourantError} BAD_PAGE
 */
export async function searchActors(
  db: Db,
  text: string,
  { first }: { first: number },
): Promise<FoundActor[]> {
  const size = readSize(first)
  const name = text.trim().toLowerCase().slice(0, longestName)
  if (name === '') return []
  // One wrong letter of six is less alike than PostgreSQL asks for by itself.
  const [, rows] = await db.$transaction([
    db.$executeRaw`SET LOCAL pg_trgm.word_similarity_threshold = 0.5`,
    db.$queryRaw<{ id: string; similarity: number }[]>(Prisma.sql`
    WITH named AS MATERIALIZED (
      (SELECT id, lower(name) AS text FROM entity
        WHERE lower(name) %> ${name} LIMIT ${mostNames})
      UNION ALL
      (SELECT entity_id, lower(text) FROM entity_alias
        WHERE lower(text) %> ${name} LIMIT ${mostNames})),
    alike AS (
      SELECT coalesce(e.merged_into_id, e.id) AS id,
        max(word_similarity(${name}, n.text)) AS within, max(similarity(${name}, n.text)) AS whole
      FROM named n JOIN entity e ON e.id = n.id GROUP BY 1)
    SELECT id, within AS similarity FROM alike
    ORDER BY within DESC, EXISTS (SELECT FROM mention m WHERE m.entity_id = alike.id) DESC, whole DESC, id
    LIMIT ${size}`),
  ])
  const entities = await entitiesById(
    db,
    rows.map(({ id }) => id),
  )
  return rows.flatMap(({ id, similarity }) => {
    const entity = entities.get(id)
    return entity ? [{ entity, similarity }] : []
  })
}
