import { afterAll, beforeAll, expect, it } from 'vitest'
import { createTestDb, settled } from './index.ts'
import type { TestDb } from './index.ts'
import { withClient } from './server.ts'

let here: TestDb
let elsewhere: TestDb
beforeAll(async () => {
  ;[here, elsewhere] = await Promise.all([createTestDb(), createTestDb()])
})
afterAll(() => Promise.all([here.close(), elsewhere.close()]))

it('waits for a transaction in another database', async () => {
  const ended: string[] = []
  await withClient(elsewhere.url, async (client) => {
    await client.query('BEGIN')
    await client.query(`INSERT INTO source (id, slug, name) VALUES (gen_random_uuid(), 'a', 'A')`)
    const waiting = settled(here.db).then(() => ended.push('waiting'))
    // As many looks as it takes to see that it would not wait.
    for (let look = 0; look < 10; look += 1) await here.db.$queryRaw`SELECT 1 FROM pg_sleep(0.02)`
    ended.push('transaction')
    await client.query('COMMIT')
    await waiting
  })
  expect(ended).toEqual(['transaction', 'waiting'])
})
