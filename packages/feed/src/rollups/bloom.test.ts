import { Prisma } from '@courant/prisma'
import { createTestDb, type TestDb } from '@courant/testing'
import { afterAll, beforeAll, expect, it } from 'vitest'

import { asBytea } from '../articles/draft.ts'
import { newId } from '../id.ts'
import { rowset } from '../rows.ts'
import { bloomOf, marksOf } from './bloom.ts'

let test: TestDb
beforeAll(async () => {
  test = await createTestDb()
})
afterAll(() => test.close())

/** Of which ids PostgreSQL says that they may be in the set. */
async function mayBeIn(members: readonly string[], asked: readonly string[]): Promise<string[]> {
  const set = asBytea(bloomOf(members.map(marksOf)))
  const rows = asked.map((id) => {
    const [one, other] = marksOf(id)
    return { id, one, other }
  })
  const found = await test.db.$queryRaw<{ id: string }[]>(Prisma.sql`
    SELECT id FROM ${rowset(rows, { id: 'uuid', one: 'bigint', other: 'bigint' })}
    WHERE may_be_in(${set}::bytea, one, other)`)
  return found.map(({ id }) => id)
}

const ids = (count: number) => Array.from({ length: count }, newId)

it.each([0, 1, 3, 4, 5, 100, 20_000])('a set of %i ids has them all', async (count) => {
  const members = ids(count)
  expect((await mayBeIn(members, members)).toSorted()).toEqual(members.toSorted())
})

it('one or two of a hundred others are taken for members', async () => {
  const taken = await mayBeIn(ids(1_000), ids(10_000))
  expect(taken.length).toBeGreaterThan(70)
  expect(taken.length).toBeLessThan(220)
})

it('nobody is in an empty set', async () => {
  expect(await mayBeIn([], ids(1_000))).toEqual([])
})
