import type { ArticleFilter } from '@courant/filter'
import { type Db, Prisma, queryRows } from '@courant/prisma'

import { instanceSecret, signCursor } from '../cursor.ts'
import { signEventCursor } from '../events/cursor.ts'
import { horizon } from '../events/log.ts'
import { matchesNothing } from '../filter/contradiction.ts'
import { shortestCover } from '../filter/lengths.ts'
import { resolveFilter } from '../filter/resolve.ts'
import { matchesInStretch } from '../filter/sql.ts'
import { readStretch } from '../filter/stretch.ts'
import { fewest } from '../stories/read.ts'
import { makePage, type PageRequest, readWalk } from '../page.ts'

type Sql = Prisma.Sql

/** What is read of each article besides itself, by the columns of its parts. */
export interface WholePageParts {
  takeaways?: readonly (keyof typeof takeawayColumns)[]
  /** Most salient first. */
  mentions?: readonly (keyof typeof mentionColumns)[]
  /** Its own, best first. */
  topics?: readonly (keyof typeof topicColumns)[]
  story?: boolean
}

const takeawayColumns = {
  id: Prisma.sql`t.id`,
  position: Prisma.sql`t.position`,
  text: Prisma.sql`t.text`,
  origin: Prisma.sql`t.origin`,
  model: Prisma.sql`t.model`,
  evidenceQuote: Prisma.sql`t.evidence_quote`,
  evidenceSection: Prisma.sql`t.evidence_section`,
  evidenceParagraph: Prisma.sql`t.evidence_paragraph`,
  evidenceStart: Prisma.sql`t.evidence_start`,
  evidenceEnd: Prisma.sql`t.evidence_end`,
  evidenceRevision: Prisma.sql`t.evidence_revision`,
}

const mentionColumns = {
  entityId: Prisma.sql`m.entity_id`,
  count: Prisma.sql`m.count`,
  salience: Prisma.sql`m.salience`,
  about: Prisma.sql`m.about`,
  method: Prisma.sql`m.method`,
  model: Prisma.sql`m.model`,
  confidence: Prisma.sql`m.confidence`,
}

const topicColumns = {
  topicId: Prisma.sql`o.topic_id`,
  score: Prisma.sql`o.score`,
  cues: Prisma.sql`o.cues`,
}

/** A row of a part: its columns in the order that they were asked for in. */
export type PartRow = readonly unknown[]

/** An article with its parts; those that were not asked for are empty. */
export interface WholeArticle {
  id: string
  sourceId: string
  url: string
  headline: string
  lead: string
  byline: string | null
  language: string
  imageUrl: string | null
  publishedAt: Date
  revisedAt: Date | null
  revision: number
  takeaways: readonly PartRow[]
  mentions: readonly PartRow[]
  topics: readonly PartRow[]
  story: { id: string; articleCount: number } | null
}

/** A page of a feed as `articlePage` gives it. Cursors are signed when asked for. */
export interface ReadPage<Item> {
  articles: readonly Item[]
  /** One for each article. */
  cursors: readonly (() => string)[]
  pageInfo: {
    hasNextPage: boolean
    hasPreviousPage: boolean
    startCursor: () => string | null
    endCursor: () => string | null
  }
  liveCursor: () => string
}

type FeedRequest = PageRequest & { filter?: ArticleFilter | null }

/**
 * What `articlePage` and the lists of each article give, in one statement: the way of the page that is asked
 * for most. It walks the same lists in the same order.
 * @throws {CourantError} as `articlePage`
 */
export async function wholeArticlePage(
  db: Db,
  request: FeedRequest,
  parts: WholePageParts,
): Promise<ReadPage<WholeArticle>> {
  return readPage(db, request, wholeColumns(parts), wholeOf)
}

/** Tells one state of an article from another: what a page shows of it changes with these, or with a name. */
export interface ArticleVersion {
  id: string
  revision: number
  story: WholeArticle['story']
}

/**
 * The articles of the same page, each by its state alone: for whoever has seen most of them before.
 * @throws {CourantError} as `articlePage`
 */
export async function articleVersionPage(
  db: Db,
  request: FeedRequest,
  { story }: Pick<WholePageParts, 'story'>,
): Promise<ReadPage<ArticleVersion>> {
  const columns = Prisma.sql`a.id, a.revision ${partsOf({ story })}`
  return readPage(db, request, columns, (row) => Object.assign(row, { story: storyOf(row) }))
}

/** Articles with their parts, by id; those that are gone are missing. */
export async function wholeArticles(
  db: Db,
  ids: readonly string[],
  parts: WholePageParts,
): Promise<Map<string, WholeArticle>> {
  const rows = await queryRows<FoundArticle>(
    db,
    Prisma.sql`SELECT ${wholeColumns(parts)} FROM article a WHERE a.id = ANY(${ids}::uuid[])`,
  )
  return new Map(rows.map((row) => [row.id, wholeOf(row)]))
}

/** @param columns of the article `a` */
async function readPage<Item>(
  db: Db,
  request: FeedRequest,
  columns: Sql,
  itemOf: (row: FoundArticle) => Item,
): Promise<ReadPage<Item>> {
  const walk = readWalk(request)
  const [secret, filter] = await Promise.all([
    instanceSecret(db),
    resolveFilter(db, request.filter),
  ])
  const list = `articles ${JSON.stringify(filter)}`
  const stretch = readStretch(secret, list, request, walk)
  const keys = matchesNothing(filter)
    ? Prisma.sql`SELECT feed_key FROM article WHERE FALSE`
    : matchesInStretch(filter, await shortestCover(db, filter), stretch)
  const direction = walk.backward ? Prisma.sql`ASC` : Prisma.sql`DESC`
  // The snapshot of the statement is that of its horizon: what it does not show comes behind the cursor.
  const rows = await queryRows<PageRow>(
    db,
    Prisma.sql`
      WITH keys AS MATERIALIZED (${keys})
      SELECT h.xid, a.*
      FROM (SELECT ${horizon} AS xid) AS h
      LEFT JOIN (
        SELECT a.feed_key AS "feedKey", ${columns} FROM keys JOIN article a USING (feed_key)) AS a ON TRUE
      ORDER BY a."feedKey" ${direction}`,
  )
  const found = rows.filter((row): row is FoundArticle & Placed => row.feedKey !== null)
  const sign = ({ feedKey }: Placed) => signCursor(secret, list, [feedKey])
  const { edges, pageInfo } = makePage(request, walk, found, () => '')
  const [first, last] = [edges[0]?.node, edges.at(-1)?.node]
  return {
    articles: edges.map(({ node }) => itemOf(node)),
    cursors: edges.map(
      ({ node }) =>
        () =>
          sign(node),
    ),
    pageInfo: {
      hasNextPage: pageInfo.hasNextPage,
      hasPreviousPage: pageInfo.hasPreviousPage,
      startCursor: () => (first ? sign(first) : null),
      endCursor: () => (last ? sign(last) : null),
    },
    liveCursor: () => signEventCursor(secret, { xid: BigInt(rows[0]!.xid), seq: 0n }),
  }
}

interface Placed {
  xid: string
  feedKey: string
}
type PageRow = (FoundArticle & Placed) | { xid: string; feedKey: null }

interface FoundState {
  id: string
  revision: number
  storyId?: string | null
  articleCount?: number | null
}
interface FoundArticle
  extends FoundState, Omit<WholeArticle, 'takeaways' | 'mentions' | 'topics' | 'story'> {
  /** JSON; null where there are none, absent where they were not asked for. */
  takeaways?: string | null
  mentions?: string | null
  topics?: string | null
}

function wholeColumns(parts: WholePageParts): Sql {
  return Prisma.sql`a.id, a.source_id AS "sourceId", a.url, a.headline, a.lead, a.byline, a.language,
    a.image_url AS "imageUrl", a.published_at AS "publishedAt", a.revised_at AS "revisedAt", a.revision
    ${partsOf(parts)}`
}

function partsOf({ takeaways, mentions, topics, story }: WholePageParts): Sql {
  const columns = <Name extends string>(of: Record<Name, Sql>, names: readonly Name[]) =>
    Prisma.join(names.map((name) => of[name]))
  return Prisma.join(
    [
      Prisma.empty,
      ...(takeaways
        ? [
            Prisma.sql`(
              SELECT json_agg(json_build_array(${columns(takeawayColumns, takeaways)}))::text
              FROM (SELECT * FROM takeaway t WHERE t.article_id = a.id ORDER BY t.position) AS t
              ) AS takeaways`,
          ]
        : []),
      ...(mentions
        ? [
            Prisma.sql`(
              SELECT json_agg(json_build_array(${columns(mentionColumns, mentions)})
                ORDER BY m.salience DESC, m.entity_id)::text
              FROM mention m WHERE m.article_id = a.id) AS mentions`,
          ]
        : []),
      ...(topics
        ? [
            Prisma.sql`(
              SELECT json_agg(json_build_array(${columns(topicColumns, topics)})
                ORDER BY o.score DESC, o.topic_id)::text
              FROM article_topic o WHERE o.article_id = a.id AND o.direct) AS topics`,
          ]
        : []),
      ...(story
        ? [
            Prisma.sql`a.story_id AS "storyId"`,
            Prisma.sql`(
              SELECT s.article_count FROM story s
              WHERE s.id = a.story_id AND s.article_count >= ${fewest}) AS "articleCount"`,
          ]
        : []),
    ],
    ', ',
  )
}

function wholeOf(row: FoundArticle): WholeArticle {
  // A copy of a row costs as much as reading it.
  return Object.assign(row, {
    takeaways: rowsIn(row.takeaways),
    mentions: rowsIn(row.mentions),
    topics: rowsIn(row.topics),
    story: storyOf(row),
  })
}

function storyOf({ storyId, articleCount }: FoundState): WholeArticle['story'] {
  return storyId && articleCount != null ? { id: storyId, articleCount } : null
}

const none: readonly PartRow[] = []

function rowsIn(json: string | null | undefined): readonly PartRow[] {
  return json ? (JSON.parse(json) as PartRow[]) : none
}
