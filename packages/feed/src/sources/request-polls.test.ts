import { createTestDb, type TestDb } from '@courant/testing'
import { afterEach, beforeEach, expect, it } from 'vitest'

import { requestPolls } from './request-polls.ts'
import { ensureSource } from './source.ts'
import { subscribe } from './subscribe.ts'

let test: TestDb
beforeEach(async () => {
  test = await createTestDb()
  const drafts = ['courier', 'herald', 'gazette'].map((name) => ({
    slug: name,
    name,
    feedUrl: `https://${name}.example/feed.xml`,
  }))
  await subscribe(test.db, drafts, { paused: 'leave' })
  await test.db.source.updateMany({ data: { nextPollAt: new Date('2100-01-01') } })
  await ensureSource(test.db, { slug: 'plain', name: 'Plain' })
})
afterEach(() => test.close())

const due = async () =>
  (await test.db.source.findMany({ where: { nextPollAt: { lte: new Date() } } }))
    .map(({ slug }) => slug)
    .toSorted()

it('all sources that are polled are due now', async () => {
  const requested = await requestPolls(test.db)
  expect(requested.map(({ slug }) => slug)).toEqual(['courier', 'gazette', 'herald'])
  expect(await due()).toEqual(['courier', 'gazette', 'herald'])
})

it('those that are named are due now, and one that is overdue stays the longest overdue', async () => {
  const long = new Date('2026-01-01')
  await test.db.source.update({ where: { slug: 'herald' }, data: { nextPollAt: long } })
  const { id } = await test.db.source.findUniqueOrThrow({ where: { slug: 'gazette' } })
  const requested = await requestPolls(test.db, [id, 'herald'])
  expect(requested.map(({ slug }) => slug)).toEqual(['gazette', 'herald'])
  expect(requested[1]?.nextPollAt).toEqual(long)
  expect(await due()).toEqual(['gazette', 'herald'])
})

it.each([
  ['one is unknown', 'nobody', 'UNKNOWN_SOURCE'],
  ['one is not polled', 'plain', 'NOT_POLLED'],
])('none of them is due where %s', async (_, other, code) => {
  await expect(requestPolls(test.db, ['gazette', other])).rejects.toMatchObject({
    code,
    field: 'ids',
  })
  expect(await due()).toEqual([])
})

it('no source is due where none is named', async () => {
  expect(await requestPolls(test.db, [])).toEqual([])
  expect(await due()).toEqual([])
})
