import { currentPosition, eventCursor } from '@courant/feed'
import { Prisma } from '@courant/prisma'
import { settled } from '@courant/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { createTestNews, mention, type TestNews } from '../api.fixture.ts'
import { type Beginning, createBeginnings, type Following } from './begin.ts'

let news: TestNews
beforeAll(async () => {
  news = await createTestNews()
  await news.save({ mentions: [mention('nato'), mention('un')] })
  await settled(news.db)
})
afterAll(() => news.close())

const of = (...any: string[]): Following => ({ filter: { actors: { any } } })

/** The database, and how many statements it was asked. */
function counting() {
  let statements = 0
  const db = news.db.$extends({
    query: {
      $allOperations({ args, query }) {
        statements += 1
        return query(args)
      },
    },
  }) as unknown as TestNews['db']
  return { db, statements: () => statements }
}

function beginningsIn(db: TestNews['db']): (asked: Following) => Promise<Beginning> {
  const begin = createBeginnings()
  return (asked) => begin(db, asked)
}

describe('subscriptions that begin together', () => {
  it('ask the database as often as one does', async () => {
    const alone = counting()
    await createBeginnings()(alone.db, of('nato'))
    const together = counting()
    const begin = beginningsIn(together.db)
    const filters = [of('nato'), of('un'), of('nato', 'un')]
    const begun = await Promise.all(Array.from({ length: 300 }, (_, n) => begin(filters[n % 3]!)))
    expect(together.statements()).toBe(alone.statements())
    expect(new Set(begun.map(({ filter }) => filter)).size).toBe(3)
    expect(begun[2]!.filter.actors.any).toHaveLength(2)
  })

  it('are each told what is wrong with theirs, and the others begin', async () => {
    const begin = beginningsIn(news.db)
    const after = await eventCursor(news.db, await currentPosition(news.db))
    const asked: Following[] = [
      of('nobody'),
      of('nato'),
      { filter: { text: 'x'.repeat(401) } },
      { after: 'forged' },
      { after },
    ]
    const begun = await Promise.allSettled(asked.map(begin))
    const codes = begun.map((each) =>
      each.status === 'rejected' ? (each.reason as { code: string }).code : 'begun',
    )
    expect(codes).toEqual(['UNKNOWN_ACTOR', 'begun', 'BAD_FILTER', 'BAD_CURSOR', 'begun'])
  })

  it('begin where the log was after they asked, those too that came while others began', async () => {
    const begin = beginningsIn(news.db)
    const first = begin({})
    // Its batch has been sent off once this has run.
    await new Promise(setImmediate)
    const before = await currentPosition(news.db)
    await news.db.$executeRaw(Prisma.sql`
      INSERT INTO article_event (kind, article_id, revision) SELECT 'ADDED', id, 1 FROM article`)
    const second = begin({})
    await first
    expect((await second).start.xid > before.xid).toBe(true)
  })
})
