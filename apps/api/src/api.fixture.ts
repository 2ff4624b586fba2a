import {
  type ArticleDraft,
  type DraftMention,
  ensureSource,
  saveArticles,
  syncKnowledge,
} from '@courant/feed'
import type { Db } from '@courant/prisma'
import { createTestDb } from '@courant/testing'

import { readEnv } from './env.ts'
import { createLog } from './log.ts'
import { type Api, startApi } from './server.ts'

/** Politics with one topic below it, war and sport. */
const topics = [
  ['11000000', 'politics', 'politics', 'Politik', null],
  ['20000574', 'election', 'election', 'Wahl', '11000000'],
  ['15000000', 'sport', 'sport', 'Sport', null],
  ['16000000', 'conflict-war-and-peace', 'conflict, war and peace', 'Krieg und Frieden', null],
] as const
const knownTopics = topics.map(([code, slug, label, labelDe, parentCode]) => ({
  code,
  slug,
  label,
  labelDe,
  parentCode,
  retiredAt: null,
  replacedByCode: null,
}))

export interface TestNews {
  db: Db
  databaseUrl: string
  sourceId: string
  /** Saves an article like any other, but for what is given; returns its id. */
  save(own?: Partial<ArticleDraft>): Promise<string>
  /** Takes everything away but the source, as it was, and the topics. */
  reset(): Promise<void>
  close(): Promise<void>
}

/** A database of one's own with a source and a few topics. */
export async function createTestNews(): Promise<TestNews> {
  const test = await createTestDb()
  const { db } = test
  await syncKnowledge(db, { hash: 'test', entities: [], topics: knownTopics })
  const gazette = { slug: 'gazette', name: 'The Gazette', siteUrl: 'https://gazette.example/' }
  const source = await ensureSource(db, gazette)
  let count = 0
  return {
    db,
    databaseUrl: test.url,
    sourceId: source.id,
    async save(own = {}) {
      const key = own.key ?? `article-${(count += 1)}`
      const [saved] = await saveArticles(db, [draft(source.id, { ...own, key })])
      if (!saved) throw new Error('Nothing was saved.')
      return saved.articleId
    },
    async reset() {
      await db.article.deleteMany()
      await db.story.deleteMany()
      await db.source.deleteMany()
      await db.source.create({ data: { id: source.id, ...gazette } })
    },
    close: () => test.close(),
  }
}

export interface TestApi extends TestNews {
  api: Api
  /** The GraphQL endpoint. */
  url: string
  /** What was logged, a line an entry. */
  logged: string[]
  /** @param key an API key */
  query(query: string, variables?: Record<string, unknown>, key?: string): Promise<Answer>
}

export interface Answer {
  status: number
  headers: Headers
  data?: Record<string, unknown> | null
  errors?: { message: string; path?: string[]; extensions: Record<string, unknown> }[]
}

/**
 * A running API on a database of its own.
 * @param own settings other than the tests'
 */
export async function startTestApi(own: Record<string, string> = {}): Promise<TestApi> {
  const news = await createTestNews()
  const logged: string[] = []
  const api = await startTestServer(news.databaseUrl, logged, own)
  const url = `${api.url}/graphql`
  return {
    ...news,
    api,
    url,
    logged,
    async query(query, variables, key) {
      const response = await post(url, { query, variables }, bearing(key))
      const { status, headers } = response
      return { ...((await response.json()) as object), status, headers }
    },
    async close() {
      await api.stop()
      await news.close()
    },
  }
}

/**
 * @param logged takes the lines of the log
 * @param settings besides the usual ones, as the environment has them
 */
export async function startTestServer(
  databaseUrl: string,
  logged: string[] = [],
  settings: Record<string, string> = {},
): Promise<Api> {
  const env = readEnv({
    DATABASE_URL: databaseUrl,
    API_PORT: '0',
    API_HOST: '127.0.0.1',
    // Where the tests' own publishers are.
    ALLOW_PRIVATE_HOSTS: '127.0.0.1',
    // Tests ask faster than anybody reads.
    COST_REFILL: '1000000',
    STREAMS_PER_ADDRESS: '1000',
    // Tests change tables behind everybody's back.
    ANSWER_CACHE: '0',
    ARTICLE_CACHE: '0',
    ...settings,
  })
  return startApi(
    env,
    createLog('info', (line) => logged.push(line)),
    { memoryKiB: 8, passes: 1 },
  )
}

/** The headers of whoever has this key. */
export function bearing(key: string | undefined): Record<string, string> {
  return key === undefined ? {} : { authorization: `Bearer ${key}` }
}

export async function post(
  url: string,
  body: unknown,
  headers: Record<string, string> = {},
): Promise<Response> {
  return fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })
}

export function draft(
  sourceId: string,
  own: Partial<ArticleDraft> & Pick<ArticleDraft, 'key'>,
): ArticleDraft {
  return {
    sourceId,
    url: `https://gazette.example/${own.key}`,
    headline: `Headline of ${own.key}`,
    lead: 'Lead of the article.',
    byline: null,
    language: 'en',
    imageUrl: null,
    statedAt: new Date('2026-01-01T12:00:00Z'),
    sections: [],
    mentions: [],
    topics: [],
    takeaways: [],
    ...own,
  }
}

/** A mention of an organization in the lead. */
export function mention(slug: string, own: Partial<DraftMention> = {}): DraftMention {
  return {
    entity: {
      slug,
      name: slug.toUpperCase(),
      kind: 'ORGANIZATION',
      wikidataId: null,
      description: null,
      aliases: [{ text: slug.toUpperCase(), language: '', caseSensitive: false, ambiguous: false }],
    },
    spans: [{ part: 'lead', section: null, paragraph: null, start: 0, end: 4, surface: 'Lead' }],
    count: 1,
    salience: 0.5,
    about: true,
    method: 'ALIAS',
    confidence: 1,
    ...own,
  }
}
