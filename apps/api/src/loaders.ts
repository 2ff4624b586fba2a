import {
  aliasesOf,
  allTopics,
  type ArticleFilter,
  articlesById,
  articleTopicsOf,
  type DraftSpan,
  entitiesById,
  factsOf,
  mentionsOf,
  mergesInto,
  pushedSources,
  relatedTo,
  revisionsByKey,
  type ResolvedFilter,
  type ResolvedText,
  resolveFilter,
  sameTextOf,
  sectionsOf,
  sourcesByFeed,
  sourcesById,
  storiesById,
  storyLeadsOf,
  storySourcesOf,
  storyTakeawaysOf,
  takeawaysOf,
  textHits,
  topicsById,
} from '@courant/feed'
import type { Db, Topic } from '@courant/prisma'
import DataLoader from 'dataloader'

/** Reads rows by id, one query for all that are asked for at once, each row once. */
export type Loaders = ReturnType<typeof createLoaders>

/** One set serves one operation, or one batch of live events: rows that were read are kept. */
export function createLoaders(db: Db) {
  return {
    article: byId(db, articlesById),
    articleOrNull: byIdOrNull(db, articlesById),
    entity: byId(db, entitiesById),
    facts: byIdOrNull(db, factsOf),
    filter: filters(db),
    isPushed: byId(db, whetherPushed),
    source: byId(db, sourcesById),
    sourceOfFeed: byIdOrNull(db, sourcesByFeed),
    topic: byId(db, topicsById),
    aliases: listById(db, aliasesOf),
    articleTopics: listById(db, articleTopicsOf),
    mentions: listById(db, mentionsOf),
    merges: listById(db, mergesInto),
    related: listById(db, relatedTo),
    revision: byIdOrNull(db, revisionsByKey),
    sameText: listById(db, sameTextOf),
    sections: listById(db, sectionsOf),
    story: byIdOrNull(db, storiesById),
    storyLead: byId(db, storyLeadsOf),
    storySources: listById(db, storySourcesOf),
    storyTakeaways: listById(db, storyTakeawaysOf),
    subtopics: listById(db, subtopicsOf),
    takeaways: listById(db, takeawaysOf),
    textHits: hitsOf(db),
  }
}

type Read<Value> = (db: Db, ids: readonly string[]) => Promise<Map<string, Value>>

/** PostgreSQL takes 65,535 parameters a statement; a page asks for far fewer. */
const maxBatchSize = 10_000

/** Rows that others refer to: that one is missing is an error. */
function byId<Row>(db: Db, read: Read<Row>): DataLoader<string, Row> {
  return new DataLoader(
    async (ids) => {
      const rows = await read(db, ids)
      return ids.map((id) => rows.get(id) ?? new Error(`${read.name} found no row ${id}`))
    },
    { maxBatchSize },
  )
}

/** Rows that need not be there. */
function byIdOrNull<Row>(db: Db, read: Read<Row>): DataLoader<string, Row | null> {
  return new DataLoader(
    async (ids) => {
      const rows = await read(db, ids)
      return ids.map((id) => rows.get(id) ?? null)
    },
    { maxBatchSize },
  )
}

function listById<Row>(db: Db, read: Read<Row[]>): DataLoader<string, Row[]> {
  return new DataLoader(
    async (ids) => {
      const lists = await read(db, ids)
      return ids.map((id) => lists.get(id) ?? [])
    },
    { maxBatchSize },
  )
}

/** Filters that are ready to be asked, each made so once. */
function filters(db: Db): DataLoader<ArticleFilter, ResolvedFilter, string> {
  return new DataLoader((asked) => Promise.all(asked.map((filter) => resolveFilter(db, filter))), {
    cacheKeyFn: JSON.stringify,
  })
}

interface TextInArticle {
  articleId: string
  text: ResolvedText
}

/** One query for each text, for all articles that it is looked for in. */
function hitsOf(db: Db): DataLoader<TextInArticle, DraftSpan[], string> {
  return new DataLoader(
    async (asked) => {
      const texts = new Map(asked.map(({ text }) => [JSON.stringify(text), text]))
      const hits = new Map<string, Map<string, DraftSpan[]>>()
      for (const [key, text] of texts) {
        const among = asked.filter((each) => JSON.stringify(each.text) === key)
        const ids = among.map(({ articleId }) => articleId)
        hits.set(key, await textHits(db, ids, text))
      }
      return asked.map(
        ({ articleId, text }) => hits.get(JSON.stringify(text))?.get(articleId) ?? [],
      )
    },
    { cacheKeyFn: JSON.stringify, maxBatchSize: 1_000 },
  )
}

async function whetherPushed(db: Db, ids: readonly string[]): Promise<Map<string, boolean>> {
  const pushed = await pushedSources(db, ids)
  return new Map(ids.map((id) => [id, pushed.has(id)]))
}

/** The topics in use right below each; there are few enough to read them all. */
async function subtopicsOf(db: Db): Promise<Map<string, Topic[]>> {
  const subtopics = new Map<string, Topic[]>()
  for (const topic of await allTopics(db)) {
    if (topic.parentId === null) continue
    subtopics.set(topic.parentId, [...(subtopics.get(topic.parentId) ?? []), topic])
  }
  return subtopics
}
