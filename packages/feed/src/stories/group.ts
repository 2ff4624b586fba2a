import { createStoryIndex, storyTerms } from '@courant/enrich/similarity'
import { type ArticleEvent, type Db, Prisma } from '@courant/prisma'

import { ring } from '../events/doorbell.ts'
import { type EventPosition, readEvents } from '../events/log.ts'
import { newId } from '../id.ts'
import type { Transaction } from '../transaction.ts'
import { findTextGroups, type TextGroups, writeFingerprints } from './duplicates.ts'
import { countTerms, readFrequencies } from './frequencies.ts'
import { summarize } from './lead.ts'
import { tryHoldStories } from './lock.ts'
import { candidateStories, writeMerges, writeProfiles } from './profiles.ts'
import { type GroupedArticle, textsOf } from './texts.ts'

export interface Grouping {
  /** Articles that were put into a story. */
  grouped: number
  /** There is more to do: call again at once. */
  more: boolean
}

/** Events a transaction. Long ones would hold back the live feed. */
const eventsAtOnce = 50

/**
 * Reads what the event log has brought since the last time, puts new articles into stories and tells
 * which carry a text that is known already. The place in the log is written in the same transaction, so
 * nothing is done twice or left out, wherever the process dies. Any number of workers may call it at the
 * same time: one works, the others come back with nothing done.
 *
 * A revised article stays in its story, for readers have seen it there; its text is compared anew.
 */
export async function groupArticles(db: Db): Promise<Grouping> {
  const { logged, ...grouping } = await group(db)
  if (logged > 0) await ring(db)
  return grouping
}

/** @returns with how many events were written */
async function group(db: Db): Promise<Grouping & { logged: number }> {
  return db.$transaction(async (tx) => {
    if (!(await tryHoldStories(tx))) return { grouped: 0, more: false, logged: 0 }

    const { xid, seq, articles } = await tx.storyProgress.findUniqueOrThrow({ where: { id: 1 } })
    const { events, position, more } = await readEvents(tx, { xid, seq }, eventsAtOnce)
    if (events.length === 0) return { grouped: 0, more: false, logged: 0 }

    const ids = [...new Set(events.filter(isNews).map(({ articleId }) => articleId))]
    const texts = await textsOf(tx, ids)
    const added = texts.filter(({ storyId }) => storyId === null)
    const textGroups = await findTextGroups(tx, texts)
    const stories = await findStories(tx, added, articles)
    const logged = await write(tx, { texts, textGroups, stories, position })
    return { grouped: added.length, more, logged }
  }, longTransaction)
}

/** What was written here is not read again. */
function isNews({ kind }: ArticleEvent): boolean {
  return kind !== 'GROUPED' && kind !== 'PLACED'
}

/** Milliseconds; a batch takes a fraction of a second, on a busy machine many of them. */
const longTransaction = { timeout: 60_000, maxWait: 60_000 }

type Stories = Awaited<ReturnType<typeof findStories>>

/** Runs the same index over the stories that may be meant as the evaluation runs over all of them. */
async function findStories(tx: Transaction, added: readonly GroupedArticle[], counted: number) {
  const terms = added.map(storyTerms)
  const frequencies = await readFrequencies(tx, counted, terms)
  const weighed = added.map((article, place) => {
    const own = terms[place]!
    frequencies.add(own)
    return { article, terms: frequencies.weigh(own), at: article.publishedAt.getTime() }
  })
  const index = createStoryIndex(newId)
  const articlesAt = weighed.map(({ terms, at }) => ({ terms, from: at, to: at }))
  index.load(await candidateStories(tx, articlesAt))

  const storyIds = new Map<string, string>()
  for (const { article, ...own } of weighed) storyIds.set(article.id, index.assign(own).id)

  const grown = index.changed()
  const spans = grown.map(({ terms, firstSeenAt, lastSeenAt }) => ({
    terms,
    from: firstSeenAt,
    to: lastSeenAt,
  }))
  index.load(await candidateStories(tx, spans))
  const mergedInto = new Map<string, string>()
  for (const { from, into } of index.merge()) {
    for (const [earlier, target] of mergedInto) if (target === from) mergedInto.set(earlier, into)
    mergedInto.set(from, into)
  }
  for (const [article, story] of storyIds) storyIds.set(article, mergedInto.get(story) ?? story)
  return { terms, storyIds, mergedInto, changed: index.changed() }
}

async function write(
  tx: Transaction,
  done: {
    texts: readonly GroupedArticle[]
    textGroups: TextGroups
    stories: Stories
    position: EventPosition
  },
): Promise<number> {
  const { texts, textGroups, position } = done
  const { terms, storyIds, mergedInto, changed } = done.stories
  await lockArticles(
    tx,
    [...new Set([...texts.map(({ id }) => id), ...textGroups.keys()])],
    [...mergedInto.keys()],
  )
  await tx.storyProgress.update({ where: { id: 1 }, data: position })
  await countTerms(tx, terms)
  await writeProfiles(tx, changed)
  await writeMerges(tx, mergedInto)
  await writeFingerprints(tx, texts)
  const moved = await writeArticles(tx, texts, textGroups, storyIds, mergedInto)

  const others = texts.flatMap(({ storyId }) => storyId ?? [])
  await summarize(tx, [...new Set([...changed.map(({ id }) => id), ...others])])
  return writeEvents(tx, { placed: [...storyIds.keys()], moved })
}

/**
 * Writes into the event log which articles have their first story, and which joined others; the only one of
 * its story has joined nobody.
 */
async function writeEvents(
  tx: Transaction,
  { placed, moved }: { placed: readonly string[]; moved: readonly string[] },
): Promise<number> {
  return tx.$executeRaw(Prisma.sql`
    INSERT INTO article_event (kind, article_id, revision)
    SELECT kind::"ArticleEventKind", a.id, a.revision
    FROM article a JOIN story s ON s.id = a.story_id CROSS JOIN unnest(ARRAY['PLACED', 'GROUPED']) AS kind
    WHERE a.id = ANY(${[...placed, ...moved]}::uuid[])
      AND CASE kind WHEN 'PLACED' THEN a.id = ANY(${placed}::uuid[]) ELSE s.article_count > 1 END
    ORDER BY a.feed_key, kind DESC`)
}

/** In the order in which saving locks them, so that the two wait for each other, never both. */
async function lockArticles(
  tx: Transaction,
  ids: readonly string[],
  mergedStories: readonly string[],
): Promise<void> {
  await tx.$queryRaw(Prisma.sql`
    SELECT FROM article WHERE id = ANY(${ids}::uuid[]) OR story_id = ANY(${mergedStories}::uuid[])
    ORDER BY (source_id || ' ' || key) COLLATE "C" FOR NO KEY UPDATE`)
}

/** @returns the articles that came into another story by a merge */
async function writeArticles(
  tx: Transaction,
  texts: readonly GroupedArticle[],
  textGroups: TextGroups,
  storyIds: ReadonlyMap<string, string>,
  mergedInto: ReadonlyMap<string, string>,
): Promise<string[]> {
  const read = texts.map(({ id }) => ({ id, story_id: storyIds.get(id), text_group_id: null }))
  const rows = new Map<string, object>(read.map((row) => [row.id, row]))
  for (const [id, text_group_id] of textGroups) {
    rows.set(id, { id, story_id: storyIds.get(id), text_group_id })
  }
  await tx.$executeRaw(Prisma.sql`
    UPDATE article a
    SET story_id = coalesce(r.story_id, a.story_id), text_group_id = r.text_group_id
    FROM jsonb_to_recordset(${JSON.stringify([...rows.values()])}::jsonb)
      AS r(id uuid, story_id uuid, text_group_id uuid)
    WHERE a.id = r.id`)
  const merges = [...mergedInto].map(([from, into]) => ({ from, into }))
  const moved = await tx.$queryRaw<{ id: string }[]>(Prisma.sql`
    UPDATE article a SET story_id = r."into"
    FROM jsonb_to_recordset(${JSON.stringify(merges)}::jsonb) AS r("from" uuid, "into" uuid)
    WHERE a.story_id = r."from" RETURNING a.id`)
  return moved.map(({ id }) => id)
}
