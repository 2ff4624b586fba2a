import { type Db, Prisma } from '@courant/prisma'

import { keepCandidates } from '../entities/candidates.ts'
import { ensureEntities } from '../entities/ensure.ts'
import { shareActors } from '../entities/lock.ts'
import { promoteNames } from '../entities/promote.ts'
import { ring } from '../events/doorbell.ts'
import { newId } from '../id.ts'
import { executeInTurn } from '../in-turn.ts'
import { rowset } from '../rows.ts'
import type { Transaction } from '../transaction.ts'
import { topicsByCode } from '../topics/tree.ts'
import { attributePartial, insertMentions, mentionsOf } from './mentions.ts'
import { partStatements, type PlacedDraft } from './parts.ts'
import { type ArticleDraft, asBytea, contentHash } from './draft.ts'
import { findKnown, isUnchanged } from './known.ts'
import { notePagesRead, type PageRead } from './page-needs.ts'
import { makeFeedKey, publishedAtOf } from './feed-key.ts'
import { reviseArticles } from './revise.ts'
import {
  type EditorsTakeaways,
  editorsTakeaways,
  withEditorsTakeaways,
} from '../takeaways/editors.ts'

export interface SavedArticle {
  articleId: string
  outcome: 'ADDED' | 'REVISED' | 'UNCHANGED'
  /** The article's revision now. */
  revision: number
}

/** One document may bring thousands of articles; a transaction holds back the live feed while it runs. */
const transactionTimeout = 60_000

/**
 * Saves articles in one transaction, all or none, with their events. One that is already there does
 * nothing if it reads the same, else becomes its next revision; the first of several with one key counts.
 * Safe to call at the same time for the same articles.
 * @returns an entry per draft, in the order given
 */
export async function saveArticles(
  db: Db,
  drafts: readonly ArticleDraft[],
): Promise<SavedArticle[]> {
  if (drafts.length === 0) return []
  const saved = await db.$transaction((tx) => saveArticlesIn(db, tx, drafts), {
    timeout: transactionTimeout,
    // Where others wait for a merge of actors, their connections are taken.
    maxWait: transactionTimeout,
  })
  if (saved.some(({ outcome }) => outcome !== 'UNCHANGED')) await ring(db)
  return saved
}

/** `saveArticles` as a part of a transaction, whose owner rings the doorbell after it. */
export async function saveArticlesIn(
  db: Db,
  tx: Transaction,
  drafts: readonly ArticleDraft[],
): Promise<SavedArticle[]> {
  await shareActors(tx)
  const firstOfKey = new Map<string, ArticleDraft>()
  for (const draft of drafts) {
    if (!firstOfKey.has(identity(draft))) firstOfKey.set(identity(draft), draft)
  }
  // One order for everyone, so that two writers of the same articles wait for each other, not both.
  const distinct = [...firstOfKey.values()].toSorted((a, b) => (identity(a) < identity(b) ? -1 : 1))

  const known = await findKnown(tx, distinct, { lock: true })
  const isNew = (draft: ArticleDraft) => !known.has(draft)
  const inDocumentOrder = [...firstOfKey.values()].filter(isNew)
  const added = await insertArticles(tx, distinct.filter(isNew), inDocumentOrder)
  const overtaken = distinct.filter((draft) => !known.has(draft) && !added.has(draft))
  for (const [draft, article] of await findKnown(tx, overtaken, { lock: true }))
    known.set(draft, article)

  const revisions: PlacedDraft[] = []
  const pagesRead: PageRead[] = []
  const results = new Map<ArticleDraft, SavedArticle>()
  for (const [draft, { articleId }] of added) {
    results.set(draft, { articleId, outcome: 'ADDED', revision: 1 })
  }
  for (const [draft, article] of known) {
    const { articleId, revision, feedKey } = article
    if (isUnchanged(draft, article)) {
      results.set(draft, { articleId, outcome: 'UNCHANGED', revision })
      if (draft.documentHash) pagesRead.push({ articleId, documentHash: draft.documentHash })
    } else {
      revisions.push({ draft, articleId, feedKey, revision: revision + 1 })
      results.set(draft, { articleId, outcome: 'REVISED', revision: revision + 1 })
    }
  }
  const editors = await editorsTakeaways(
    tx,
    revisions.map(({ articleId }) => articleId),
  )
  await reviseArticles(tx, revisions)
  await notePagesRead(tx, pagesRead)

  const changed = [...added.values(), ...revisions]
  if (changed.length > 0) await writeParts(db, tx, changed, editors)

  const firstSaved = new Set<ArticleDraft>()
  return drafts.map((draft) => {
    const first = firstOfKey.get(identity(draft))!
    const result = results.get(first)!
    const again = firstSaved.has(first)
    firstSaved.add(first)
    return again ? { ...result, outcome: 'UNCHANGED' } : result
  })
}

/** Writes what hangs on the articles, their actors and their events. */
async function writeParts(
  db: Db,
  tx: Transaction,
  changed: readonly PlacedDraft[],
  editors: EditorsTakeaways,
): Promise<void> {
  const { placed: written, due } = await keepCandidates(tx, changed)
  const mentioned = written.flatMap(({ draft }) => draft.mentions.map(({ entity }) => entity))
  const entities = await ensureEntities(tx, [...mentioned, ...due])
  const shown = written.map((place) => withEditorsTakeaways(place, editors))
  const topics = await topicsByCode(db, tx, await knowledgeHashOf(tx))
  const { plain, partial } = mentionsOf(written, entities)
  await executeInTurn(tx, [
    ...partStatements(shown, topics),
    () => insertMentions(plain),
    () => insertEvents(written),
  ])
  await attributePartial(tx, partial)
  await promoteNames(tx, due, { besides: written.map(({ articleId }) => articleId) })
}

async function knowledgeHashOf(tx: Transaction): Promise<string | null> {
  const [row] = await tx.$queryRaw<{ hash: string | null }[]>(Prisma.sql`
    SELECT knowledge_hash AS hash FROM instance WHERE id = 1`)
  return row?.hash ?? null
}

function identity({ sourceId, key }: ArticleDraft): string {
  return `${sourceId} ${key}`
}

/** Where new articles stand among those of the same millisecond, and the time they are first seen at. */
interface Sequence {
  numberOf: ReadonlyMap<ArticleDraft, bigint>
  now: Date
}

/** Documents list their newest article first; of those with one date the first gets the highest number. */
async function takeSequence(
  tx: Transaction,
  inDocumentOrder: readonly ArticleDraft[],
): Promise<Sequence> {
  const rows = await tx.$queryRaw<{ number: bigint; now: Date }[]>(Prisma.sql`
    SELECT nextval('article_feed_seq') AS number, now()
    FROM generate_series(0, ${inDocumentOrder.length}::int)`)
  const oldestFirst = inDocumentOrder.toReversed()
  return {
    numberOf: new Map(oldestFirst.map((draft, place) => [draft, rows[place]!.number])),
    now: rows[0]!.now,
  }
}

/** In the order in which they are inserted. */
const articleColumns = {
  id: 'uuid',
  source_id: 'uuid',
  key: 'text',
  url: 'text',
  headline: 'text',
  lead: 'text',
  byline: 'text',
  language: 'text',
  image_url: 'text',
  stated_at: 'timestamptz',
  published_at: 'timestamptz',
  content_hash: 'bytea',
  document_hash: 'bytea',
  edited_at: 'timestamptz',
  feed_key: 'bigint',
} as const

/** Inserts those that no other writer has inserted meanwhile. */
async function insertArticles(
  tx: Transaction,
  drafts: readonly ArticleDraft[],
  inDocumentOrder: readonly ArticleDraft[],
): Promise<Map<ArticleDraft, PlacedDraft>> {
  if (drafts.length === 0) return new Map()
  const { numberOf, now } = await takeSequence(tx, inDocumentOrder)
  const placed = drafts.map((draft): PlacedDraft & { publishedAt: Date } => {
    const publishedAt = publishedAtOf(draft.statedAt ?? draft.assumedAt ?? null, now)
    const feedKey = makeFeedKey(publishedAt, numberOf.get(draft)!)
    return { draft, articleId: newId(), feedKey, publishedAt, revision: 1 }
  })
  const rows = placed.map(({ draft, articleId, feedKey, publishedAt }) => ({
    id: articleId,
    source_id: draft.sourceId,
    key: draft.key,
    url: draft.url,
    headline: draft.headline,
    lead: draft.lead,
    byline: draft.byline,
    language: draft.language,
    image_url: draft.imageUrl,
    stated_at: draft.statedAt,
    published_at: publishedAt,
    content_hash: asBytea(contentHash(draft)),
    document_hash: draft.documentHash ? asBytea(draft.documentHash) : null,
    edited_at: draft.byEditor ? now : null,
    feed_key: feedKey,
  }))
  const inserted = await tx.$queryRaw<{ id: string }[]>(Prisma.sql`
    INSERT INTO article (id, source_id, key, url, headline, lead, byline, language, image_url,
      stated_at, published_at, content_hash, document_hash, edited_at, feed_key)
    SELECT * FROM ${rowset(rows, articleColumns)}
    ON CONFLICT (source_id, key) DO NOTHING
    RETURNING id`)
  const ids = new Set(inserted.map(({ id }) => id))
  return new Map(
    placed.filter(({ articleId }) => ids.has(articleId)).map((place) => [place.draft, place]),
  )
}

/** In the order of the articles, which is that of the log. */
function insertEvents(written: readonly PlacedDraft[]): Prisma.Sql {
  const ids = written.map(({ articleId }) => articleId)
  const revisions = written.map(({ revision }) => revision)
  return Prisma.sql`
    INSERT INTO article_event (kind, article_id, revision)
    SELECT (CASE revision WHEN 1 THEN 'ADDED' ELSE 'REVISED' END)::"ArticleEventKind", article_id, revision
    FROM unnest(${ids}::uuid[], ${revisions}::int[]) WITH ORDINALITY AS r(article_id, revision, position)
    ORDER BY position`
}
