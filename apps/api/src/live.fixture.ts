import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'

import { currentPosition, eventCursor } from '@courant/feed'
import type { Db } from '@courant/prisma'
import { settled } from '@courant/testing'
import type { GraphQLFormattedError } from 'graphql'
import { type Client, createClient } from 'graphql-ws'
import { WebSocket } from 'ws'

import type { TestApi } from './api.fixture.ts'

/** Asks for the headline of each new article. */
export const articleAdded = `subscription ($filter: ArticleFilter, $after: String) {
  articleAdded(filter: $filter, after: $after) { cursor article { headline } }
}`

export interface Added {
  cursor: string
  headline: string
}

/** A subscription as a test reads it. */
export interface Subscription {
  /** The next article; throws what the server sent instead. */
  next(): Promise<Added>
  /** The next so many headlines. */
  headlines(count: number): Promise<string[]>
  close(): Promise<void>
}

/**
 * @param url of the GraphQL endpoint
 * @param webSocketImpl for sockets with headers of their own
 */
export function connect(url: string, webSocketImpl: unknown = WebSocket): Client {
  return createClient({
    url: url.replace('http', 'ws'),
    webSocketImpl,
    retryAttempts: 0,
    lazyCloseTimeout: 0,
  })
}

/** Follows new articles over WebSocket. */
export async function follow(
  url: string,
  variables: { filter?: object; after?: string | undefined } = {},
): Promise<Subscription> {
  const client = connect(url)
  const results = client.iterate({ query: articleAdded, variables })
  const subscription = readSubscription(results)
  return {
    ...subscription,
    async close() {
      await subscription.close()
      await client.dispose()
    },
  }
}

interface Result {
  data?: unknown
  errors?: readonly GraphQLFormattedError[] | undefined
}

/** @param results of the operation `articleAdded` */
export function readSubscription(results: AsyncIterator<Result, unknown, undefined>): Subscription {
  async function next(): Promise<Added> {
    const { value, done } = await results.next()
    if (done) throw new Error('The subscription has ended.')
    const { data, errors } = value
    if (errors) throw Object.assign(new Error(errors[0]?.message), errors[0]?.extensions)
    const { articleAdded: added } = data as {
      articleAdded: { cursor: string; article: { headline: string } }
    }
    return { cursor: added.cursor, headline: added.article.headline }
  }
  return {
    next,
    async headlines(count) {
      const headlines: string[] = []
      while (headlines.length < count) headlines.push((await next()).headline)
      return headlines
    },
    close: async () => void (await results.return?.()),
  }
}

/**
 * Does something again and again until what is awaited has come: nothing tells a client that its
 * subscription has begun. All of it is done when this returns, so that none of it is heard by a later test.
 */
export async function doUntil<Value>(
  awaited: Promise<Value>,
  act: () => Promise<unknown>,
): Promise<Value> {
  const ended = awaited.then(
    () => true,
    () => true,
  )
  for (;;) {
    await act()
    if (await Promise.race([ended, sleep(50, false)])) return awaited
  }
}

/** The cursor of now: whatever was saved before lies before it. */
export async function liveCursor({ db, query }: Pick<TestApi, 'db' | 'query'>): Promise<string> {
  await settled(db)
  const { data } = await query('{ articles { liveCursor } }')
  const { articles } = data as { articles: { liveCursor: string } }
  return articles.liveCursor
}

/** The same of a database, without a server. */
export async function currentCursor(db: Db): Promise<string> {
  await settled(db)
  return eventCursor(db, await currentPosition(db))
}

let held = 0

/** Saves an article in a transaction that stays open until `commit`. */
export async function saveHeldOpen(
  db: Db,
  sourceId: string,
  headline: string,
): Promise<{ commit(): Promise<void> }> {
  let release = () => {}
  const released = new Promise<void>((resolve) => (release = resolve))
  let committed: Promise<void> = Promise.resolve()
  await new Promise<void>((written, failed) => {
    committed = db.$transaction(
      async (tx) => {
        const id = randomUUID()
        await tx.article.create({
          data: {
            id,
            sourceId,
            key: headline,
            url: 'https://gazette.example/held',
            headline,
            lead: '',
            language: 'en',
            publishedAt: new Date(),
            contentHash: new Uint8Array(),
            feedKey: BigInt((held += 1)),
          },
        })
        await tx.articleEvent.create({ data: { kind: 'ADDED', articleId: id, revision: 1 } })
        written()
        await released
      },
      { timeout: 30_000 },
    )
    committed.catch(failed)
  })
  return {
    async commit() {
      release()
      await committed
    },
  }
}
