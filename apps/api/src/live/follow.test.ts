import { currentPosition, eventCursor } from '@courant/feed'
import { Prisma } from '@courant/prisma'
import { settled } from '@courant/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { createTestNews, type TestNews } from '../api.fixture.ts'
import { createLog } from '../log.ts'
import { readPrimary } from '../replica/reads.ts'
import { follow as followLive } from './follow.ts'
import { type EventReader, startEventReader } from './reader.ts'

let news: TestNews
let reader: EventReader
beforeAll(async () => {
  news = await createTestNews()
  reader = await startEventReader(readPrimary(news.db, news.databaseUrl), createLog('error'))
})
afterAll(async () => {
  await reader.stop()
  await news.close()
})

const now = async () => {
  await settled(news.db)
  return eventCursor(news.db, await currentPosition(news.db))
}
const follow = async (after: string) => followLive('ADDED', { db: news.db, reader }, { after })
const iterate = async (after: string) => (await follow(after))[Symbol.asyncIterator]()

/** Writes events of one article, as if it had been added so often. */
async function addOften(count: number): Promise<void> {
  await news.db.$executeRaw(Prisma.sql`
    INSERT INTO article_event (kind, article_id, revision)
    SELECT 'ADDED', article.id, 1 FROM article, generate_series(1, ${count}::int)`)
}

describe('a subscriber', () => {
  it('that falls behind by too much is ended, and resumes where it was', async () => {
    const start = await now()
    await news.save()
    const slow = await iterate(start)
    const { value: first } = await slow.next()
    const second = slow.next()
    await addOften(3_000)
    expect((await second).done).toBe(false)

    const fast = await iterate(first?.cursor ?? '')
    const cursors: string[] = []
    while (cursors.length < 3_000) cursors.push((await fast.next()).value?.cursor ?? '')
    expect(new Set(cursors).size).toBe(3_000)
    await fast.return?.()

    const [{ cursor: taken }] = [(await second).value ?? { cursor: '' }]
    await expect(slow.next()).rejects.toMatchObject({
      name: 'SubscriberTooSlowError',
      cursor: taken,
    })
    const resumed = await iterate(taken)
    expect((await resumed.next()).value?.cursor).toBe(cursors[1])
    await resumed.return?.()
  })

  it('that leaves while it waits is forgotten', async () => {
    const stream = await follow(await now())
    const poured = stream.pour({ take: () => expect.unreachable() })
    while (reader.memberCount() === 0) await new Promise(setImmediate)
    stream.close()
    await poured
    expect(reader.memberCount()).toBe(0)
  })

  it('that leaves before it is poured never joins', async () => {
    const stream = await follow(await now())
    stream.close()
    await stream.pour({ take: () => expect.unreachable() })
    expect(reader.memberCount()).toBe(0)
  })

  it('that leaves while the past is read for it never joins', async () => {
    const start = await now()
    await addOften(500)
    const stream = await iterate(start)
    await stream.next()
    await stream.return?.()
    expect(await stream.next()).toMatchObject({ done: true })
    expect(reader.memberCount()).toBe(0)
  })
})
