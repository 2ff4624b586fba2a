import { type Db, type EntityKind, Prisma } from '@courant/prisma'

import type { DraftEntity, DraftMention } from '../articles/draft.ts'
import type { PlacedDraft } from '../articles/parts.ts'
import { rowset } from '../rows.ts'
import type { Transaction } from '../transaction.ts'
import { mentionColumns, mentionTypes } from './attribute.ts'
import { holdActors } from './lock.ts'

/**
 * What makes a name an entity that no single article shows to be one. Two sources, since what one source
 * prints everywhere may be its furniture: a rubric, a slogan, a button. Three articles within a month,
 * since a name in the news comes up again soon. Choices of ours, to be measured.
 */
const enough = { articles: 3, sources: 2, days: 30 }

/** The newest places of a name that are looked at; more of them show nothing new. */
const sightingsRead = 100

/**
 * How far a name has come. `open`: it may become an entity. `established`: it did, and a weak mention of
 * it counts from then on. `taken`: its slug is an entity's that is not of this kind, or of the knowledge
 * base, whose linker did not choose it.
 */
type NameState = 'open' | 'established' | 'taken'

type Sighting = Pick<PlacedDraft, 'articleId' | 'feedKey'> & { mention: DraftMention }

/**
 * Keeps the candidates of articles where nobody sees them, and waits for others who save the same names.
 * To be called when the articles are inserted, before their entities.
 * @returns `placed`: the articles, with the candidates whose name is established among their mentions;
 *   `due`: the names that have been seen often enough now
 */
export async function keepCandidates(
  tx: Transaction,
  placed: readonly PlacedDraft[],
): Promise<{ placed: PlacedDraft[]; due: DraftEntity[] }> {
  const named = new Map<string, DraftEntity>()
  for (const { mention } of placed.flatMap((place) => [...weakIn(place), ...shownIn(place)])) {
    if (!named.has(keyOf(mention.entity))) named.set(keyOf(mention.entity), mention.entity)
  }
  if (named.size === 0) return { placed: [...placed], due: [] }

  const states = await readStates(tx, [...named.values()])
  const stateOf = ({ mention }: Sighting) => states.get(keyOf(mention.entity))
  const stillOpen = () => [...named.values()].filter((name) => states.get(keyOf(name)) === 'open')
  for (const key of await lockNames(tx, stillOpen())) states.set(key, 'established')

  const isOpen = (sighting: Sighting) => stateOf(sighting) === 'open'
  await insertCandidates(tx, placed.flatMap(weakIn).filter(isOpen))
  const due = await findDue(tx, stillOpen(), placed.flatMap(shownIn).filter(isOpen))
  return {
    placed: placed.map((place) => {
      const counting = weakIn(place).filter((sighting) => stateOf(sighting) === 'established')
      if (counting.length === 0) return place
      const mentions = [...place.draft.mentions, ...counting.map(({ mention }) => mention)]
      return { ...place, draft: { ...place.draft, mentions } }
    }),
    due: due.map((key) => named.get(key)!),
  }
}

const keyOf = ({ slug, kind }: { slug: string; kind: EntityKind }) => `${slug} ${kind}`

/** The candidates of an article, each name once, without those that it mentions anyway. */
function weakIn({ draft, articleId, feedKey }: PlacedDraft): Sighting[] {
  const mentioned = new Set(draft.mentions.map(({ entity }) => entity.slug))
  const weak = new Map<string, Sighting>()
  for (const mention of draft.candidates ?? []) {
    const { slug } = mention.entity
    if (!mentioned.has(slug) && !weak.has(slug)) weak.set(slug, { articleId, feedKey, mention })
  }
  return [...weak.values()]
}

/** The names in an article that are shown, though their form is all that speaks for them. */
function shownIn({ draft, articleId, feedKey }: PlacedDraft): Sighting[] {
  return draft.mentions
    .filter(({ method }) => method === 'PROPOSED')
    .map((mention) => ({ articleId, feedKey, mention }))
}

const namesIn = (names: readonly DraftEntity[]) =>
  rowset(names, { slug: 'text', kind: '"EntityKind"', name: 'text' })

async function readStates(
  tx: Transaction,
  names: readonly DraftEntity[],
): Promise<Map<string, NameState>> {
  const rows = await tx.$queryRaw<{ slug: string; kind: EntityKind; state: NameState }[]>(
    Prisma.sql`
      SELECT r.slug, r.kind, CASE
          WHEN e.origin <> 'PROPOSED' OR e.kind <> r.kind THEN 'taken'
          WHEN n.entity_id IS NOT NULL THEN 'established'
          ELSE 'open' END AS state
      FROM ${namesIn(names)}
        LEFT JOIN entity e ON e.slug = r.slug
        LEFT JOIN proposed_name n ON n.slug = r.slug AND n.kind = r.kind`,
  )
  return new Map(rows.map((row) => [keyOf(row), row.state]))
}

/**
 * Locks the rows of names until the transaction ends; in one order for everyone, so that two writers of
 * the same names wait for each other, not both.
 * @returns the keys of those that another writer established meanwhile
 */
async function lockNames(tx: Transaction, names: readonly DraftEntity[]): Promise<string[]> {
  if (names.length === 0) return []
  const rows = await tx.$queryRaw<{ slug: string; kind: EntityKind; established: boolean }[]>(
    Prisma.sql`
      INSERT INTO proposed_name AS n (slug, kind, name)
      SELECT slug, kind, name FROM ${namesIn(names)} ORDER BY slug, kind
      ON CONFLICT (slug, kind) DO UPDATE SET seen_at = now()
      RETURNING slug, kind, entity_id IS NOT NULL AS established`,
  )
  return rows.filter(({ established }) => established).map(keyOf)
}

async function insertCandidates(tx: Transaction, sightings: readonly Sighting[]): Promise<void> {
  if (sightings.length === 0) return
  const rows = sightings.map(({ articleId, feedKey, mention: { entity, ...mention } }) => ({
    ...mention,
    article_id: articleId,
    slug: entity.slug,
    kind: entity.kind,
    feed_key: feedKey,
  }))
  await tx.$executeRaw(Prisma.sql`
    INSERT INTO candidate (article_id, slug, kind, feed_key, ${mentionColumns})
    SELECT article_id, slug, kind, feed_key, ${mentionColumns}
    FROM ${rowset(rows, { ...sightingColumns, ...mentionTypes })}`)
}

const sightingColumns = {
  article_id: 'uuid',
  slug: 'text',
  kind: '"EntityKind"',
  feed_key: 'bigint',
} as const

/**
 * The keys of the names that enough articles of enough sources bear within the time, hidden or shown.
 * @param shown sightings in articles whose mentions are not inserted yet
 */
async function findDue(
  tx: Transaction,
  names: readonly DraftEntity[],
  shown: readonly Sighting[],
): Promise<string[]> {
  if (names.length === 0) return []
  const arriving = shown.map(({ articleId, feedKey, mention: { entity } }) => ({
    article_id: articleId,
    slug: entity.slug,
    kind: entity.kind,
    feed_key: feedKey,
  }))
  const newest = Prisma.sql`ORDER BY feed_key DESC LIMIT ${sightingsRead}`
  const rows = await tx.$queryRaw<{ slug: string; kind: EntityKind }[]>(Prisma.sql`
    WITH asked AS (SELECT slug, kind FROM ${namesIn(names)}),
    sighting AS (
      SELECT asked.*, seen.* FROM asked CROSS JOIN LATERAL (
        SELECT article_id, feed_key FROM candidate c
        WHERE c.slug = asked.slug AND c.kind = asked.kind ${newest}) AS seen
      UNION
      SELECT asked.*, seen.* FROM asked JOIN entity e USING (slug, kind) CROSS JOIN LATERAL (
        SELECT article_id, feed_key FROM mention m WHERE m.entity_id = e.id ${newest}) AS seen
      UNION
      SELECT slug, kind, article_id, feed_key FROM ${rowset(arriving, sightingColumns)}
    ),
    counted AS (
      SELECT s.slug, s.kind, count(*) OVER month AS articles,
        array_agg(a.source_id) OVER month AS sources
      FROM sighting s JOIN article a ON a.id = s.article_id
      WINDOW month AS (PARTITION BY s.slug, s.kind ORDER BY a.published_at
        RANGE BETWEEN make_interval(days => ${enough.days}) PRECEDING AND CURRENT ROW)
    )
    SELECT DISTINCT slug, kind FROM counted
    WHERE articles >= ${enough.articles}
      AND (SELECT count(DISTINCT source) FROM unnest(sources) AS source) >= ${enough.sources}`)
  return rows.map(keyOf)
}

/**
 * Drops the names that have not come up for so long that their candidates can no longer count, with
 * those candidates. Returns how many names.
 */
export async function pruneCandidates(db: Db): Promise<number> {
  return db.$transaction(async (tx) => {
    await holdActors(tx)
    return tx.$executeRaw(Prisma.sql`
      DELETE FROM proposed_name
      WHERE entity_id IS NULL AND seen_at < now() - make_interval(days => ${enough.days})`)
  })
}
