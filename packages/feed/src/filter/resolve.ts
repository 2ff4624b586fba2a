import type { ArticleFilter, SetFilter } from '@courant/filter'
import { type Db, Prisma } from '@courant/prisma'

import { CourantError, type ErrorCode } from '../errors.ts'
import { isUuid } from '../id.ts'

/** A set whose members are ids. */
export interface ResolvedSet {
  all: readonly string[]
  /** Null asks for nothing; an empty list matches nothing. */
  any: readonly string[] | null
  none: readonly string[]
}

/** A filter that is ready to be asked: ids only, no clause left open, members sorted. */
export interface ResolvedFilter {
  actors: ResolvedSet
  topics: ResolvedSet
  sources: ResolvedSet
  languages: readonly string[] | null
  publishedAfter: Date | null
  publishedBefore: Date | null
  AND: readonly ResolvedFilter[]
  OR: readonly ResolvedFilter[] | null
  NOT: ResolvedFilter | null
}

/** A filter asks for at most so many members and clauses in all; past that it is a mistake or an attack. */
const maxParts = 200
const maxDepth = 8

const setNames = ['actors', 'topics', 'sources'] as const
const modes = ['all', 'any', 'none'] as const
type SetName = (typeof setNames)[number]

/**
 * Turns slugs, codes and merged ids into the ids they stand for today.
 * @throws {CourantError} UNKNOWN_ACTOR, UNKNOWN_TOPIC, UNKNOWN_SOURCE: nothing has that id or slug;
 *   BAD_FILTER: too large or too deep
 */
export async function resolveFilter(
  db: Db,
  filter: ArticleFilter | null | undefined,
): Promise<ResolvedFilter> {
  const named = collectMembers(filter ?? {})
  const [actors, topics, sources] = await Promise.all([
    named.actors.size > 0 ? actorIds(db, [...named.actors]) : none,
    named.topics.size > 0 ? topicIds(db, [...named.topics]) : none,
    named.sources.size > 0 ? sourceIds(db, [...named.sources]) : none,
  ])
  return resolve(filter ?? {}, { actors, topics, sources }, 'filter')
}

type Ids = ReadonlyMap<string, string>
const none: Ids = new Map()

function collectMembers(filter: ArticleFilter): Record<SetName, Set<string>> {
  const named = { actors: new Set<string>(), topics: new Set<string>(), sources: new Set<string>() }
  let parts = 0
  const visit = (part: ArticleFilter, depth: number) => {
    parts += 1
    for (const name of setNames) {
      for (const mode of modes) {
        for (const member of part[name]?.[mode] ?? []) {
          named[name].add(member)
          parts += 1
        }
      }
    }
    if (depth > maxDepth || parts > maxParts) {
      throw new CourantError(
        'BAD_FILTER',
        `A filter holds at most ${maxParts} members and clauses and nests at most ${maxDepth} deep.`,
        'filter',
      )
    }
    for (const inner of [
      ...(part.AND ?? []),
      ...(part.OR ?? []),
      ...(part.NOT ? [part.NOT] : []),
    ]) {
      visit(inner, depth + 1)
    }
  }
  visit(filter, 0)
  return named
}

function resolve(filter: ArticleFilter, ids: Record<SetName, Ids>, path: string): ResolvedFilter {
  const set = (name: SetName) => resolveSet(filter[name], name, ids[name], `${path}.${name}`)
  return {
    actors: set('actors'),
    topics: set('topics'),
    sources: set('sources'),
    languages: filter.languages ? [...new Set(filter.languages)].toSorted() : null,
    publishedAfter: filter.publishedAfter ?? null,
    publishedBefore: filter.publishedBefore ?? null,
    AND: (filter.AND ?? []).map((inner, i) => resolve(inner, ids, `${path}.AND[${i}]`)),
    OR: filter.OR?.map((inner, i) => resolve(inner, ids, `${path}.OR[${i}]`)) ?? null,
    NOT: filter.NOT ? resolve(filter.NOT, ids, `${path}.NOT`) : null,
  }
}

const unknown: Record<SetName, { code: ErrorCode; noun: string; where: string }> = {
  actors: { code: 'UNKNOWN_ACTOR', noun: 'actor', where: '`entities(search:)`' },
  topics: { code: 'UNKNOWN_TOPIC', noun: 'topic', where: '`topics`' },
  sources: { code: 'UNKNOWN_SOURCE', noun: 'source', where: '`sources`' },
}

function resolveSet(
  set: SetFilter | null | undefined,
  name: SetName,
  ids: Ids,
  path: string,
): ResolvedSet {
  const members = (mode: (typeof modes)[number]) => {
    const found = (set?.[mode] ?? []).map((member) => {
      const id = ids.get(member)
      if (id) return id
      const { code, noun, where } = unknown[name]
      throw new CourantError(
        code,
        `There is no ${noun} "${member}". Look it up with ${where}.`,
        `${path}.${mode}`,
      )
    })
    return [...new Set(found)].toSorted()
  }
  return { all: members('all'), any: set?.any ? members('any') : null, none: members('none') }
}

async function actorIds(db: Db, members: string[]): Promise<Ids> {
  return idsByMember(
    await db.$queryRaw(Prisma.sql`
      SELECT slug AS member, COALESCE(merged_into_id, id) AS id
      FROM entity WHERE slug = ANY(${members})
      UNION ALL
      SELECT id::text, COALESCE(merged_into_id, id)
      FROM entity WHERE id = ANY(${members.filter(isUuid)}::uuid[])`),
  )
}

async function topicIds(db: Db, members: string[]): Promise<Ids> {
  return idsByMember(
    await db.$queryRaw(Prisma.sql`
      SELECT slug AS member, COALESCE(replaced_by_id, id) AS id
      FROM topic WHERE slug = ANY(${members})
      UNION ALL
      SELECT code, COALESCE(replaced_by_id, id)
      FROM topic WHERE code = ANY(${members})
      UNION ALL
      SELECT id::text, COALESCE(replaced_by_id, id)
      FROM topic WHERE id = ANY(${members.filter(isUuid)}::uuid[])`),
  )
}

async function sourceIds(db: Db, members: string[]): Promise<Ids> {
  return idsByMember(
    await db.$queryRaw(Prisma.sql`
      SELECT slug AS member, id FROM source WHERE slug = ANY(${members})
      UNION ALL
      SELECT id::text, id FROM source WHERE id = ANY(${members.filter(isUuid)}::uuid[])`),
  )
}

function idsByMember(rows: { member: string; id: string }[]): Ids {
  return new Map(rows.map((row) => [row.member, row.id]))
}
