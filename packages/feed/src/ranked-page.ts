import { type Db, Prisma } from '@courant/prisma'

import { instanceSecret, readCursor, signCursor } from './cursor.ts'
import {
  askedOnce,
  type Count,
  type CountedPage,
  makePage,
  type PageRequest,
  readWalk,
} from './page.ts'

/** A list in the order of a name, or of a rank and then of a name. */
export interface RankedList {
  /** SQL that yields `id`, `name` and `rank`, an integer; the lowest rank comes first. */
  rows: Prisma.Sql
  /** False where all ranks are 0: an index by name and id then holds the order. */
  isRanked: boolean
  /** What its cursors are signed for. */
  list: string
}

interface RankedRow {
  id: string
  rank: number
  name: string
}

/** Counting further would be of no use to anybody. */
const mostCounted = 10_000

/**
 * One page of the ids in such a list.
 * @throws {CourantError} BAD_PAGE, BAD_CURSOR
 */
export async function rankedPage(
  db: Db,
  { rows, isRanked, list }: RankedList,
  request: PageRequest,
): Promise<CountedPage<string>> {
  const walk = readWalk(request)
  const secret = await instanceSecret(db)
  const bound = (cursor: string | null | undefined, field: string, comparison: Prisma.Sql) => {
    if (cursor == null) return Prisma.empty
    const [rank, name, id] = readCursor(secret, list, cursor, field)
    return isRanked
      ? Prisma.sql`AND (rank, name, id) ${comparison} (${Number(rank)}::int, ${name}, ${id}::uuid)`
      : Prisma.sql`AND (name, id) ${comparison} (${name}, ${id}::uuid)`
  }
  const direction = walk.backward ? Prisma.sql`DESC` : Prisma.sql`ASC`
  const rank = isRanked ? Prisma.sql`rank ${direction},` : Prisma.empty
  const found = await db.$queryRaw<RankedRow[]>(Prisma.sql`
    SELECT id, rank, name FROM (${rows}) AS ranked
    WHERE TRUE
      ${bound(request.after, 'after', Prisma.sql`>`)}
      ${bound(request.before, 'before', Prisma.sql`<`)}
    ORDER BY ${rank} name ${direction}, id ${direction}
    LIMIT ${walk.size + 1}`)
  const page = makePage(request, walk, found, ({ rank, name, id }) =>
    signCursor(secret, list, [String(rank), name, id]),
  )
  const edges = page.edges.map(({ cursor, node }) => ({ cursor, node: node.id }))
  return { ...page, edges, count: askedOnce(() => countRows(db, rows)) }
}

async function countRows(db: Db, rows: Prisma.Sql): Promise<Count> {
  const [row] = await db.$queryRaw<{ count: number }[]>(Prisma.sql`
    SELECT count(*)::int AS count FROM (
      SELECT FROM (${rows}) AS ranked LIMIT ${mostCounted + 1}) AS counted`)
  return { count: Math.min(row!.count, mostCounted), exact: row!.count <= mostCounted }
}

/** The same page with the rows that its ids stand for; one that is gone meanwhile is left out. */
export function pageOf<Row>(
  page: CountedPage<string>,
  rowsById: ReadonlyMap<string, Row>,
): CountedPage<Row> {
  const edges = page.edges.flatMap(({ cursor, node }) => {
    const row = rowsById.get(node)
    return row === undefined ? [] : [{ cursor, node: row }]
  })
  return { ...page, edges }
}

/** What texts are written with in a pattern, so that it means them alone. */
export function literally(text: string): string {
  return text.replaceAll(/[\\%_]/g, String.raw`\$&`)
}
