import { currentPosition, type EventPosition, resolveFilter } from '@courant/feed'
import { settled } from '@courant/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { createTestNews, mention, type TestNews } from '../api.fixture.ts'
import { createReplay } from './replay.ts'

let news: TestNews
beforeAll(async () => {
  news = await createTestNews()
})
afterAll(() => news.close())

const now = async () => {
  await settled(news.db)
  return currentPosition(news.db)
}

/** Saves articles that mention the UN and NATO in turn; tells the points before each, and behind all. */
async function missSome(): Promise<{ points: EventPosition[]; ids: string[]; end: EventPosition }> {
  const points: EventPosition[] = []
  const ids: string[] = []
  for (let n = 0; n < 6; n += 1) {
    points.push(await now())
    ids.push(await news.save({ mentions: [mention(n % 2 === 0 ? 'un' : 'nato')] }))
  }
  return { points, ids, end: await now() }
}

describe('what was missed', () => {
  it('is read a few times for 300 who come back together, each behind its own point with its own filter', async () => {
    const { points, ids, end } = await missSome()
    const [everything, nato] = await Promise.all([
      resolveFilter(news.db, null),
      resolveFilter(news.db, { actors: { any: ['nato'] } }),
    ])
    const replay = createReplay(() => end)
    const replays = await Promise.all(
      Array.from({ length: 300 }, async (_, n) =>
        replay(news.db, 'ADDED', n % 2 === 0 ? everything : nato, points[n % 6]!),
      ),
    )
    for (const [n, { events, position }] of replays.entries()) {
      const behind = ids.filter((_, at) => at >= n % 6 && (n % 2 === 0 || at % 2 === 1))
      expect(events.map(({ article }) => article.id)).toEqual(behind)
      expect(position).toEqual(end)
    }
    // Two stretches are read at a time, and the later one may be there before the earlier.
    const readings = new Set(replays.flatMap(({ events }) => events)).size / ids.length
    expect(readings).toBeLessThan(10)
  })

  it('is of one kind', async () => {
    const { points, ids, end } = await missSome()
    const replay = createReplay(() => end)
    const everything = await resolveFilter(news.db, null)
    const added = await replay(news.db, 'ADDED', everything, points[0]!)
    const revised = await replay(news.db, 'REVISED', everything, points[0]!)
    expect([added.events.length, revised.events.length]).toEqual([ids.length, 0])
  })

  it('goes on with what came since', async () => {
    const { points, end } = await missSome()
    let goal = end
    const replay = createReplay(() => goal)
    const everything = await resolveFilter(news.db, null)
    const { position } = await replay(news.db, 'ADDED', everything, points[0]!)
    const id = await news.save()
    goal = await now()
    const { events } = await replay(news.db, 'ADDED', everything, position)
    expect(events.map(({ article }) => article.id)).toEqual([id])
  })

  it('says what the articles said a second ago at most', async () => {
    const { points, ids, end } = await missSome()
    const replay = createReplay(() => end)
    const everything = await resolveFilter(news.db, null)
    await replay(news.db, 'ADDED', everything, points[0]!)
    await news.db.article.update({ where: { id: ids[0]! }, data: { headline: 'Said later' } })
    await new Promise((resolve) => setTimeout(resolve, 1_050))
    const { events } = await replay(news.db, 'ADDED', everything, points[0]!)
    expect(events[0]!.article.headline).toBe('Said later')
  })
})
