import { type Db, type Entity, type EntityKind, Prisma } from '@courant/prisma'

import { collect } from '../collect.ts'
import { isUuid } from '../id.ts'
import type { CountedPage, PageRequest } from '../page.ts'
import { literally, pageOf, rankedPage } from '../ranked-page.ts'

/** The entity with an id or a slug; one that was merged is found as the one it was merged into. */
export async function findEntity(
  db: Db,
  by: { id: string } | { slug: string },
): Promise<Entity | null> {
  if ('id' in by && !isUuid(by.id)) return null
  const entity = await db.entity.findUnique({ where: by, include: { mergedInto: true } })
  if (!entity) return null
  const { mergedInto, ...own } = entity
  return mergedInto ?? own
}

/**
 * The texts by which entities are found, in alphabetical order, by entity id; the names of those that
 * were merged into them are among them.
 */
export async function aliasesOf(
  db: Db,
  entityIds: readonly string[],
): Promise<Map<string, string[]>> {
  const rows = await db.$queryRaw<{ entityId: string; text: string }[]>(Prisma.sql`
    WITH meant AS (
      SELECT id, id AS entity_id FROM entity WHERE id = ANY(${[...entityIds]}::uuid[])
      UNION ALL
      SELECT merged_into_id, id FROM entity WHERE merged_into_id = ANY(${[...entityIds]}::uuid[])
    )
    SELECT m.id AS "entityId", a.text FROM meant m JOIN entity_alias a USING (entity_id)
    UNION
    SELECT m.id, e.name FROM meant m JOIN entity e ON e.id = m.entity_id WHERE m.id <> e.id
    ORDER BY text`)
  return collect(
    rows,
    ({ entityId }) => entityId,
    ({ text }) => text,
  )
}

/**
 * Entities by name. With `search`: those whose name or alias contains it, exact matches first, then
 * those that begin with it; what no article names yet comes after what is in the news. Two letters are looked
 * for where words begin, and one where a name does. One that was merged is not listed, but whom it stands for is found by
 * its names.
 * @throws {CourantError} BAD_PAGE, BAD_CURSOR
 */
export async function entityPage(
  db: Db,
  request: PageRequest & { search?: string | null; kind?: EntityKind | null },
): Promise<CountedPage<Entity>> {
  const search = request.search?.trim().toLowerCase() ?? ''
  const kind = request.kind ?? null
  const list = {
    rows: search ? found(search, kind) : all(kind),
    isRanked: search !== '',
    list: `entities ${JSON.stringify([search, kind])}`,
  }
  const page = await rankedPage(db, list, request)
  const ids = page.edges.map(({ node }) => node)
  return pageOf(page, await entitiesById(db, ids))
}

function ofKind(kind: EntityKind | null): Prisma.Sql {
  return kind ? Prisma.sql`AND e.kind = ${kind}::"EntityKind"` : Prisma.empty
}

function all(kind: EntityKind | null): Prisma.Sql {
  return Prisma.sql`
    SELECT e.id, e.name, 0 AS rank FROM entity e WHERE e.merged_into_id IS NULL ${ofKind(kind)}`
}

function found(search: string, kind: EntityKind | null): Prisma.Sql {
  return Prisma.sql`
    SELECT e.id, e.name,
      CASE WHEN EXISTS (SELECT FROM mention m WHERE m.entity_id = e.id) THEN 0 ELSE 1 END + min(CASE
        WHEN found.text = ${search} THEN 0
        WHEN starts_with(found.text, ${search}) THEN 2
        WHEN strpos(found.text, ' ' || ${search}) > 0 THEN 4
        ELSE 6 END) AS rank
    FROM (
      SELECT id AS entity_id, lower(name) AS text FROM entity
      UNION ALL
      SELECT entity_id, lower(text) FROM entity_alias
    ) AS found
    JOIN entity named ON named.id = found.entity_id
    JOIN entity e ON e.id = COALESCE(named.merged_into_id, named.id)
    WHERE ${holds(search)} ${ofKind(kind)}
    GROUP BY e.id`
}

/** An index of triples of letters finds it; of fewer letters it knows only where a word begins. */
function holds(search: string): Prisma.Sql {
  const text = literally(search)
  if (search.length > 2) return Prisma.sql`found.text LIKE ${`%${text}%`}`
  const begins = Prisma.sql`found.text LIKE ${`${text}%`}`
  return search.length === 1 ? begins : Prisma.sql`(${begins} OR found.text LIKE ${`% ${text}%`})`
}

/** Entities as they stand under these ids, merged ones included. */
export async function entitiesById(db: Db, ids: readonly string[]): Promise<Map<string, Entity>> {
  const rows = await db.entity.findMany({ where: { id: { in: [...ids] } } })
  return new Map(rows.map((row) => [row.id, row]))
}
