import { type Db, type Entity, type EntityKind, Prisma } from '@courant/prisma'

import { collect } from '../collect.ts'
import { instanceSecret, readCursor, signCursor } from '../cursor.ts'
import { isUuid } from '../id.ts'
import {
  askedOnce,
  type Count,
  type CountedPage,
  makePage,
  type PageRequest,
  readWalk,
} from '../page.ts'

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

interface RankedEntity {
  id: string
  rank: number
  name: string
}

/**
 * Entities by name. With `search`: those whose name or alias contains it, exact matches first, then
 * those that begin with it; what no article names yet comes after what is in the news. One that was
 * merged is not listed, but whom it stands for is found by its names.
 * @throws {CourantError} BAD_PAGE, BAD_CURSOR
 */
export async function entityPage(
  db: Db,
  request: PageRequest & { search?: string | null; kind?: EntityKind | null },
): Promise<CountedPage<Entity>> {
  const walk = readWalk(request)
  const secret = await instanceSecret(db)
  const search = request.search?.trim().toLowerCase() ?? ''
  const list = `entities ${JSON.stringify([search, request.kind ?? null])}`
  const bound = (cursor: string | null | undefined, field: string, comparison: Prisma.Sql) => {
    if (cursor == null) return Prisma.empty
    const [rank, name, id] = readCursor(secret, list, cursor, field)
    return Prisma.sql`AND (rank, name, id) ${comparison} (${Number(rank)}::int, ${name}, ${id}::uuid)`
  }
  const direction = walk.backward ? Prisma.sql`DESC` : Prisma.sql`ASC`
  const ranked = await db.$queryRaw<RankedEntity[]>(Prisma.sql`
    SELECT id, rank, name FROM (${ranking(search, request.kind)}) AS ranked
    WHERE TRUE
      ${bound(request.after, 'after', Prisma.sql`>`)}
      ${bound(request.before, 'before', Prisma.sql`<`)}
    ORDER BY rank ${direction}, name ${direction}, id ${direction}
    LIMIT ${walk.size + 1}`)
  const entities = await entitiesById(
    db,
    ranked.map(({ id }) => id),
  )
  const page = makePage(request, walk, ranked, ({ rank, name, id }) =>
    signCursor(secret, list, [String(rank), name, id]),
  )
  return {
    ...page,
    edges: page.edges.map(({ cursor, node }) => ({ cursor, node: entities.get(node.id)! })),
    count: askedOnce(() => countEntities(db, ranking(search, request.kind))),
  }
}

/** Counting further would be of no use to anybody. */
const mostCounted = 10_000

async function countEntities(db: Db, ranked: Prisma.Sql): Promise<Count> {
  const [row] = await db.$queryRaw<{ count: number }[]>(Prisma.sql`
    SELECT count(*)::int AS count FROM (
      SELECT FROM (${ranked}) AS ranked LIMIT ${mostCounted + 1}) AS counted`)
  return { count: Math.min(row!.count, mostCounted), exact: row!.count <= mostCounted }
}

function ranking(search: string, kind: EntityKind | null | undefined): Prisma.Sql {
  const unnamed = Prisma.sql`
    CASE WHEN EXISTS (SELECT FROM mention m WHERE m.entity_id = e.id) THEN 0 ELSE 1 END`
  const ofKind = kind ? Prisma.sql`AND e.kind = ${kind}::"EntityKind"` : Prisma.empty
  if (!search) {
    return Prisma.sql`
      SELECT e.id, e.name, 0 AS rank FROM entity e WHERE e.merged_into_id IS NULL ${ofKind}`
  }
  // An index of triples of letters finds it, where the text has three.
  const contained = `%${search.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`
  return Prisma.sql`
    SELECT e.id, e.name, ${unnamed} + min(CASE
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
    WHERE found.text LIKE ${contained} ${ofKind}
    GROUP BY e.id`
}

/** Entities as they stand under these ids, merged ones included. */
export async function entitiesById(db: Db, ids: readonly string[]): Promise<Map<string, Entity>> {
  const rows = await db.entity.findMany({ where: { id: { in: [...ids] } } })
  return new Map(rows.map((row) => [row.id, row]))
}
