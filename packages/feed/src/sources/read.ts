import type { Db, Source } from '@courant/prisma'

import { CourantError } from '../errors.ts'
import { instanceSecret, readCursor, signCursor } from '../cursor.ts'
import { isUuid } from '../id.ts'
import { countedWhole, type CountedPage, makePage, type PageRequest, readWalk } from '../page.ts'

/** Every source, by name. */
export async function allSources(db: Db): Promise<Source[]> {
  return db.source.findMany({ orderBy: [{ name: 'asc' }, { id: 'asc' }] })
}

/**
 * One page of the sources, by name.
 * @throws {CourantError} BAD_PAGE, BAD_CURSOR
 */
export async function sourcePage(db: Db, request: PageRequest): Promise<CountedPage<Source>> {
  const walk = readWalk(request)
  const secret = await instanceSecret(db)
  const placeAt = (cursor: string, field: string) => {
    const [name, id] = readCursor(secret, 'sources', cursor, field)
    return { name: name!, id: id! }
  }
  const behind = request.after == null ? null : placeAt(request.after, 'after')
  const before = request.before == null ? null : placeAt(request.before, 'before')
  const direction = walk.backward ? 'desc' : 'asc'
  const found = await db.source.findMany({
    where: {
      AND: [
        behind
          ? { OR: [{ name: { gt: behind.name } }, { name: behind.name, id: { gt: behind.id } }] }
          : {},
        before
          ? { OR: [{ name: { lt: before.name } }, { name: before.name, id: { lt: before.id } }] }
          : {},
      ],
    },
    orderBy: [{ name: direction }, { id: direction }],
    take: walk.size + 1,
  })
  const page = makePage(request, walk, found, ({ name, id }) =>
    signCursor(secret, 'sources', [name, id]),
  )
  return {
    ...page,
    count: countedWhole(() => db.source.count()),
  }
}

export async function sourcesById(db: Db, ids: readonly string[]): Promise<Map<string, Source>> {
  const rows = await db.source.findMany({ where: { id: { in: [...ids] } } })
  return new Map(rows.map(byId))
}

/** The sources that read these feeds, by the feed's address. */
export async function sourcesByFeed(
  db: Db,
  feedUrls: readonly string[],
): Promise<Map<string, Source>> {
  const rows = await db.source.findMany({ where: { feedUrl: { in: [...feedUrls] } } })
  return new Map(rows.map((row) => [row.feedUrl!, row]))
}

/** The sources with these ids or slugs, by what was asked for. */
export async function sourcesNamed(
  db: Db,
  idsOrSlugs: readonly string[],
): Promise<Map<string, Source>> {
  const rows = await db.source.findMany({
    where: { OR: [{ id: { in: idsOrSlugs.filter(isUuid) } }, { slug: { in: [...idsOrSlugs] } }] },
  })
  // An id comes last and wins: a slug may look like one.
  return new Map([...rows.map((row) => [row.slug, row] as const), ...rows.map(byId)])
}

const byId = (row: Source) => [row.id, row] as const

/** The source with an id or a slug. */
export async function findSource(db: Db, idOrSlug: string): Promise<Source | null> {
  return (await sourcesNamed(db, [idOrSlug])).get(idOrSlug) ?? null
}

/**
 * The sources with these ids or slugs, in the order given.
 * @param field what the caller calls them
 * @throws {CourantError} UNKNOWN_SOURCE
 */
export async function requireSources(
  db: Db,
  idsOrSlugs: readonly string[],
  field = 'id',
): Promise<Source[]> {
  const named = await sourcesNamed(db, idsOrSlugs)
  return idsOrSlugs.map((idOrSlug) => {
    const source = named.get(idOrSlug)
    if (source) return source
    throw new CourantError('UNKNOWN_SOURCE', `There is no source "${idOrSlug}".`, field)
  })
}

/**
 * The source with an id or a slug.
 * @throws {CourantError} UNKNOWN_SOURCE
 */
export async function requireSource(db: Db, idOrSlug: string): Promise<Source> {
  const [source] = await requireSources(db, [idOrSlug])
  return source!
}
