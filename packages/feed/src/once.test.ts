import { createTestDb, type TestDb } from '@courant/testing'
import { afterAll, beforeAll, expect, it } from 'vitest'

import { newId } from './id.ts'
import { once } from './once.ts'
import type { Transaction } from './transaction.ts'

let test: TestDb
beforeAll(async () => {
  test = await createTestDb()
})
afterAll(() => test.close())

const ownerId = newId()
const input = { name: 'Gazette', nested: { a: 1, b: [1, 2] } }
const slugs = () => test.db.source.count()

/** Makes a source of a new name each time that it runs. */
const work = async (tx: Transaction) => {
  const { id } = await tx.source.create({ data: { slug: newId(), name: 'Gazette' } })
  return { id }
}

it('gives the first answer again, whatever the order of the input, and does nothing', async () => {
  const first = await once(test.db, { ownerId, key: 'a', input }, work)
  const reordered = { nested: { b: [1, 2], a: 1 }, name: 'Gazette' }
  expect(await once(test.db, { ownerId, key: 'a', input: reordered }, work)).toEqual(first)
  expect(await slugs()).toBe(1)
})

it('does it once when it is asked many times at once', async () => {
  const before = await slugs()
  const asked = [...Array(8).keys()].map(() => once(test.db, { ownerId, key: 'b', input }, work))
  const answers = await Promise.all(asked)
  expect(new Set(answers.map(({ id }) => id)).size).toBe(1)
  expect(await slugs()).toBe(before + 1)
})

it('refuses the key with another input, but not from somebody else', async () => {
  const key = 'c'
  const first = await once(test.db, { ownerId, key, input }, work)
  const other = once(test.db, { ownerId, key, input: { ...input, name: 'Courier' } }, work)
  await expect(other).rejects.toMatchObject({ code: 'IDEMPOTENCY_KEY_REUSED' })
  expect(await once(test.db, { ownerId: newId(), key, input }, work)).not.toEqual(first)
})

it('leaves what failed to be asked again', async () => {
  const claim = { ownerId, key: 'd', input }
  const before = await slugs()
  const failed = once(test.db, claim, async (tx) => {
    await work(tx)
    throw new Error('The disk is full.')
  })
  await expect(failed).rejects.toThrow('The disk is full.')
  expect(await slugs()).toBe(before)
  expect(await once(test.db, claim, work)).toHaveProperty('id')
})

it('forgets after a day', async () => {
  const claim = { ownerId, key: 'e', input }
  const first = await once(test.db, claim, work)
  await test.db.$executeRaw`UPDATE idempotency_key SET created_at = now() - interval '25 hours'`
  expect(await once(test.db, claim, work)).not.toEqual(first)
  expect(await test.db.idempotencyKey.count()).toBe(1)
})

it('does it each time without a key, and takes no key that is empty or too long', async () => {
  expect(await once(test.db, null, work)).not.toEqual(await once(test.db, null, work))
  for (const key of ['', 'x'.repeat(256)]) {
    await expect(once(test.db, { ownerId, key, input }, work)).rejects.toMatchObject({
      code: 'BAD_IDEMPOTENCY_KEY',
    })
  }
})
