import {
  STORY_SILENCE,
  storyKeys,
  type StoryProfile,
  storyProbes,
  type Vector,
} from '@courant/enrich/similarity'
import { Prisma } from '@courant/prisma'

import type { Transaction } from '../transaction.ts'

/** Stories a term leads to; more of them share a term that is not rare. */
const storiesOfTerm = 50
/** Stories that are compared with an article, or with a story. */
const storiesCompared = 20

/** What stories like it are wanted for: an article, or a story. Times are milliseconds since 1970. */
export interface Wanted {
  terms: Vector
  from: number
  to: number
}

/**
 * The stories that may be like these, those that share most of their heaviest names. Each name leads to
 * its latest stories around the time by one index, so the size of the archive does not matter.
 */
export async function candidateStories(
  tx: Transaction,
  wanted: readonly Wanted[],
): Promise<StoryProfile[]> {
  const probes = wanted.flatMap(({ terms, from, to }, place) =>
    storyProbes(terms).map((term) => ({
      place,
      term,
      weight: terms.get(term),
      earliest: new Date(from - STORY_SILENCE),
      latest: new Date(to + STORY_SILENCE),
    })),
  )
  if (probes.length === 0) return []
  const found = await tx.$queryRaw<{ story_id: string }[]>(Prisma.sql`
    SELECT DISTINCT story_id FROM (
      SELECT p.place, k.story_id,
        row_number() OVER (PARTITION BY p.place
          ORDER BY sum(p.weight * k.weight) DESC, k.story_id) AS rank
      FROM jsonb_to_recordset(${JSON.stringify(probes)}::jsonb) AS p(place int, term int, weight real,
        earliest timestamptz, latest timestamptz)
      CROSS JOIN LATERAL (
        SELECT story_id, weight FROM story_key k
        WHERE k.term = p.term AND k.last_seen_at BETWEEN p.earliest AND p.latest
        ORDER BY k.last_seen_at DESC LIMIT ${storiesOfTerm}) k
      GROUP BY p.place, k.story_id) AS ranked
    WHERE rank <= ${storiesCompared}`)
  return readProfiles(
    tx,
    found.map(({ story_id }) => story_id),
  )
}

async function readProfiles(tx: Transaction, ids: readonly string[]): Promise<StoryProfile[]> {
  const rows = await tx.storyProfile.findMany({
    where: { storyId: { in: [...ids] } },
    include: { story: { select: { firstSeenAt: true, lastSeenAt: true } } },
    orderBy: { storyId: 'asc' },
  })
  return rows.map(({ storyId, terms, weights, articles, story }) => ({
    id: storyId,
    terms: new Map(terms.map((term, at) => [term, weights[at] ?? 0])),
    firstSeenAt: story.firstSeenAt.getTime(),
    lastSeenAt: story.lastSeenAt.getTime(),
    articles,
  }))
}

/** Writes stories that are new or have changed, with the names they are found by. */
export async function writeProfiles(
  tx: Transaction,
  stories: readonly StoryProfile[],
): Promise<void> {
  if (stories.length === 0) return
  const rows = stories.map(({ id, terms, firstSeenAt, lastSeenAt, articles }) => ({
    story_id: id,
    terms: [...terms.keys()],
    weights: [...terms.values()],
    first_seen_at: new Date(firstSeenAt),
    last_seen_at: new Date(lastSeenAt),
    articles,
  }))
  await tx.$executeRaw(Prisma.sql`
    INSERT INTO story (id, first_seen_at, last_seen_at)
    SELECT * FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      AS r(story_id uuid, first_seen_at timestamptz, last_seen_at timestamptz)
    ON CONFLICT (id) DO UPDATE
      SET first_seen_at = excluded.first_seen_at, last_seen_at = excluded.last_seen_at`)
  await tx.$executeRaw(Prisma.sql`
    INSERT INTO story_profile (story_id, terms, weights, articles)
    SELECT * FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      AS r(story_id uuid, terms int[], weights real[], articles int)
    ON CONFLICT (story_id) DO UPDATE SET terms = excluded.terms, weights = excluded.weights,
      articles = excluded.articles, touched_at = now()`)
  const ids = stories.map(({ id }) => id)
  await tx.storyKey.deleteMany({ where: { storyId: { in: ids } } })
  await tx.storyKey.createMany({ data: stories.flatMap(keyRows) })
}

function keyRows({ id, terms, lastSeenAt }: StoryProfile) {
  const length = Math.hypot(...terms.values()) || 1
  return storyKeys(terms).map((term) => ({
    term,
    storyId: id,
    weight: (terms.get(term) ?? 0) / length,
    lastSeenAt: new Date(lastSeenAt),
  }))
}

/** Leaves merged stories standing as signs to what has their articles now. */
export async function writeMerges(
  tx: Transaction,
  mergedInto: ReadonlyMap<string, string>,
): Promise<void> {
  for (const [from, into] of mergedInto) {
    await tx.storyProfile.deleteMany({ where: { storyId: from } })
    await tx.story.updateMany({
      where: { OR: [{ id: from }, { mergedIntoId: from }] },
      data: { mergedIntoId: into, leadArticleId: null, articleCount: 0, sourceCount: 0 },
    })
  }
}
