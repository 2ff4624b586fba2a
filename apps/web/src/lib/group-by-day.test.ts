import { expect, it } from 'vitest'

import { groupByDay } from './group-by-day.ts'

it('articles go by the day they were published on, in their order', () => {
  const published = (publishedAt: string) => ({ publishedAt })
  const evening = published('2026-03-12T23:59:59.000Z')
  const morning = published('2026-03-12T00:00:00.000Z')
  const before = published('2026-03-10T12:00:00.000Z')
  expect(groupByDay([evening, morning, before])).toEqual([
    { day: '2026-03-12', items: [evening, morning] },
    { day: '2026-03-10', items: [before] },
  ])
  expect(groupByDay([])).toEqual([])
})
