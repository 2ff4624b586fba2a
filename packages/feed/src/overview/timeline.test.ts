import { createTestDb, type TestDb } from '@courant/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { saveArticles } from '../articles/save.ts'
import { draft, mention, prepare } from '../draft.fixture.ts'
import { type TimelineBucket, timelineOf } from './timeline.ts'

const now = new Date('2026-04-01T10:30:00Z')
let test: TestDb
beforeAll(async () => {
  test = await createTestDb()
  const { sourceId } = await prepare(test.db)
  const dates = [
    '2026-01-05T12:00:00Z',
    // The clocks in Berlin are set from 2 to 3 on 29 March 2026, at 1 o'clock in UTC.
    '2026-03-28T22:59:59.999Z',
    '2026-03-28T23:00:00Z',
    '2026-03-29T00:30:00Z',
    '2026-03-29T01:30:00Z',
    '2026-03-31T22:30:00Z',
  ]
  await saveArticles(
    test.db,
    dates.map((date, n) =>
      draft({
        sourceId,
        key: `${n}`,
        statedAt: new Date(date),
        mentions: [mention('all'), ...(n === 5 ? [mention('last')] : [])],
      }),
    ),
  )
})
afterAll(() => test.close())

const date = (text: string) => new Date(text)
const counted = (buckets: TimelineBucket[]) =>
  buckets.map(({ start, articleCount }) => [start.toISOString(), articleCount])

describe('a timeline', () => {
  it('begins with the first match and ends with the present day, without gaps', async () => {
    const { buckets, exact } = await timelineOf(test.db, { interval: 'DAY', now })
    expect(buckets).toHaveLength(31 + 28 + 31 + 1 - 4)
    expect(buckets[0]).toEqual({
      start: date('2026-01-05T00:00:00Z'),
      end: date('2026-01-06T00:00:00Z'),
      articleCount: 1,
    })
    expect(buckets.at(-1)).toMatchObject({ end: date('2026-04-02T00:00:00Z'), articleCount: 0 })
    expect(buckets.reduce((sum, { articleCount }) => sum + articleCount, 0)).toBe(6)
    expect(exact).toBe(true)
  })

  it('has the days of a time zone, one of them of 23 hours', async () => {
    const filter = {
      publishedAfter: date('2026-03-28T12:00:00Z'),
      publishedBefore: date('2026-03-30T22:00:00Z'),
    }
    const days = await timelineOf(test.db, {
      filter,
      interval: 'DAY',
      timeZone: 'Europe/Berlin',
      now,
    })
    expect(counted(days.buckets)).toEqual([
      ['2026-03-27T23:00:00.000Z', 1],
      ['2026-03-28T23:00:00.000Z', 3],
      ['2026-03-29T22:00:00.000Z', 0],
    ])
    expect(days.buckets.map(({ end }) => end)).toEqual([
      date('2026-03-28T23:00:00Z'),
      date('2026-03-29T22:00:00Z'),
      date('2026-03-30T22:00:00Z'),
    ])
  })

  it('has the hours that pass where the clocks are set', async () => {
    const { buckets } = await timelineOf(test.db, {
      filter: {
        publishedAfter: date('2026-03-29T00:00:00Z'),
        publishedBefore: date('2026-03-29T03:00:00Z'),
      },
      interval: 'HOUR',
      timeZone: 'Europe/Berlin',
      now,
    })
    expect(counted(buckets)).toEqual([
      ['2026-03-29T00:00:00.000Z', 1],
      ['2026-03-29T01:00:00.000Z', 1],
      ['2026-03-29T02:00:00.000Z', 0],
    ])
  })

  it.each([
    ['WEEK', ['2026-03-23T00:00:00.000Z', 4], ['2026-03-30T00:00:00.000Z', 1]],
    ['MONTH', ['2026-03-01T00:00:00.000Z', 5], ['2026-04-01T00:00:00.000Z', 0]],
  ] as const)('has whole %ss', async (interval, ...expected) => {
    const { buckets } = await timelineOf(test.db, { interval, now })
    expect(counted(buckets).slice(-2)).toEqual(expected)
  })

  it('says that older matches are left out', async () => {
    const { buckets, exact } = await timelineOf(test.db, { interval: 'HOUR', now })
    expect(counted(buckets)[0]).toEqual(['2026-03-28T22:00:00.000Z', 1])
    expect(exact).toBe(false)
  })

  it('is empty where nothing matches, and all zeros where dates are given', async () => {
    const filter = { actors: { all: ['last'] }, publishedBefore: date('2026-03-01T00:00:00Z') }
    expect(await timelineOf(test.db, { filter, interval: 'DAY', now })).toEqual({
      buckets: [],
      exact: true,
    })
    const dated = { ...filter, publishedAfter: date('2026-02-27T00:00:00Z') }
    const { buckets } = await timelineOf(test.db, { filter: dated, interval: 'DAY', now })
    expect(counted(buckets)).toEqual([
      ['2026-02-27T00:00:00.000Z', 0],
      ['2026-02-28T00:00:00.000Z', 0],
    ])
  })

  it.each([
    ['2026-05-01T00:00:00Z', '2026-06-01T00:00:00Z'],
    ['2026-02-01T00:00:00Z', '2026-01-01T00:00:00Z'],
    ['0001-01-01T00:00:00Z', '0001-02-01T00:00:00Z'],
  ])('is empty from %s to %s', async (after, before) => {
    const filter = { publishedAfter: date(after), publishedBefore: date(before) }
    const empty = { buckets: [], exact: true }
    expect(await timelineOf(test.db, { filter, interval: 'DAY', now })).toEqual(empty)
  })

  it.each([
    ['days', '2025-02-26T00:00:00Z', 'DAY'],
    ['months', '1993-01-01T00:00:00Z', 'MONTH'],
  ] as const)('has up to 400 %s', async (_, after, interval) => {
    const filter = { publishedAfter: date(after) }
    const { buckets } = await timelineOf(test.db, { filter, interval, now })
    expect(buckets).toHaveLength(400)
  })

  it.each([
    ['401 days', '2025-02-25T00:00:00Z', 'DAY'],
    ['ages of hours', '0000-01-01T00:00:00Z', 'HOUR'],
  ] as const)('refuses %s', async (_, after, interval) => {
    const timeline = timelineOf(test.db, {
      filter: { publishedAfter: date(after) },
      interval,
      now,
    })
    await expect(timeline).rejects.toMatchObject({ code: 'TOO_MANY_BUCKETS' })
  })

  it.each(['Europe/Atlantis', '+02:00', '', "x' OR 1"])(
    'refuses the zone "%s"',
    async (timeZone) => {
      const timeline = timelineOf(test.db, { interval: 'DAY', timeZone, now })
      await expect(timeline).rejects.toMatchObject({ code: 'BAD_TIME_ZONE' })
    },
  )
})
