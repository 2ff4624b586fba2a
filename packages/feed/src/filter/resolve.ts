import type { ArticleFilter, Salience, SetFilter } from '@courant/filter'
import { type Db, Prisma } from '@courant/prisma'

import { CourantError, type ErrorCode } from '../errors.ts'
import { isUuid } from '../id.ts'
import { idsFromMemory } from './memory.ts'
import type { Dictionary } from './words.ts'

/** A set whose members are ids. */
export interface ResolvedSet {
  all: readonly string[]
  /** Null asks for nothing; an empty list matches nothing. */
  any: readonly string[] | null
  none: readonly string[]
}

/** A text query as a tsquery for each dictionary; empty where nothing is left of it to look for. */
export type ResolvedText = Readonly<Record<Dictionary, string>>

/** A filter that is ready to be asked: ids only, no clause left open, members sorted. */
export interface ResolvedFilter {
  actors: ResolvedSet
  /** Which mentions `actors` means; null for both. */
  salience: Salience | null
  topics: ResolvedSet
  sources: ResolvedSet
  stories: ResolvedSet
  languages: readonly string[] | null
  publishedAfter: Date | null
  publishedBefore: Date | null
  text: ResolvedText | null
  AND: readonly ResolvedFilter[]
  OR: readonly ResolvedFilter[] | null
  NOT: ResolvedFilter | null
}

/** A filter asks for at most so many members and clauses in all; past that it is a mistake or an attack. */
const maxParts = 200
const maxDepth = 8
/** Characters of one text. */
const maxText = 400

const setNames = ['actors', 'topics', 'sources', 'stories'] as const
const modes = ['all', 'any', 'none'] as const
type SetName = (typeof setNames)[number]

/**
 * Turns slugs, codes and merged ids into the ids they stand for today.
 * @throws {CourantError} UNKNOWN_ACTOR, UNKNOWN_TOPIC, UNKNOWN_SOURCE, UNKNOWN_STORY: nothing has that id
 *   or slug; BAD_FILTER: too large or too deep
 */
export async function resolveFilter(
  db: Db,
  filter: ArticleFilter | null | undefined,
): Promise<ResolvedFilter> {
  const [resolved] = await resolveFilters(db, [filter])
  if (resolved instanceof CourantError) throw resolved
  return resolved!
}

/** The same for several filters, in as many statements as for one; what is wrong with each stands in its place. */
export async function resolveFilters(
  db: Db,
  filters: readonly (ArticleFilter | null | undefined)[],
): Promise<(ResolvedFilter | CourantError)[]> {
  const all = newParts()
  const collected = filters.map((filter) => ifRight(() => collectParts(filter ?? {}, all)))
  const { named, texts } = all
  const [actors, topics, sources, stories, queries] = await Promise.all([
    idsFromMemory(db, 'actor', named.actors, actorIds),
    idsFromMemory(db, 'topic', named.topics, topicIds),
    idsFromMemory(db, 'source', named.sources, sourceIds),
    named.stories.size > 0 ? storyIds(db, [...named.stories]) : none,
    textQueries(db, [...texts]),
  ])
  const known = { actors, topics, sources, stories, queries }
  return filters.map(
    (filter, n) => collected[n] ?? ifRight(() => resolve(filter ?? {}, known, 'filter')),
  )
}

function ifRight<Value>(work: () => Value): Value | CourantError {
  try {
    return work()
  } catch (error) {
    if (error instanceof CourantError) return error
    throw error
  }
}

type Ids = ReadonlyMap<string, string>
const none: Ids = new Map()
type Known = Record<SetName, Ids> & { queries: ReadonlyMap<string, ResolvedText> }

interface Parts {
  named: Record<SetName, Set<string>>
  texts: Set<string>
}

function newParts(): Parts {
  const empty = () => new Set<string>()
  const named = { actors: empty(), topics: empty(), sources: empty(), stories: empty() }
  return { named, texts: empty() }
}

/** @throws {CourantError} BAD_FILTER */
function collectParts(filter: ArticleFilter, { named, texts }: Parts): void {
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
    const text = textOf(part)
    if (text !== null) texts.add(text)
    if (text !== null && text.length > maxText) {
      throw new CourantError(
        'BAD_FILTER',
        `The text of a filter has at most ${maxText} characters.`,
        'filter',
      )
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
}

function textOf({ text }: ArticleFilter): string | null {
  return text?.trim() || null
}

function resolve(filter: ArticleFilter, known: Known, path: string): ResolvedFilter {
  const set = (name: SetName) => resolveSet(filter[name], name, known[name], `${path}.${name}`)
  const text = textOf(filter)
  const actors = set('actors')
  return {
    actors,
    // Of no actor it says nothing, and filters that mean the same are to be the same.
    salience: asksForSome(actors) ? (filter.salience ?? null) : null,
    topics: set('topics'),
    sources: set('sources'),
    stories: set('stories'),
    languages: filter.languages ? [...new Set(filter.languages)].toSorted() : null,
    publishedAfter: filter.publishedAfter ?? null,
    publishedBefore: filter.publishedBefore ?? null,
    text: text === null ? null : known.queries.get(text)!,
    AND: (filter.AND ?? []).map((inner, i) => resolve(inner, known, `${path}.AND[${i}]`)),
    OR: filter.OR?.map((inner, i) => resolve(inner, known, `${path}.OR[${i}]`)) ?? null,
    NOT: filter.NOT ? resolve(filter.NOT, known, `${path}.NOT`) : null,
  }
}

function asksForSome({ all, any, none }: ResolvedSet): boolean {
  return all.length > 0 || any !== null || none.length > 0
}

const unknown: Record<SetName, { code: ErrorCode; noun: string; where: string }> = {
  actors: { code: 'UNKNOWN_ACTOR', noun: 'actor', where: '`entities(search:)`' },
  topics: { code: 'UNKNOWN_TOPIC', noun: 'topic', where: '`topicConnection(search:)`' },
  sources: { code: 'UNKNOWN_SOURCE', noun: 'source', where: '`sourceConnection`' },
  stories: { code: 'UNKNOWN_STORY', noun: 'story', where: '`article { story { id } }`' },
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

async function storyIds(db: Db, members: string[]): Promise<Ids> {
  return idsByMember(
    await db.$queryRaw(Prisma.sql`
      SELECT id::text AS member, COALESCE(merged_into_id, id) AS id
      FROM story WHERE id = ANY(${members.filter(isUuid)}::uuid[])`),
  )
}

async function textQueries(db: Db, texts: string[]): Promise<ReadonlyMap<string, ResolvedText>> {
  if (texts.length === 0) return new Map()
  const rows = await db.$queryRaw<({ text: string } & ResolvedText)[]>(Prisma.sql`
    SELECT text, websearch_to_tsquery('english', text)::text AS english,
      websearch_to_tsquery('german', text)::text AS german,
      websearch_to_tsquery('simple', text)::text AS simple
    FROM unnest(${texts}::text[]) AS text`)
  return new Map(rows.map(({ text, ...queries }) => [text, queries]))
}

function idsByMember(rows: { member: string; id: string }[]): Ids {
  return new Map(rows.map((row) => [row.member, row.id]))
}
