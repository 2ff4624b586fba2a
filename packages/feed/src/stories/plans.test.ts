import type { ArticleFilter } from '@courant/filter'
import { createDb } from '@courant/prisma'
import type { TestDb } from '@courant/testing'
import { afterAll, beforeAll, expect, it } from 'vitest'

import { shortestWay } from '../filter/lengths.ts'
import {
  createPlanned,
  explain,
  explainGeneric,
  plansOf,
  stretches,
} from '../filter/plans.fixture.ts'
import { resolveFilter } from '../filter/resolve.ts'
import type { Stretch } from '../filter/stretch.ts'
import { storiesInStretch, storyPage } from './page.ts'

let test: TestDb
beforeAll(async () => {
  test = await createPlanned()
}, 60_000)
afterAll(() => test.close())

const { first, deep, last } = stretches

const common: ArticleFilter = { actors: { all: ['e1'] } }
const rare: ArticleFilter = { actors: { all: ['e59'] } }
const both: ArticleFilter = { actors: { all: ['e6'] }, topics: { all: ['t10'] } }
const anyTopic: ArticleFilter = { actors: { all: ['e6'] }, topics: { any: ['t10', 't20', 't29'] } }
const anyActor: ArticleFilter = { actors: { any: ['e1', 'e40', 'e59'] } }
const without: ArticleFilter = { topics: { all: ['t1'] }, actors: { none: ['e1', 'e2'] } }
const past: ArticleFilter = { publishedBefore: new Date(9_000) }

it.each<[string, ArticleFilter, Stretch, { rows: number; buffers: number }]>([
  ['of all', {}, first, { rows: 180, buffers: 600 }],
  ['of all, deep', {}, deep, { rows: 180, buffers: 600 }],
  ['of all, from the end', {}, last, { rows: 180, buffers: 600 }],
  ['of an actor whom many name', common, first, { rows: 100, buffers: 400 }],
  ['of the same, before a date', { ...common, ...past }, first, { rows: 100, buffers: 400 }],
  ['of an actor whom few name', rare, deep, { rows: 100, buffers: 400 }],
  ['of an actor and a topic', both, first, { rows: 250, buffers: 900 }],
  ['of the same, deep', both, deep, { rows: 250, buffers: 900 }],
  ['of an actor and any of three topics', anyTopic, first, { rows: 300, buffers: 2_100 }],
  ['of any of three actors', anyActor, first, { rows: 400, buffers: 1_800 }],
  ['of a topic without two actors', without, first, { rows: 100, buffers: 550 }],
  ['of a week', { ...past, publishedAfter: new Date(8_000) }, first, { rows: 180, buffers: 600 }],
])('a page of stories %s is read by indexes, and no more than is needed', async (...args) => {
  const [, filter, stretch, most] = args
  const resolved = await resolveFilter(test.db, filter)
  const { cover } = await shortestWay(test.db, resolved)
  const statement = storiesInStretch(resolved, cover, stretch)
  for (const plan of [explain, explainGeneric]) {
    const { scannedWhole, visited, buffers, found } = await plan(test.db, statement)
    expect(scannedWhole).toEqual([])
    expect(visited).toBeLessThanOrEqual(most.rows)
    expect(buffers).toBeLessThanOrEqual(most.buffers)
    expect(found).toBe(21)
  }
})

it.each<[string, ArticleFilter]>([
  ['of all', {}],
  ['of an actor whom many name', common],
  ['of an actor whom few name', rare],
  ['of an actor and a topic', both],
  ['of an actor and any of three topics', anyTopic],
  ['of any of three actors', anyActor],
  ['of a topic without two actors', without],
])('a page of stories %s that is asked for often is not planned each time', async (_, filter) => {
  const db = createDb(test.url, { poolSize: 1 })
  for (let n = 0; n < 10; n += 1) await storyPage(db, { first: 20, filter })
  const planned = await plansOf(db, '%"storyId"%')
  await db.$disconnect()
  // PostgreSQL tries five times what planning for the arguments brings.
  expect(planned).toEqual([{ each: 5n, once: 5n }])
})
