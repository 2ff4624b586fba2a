import { ensureSource, noteHub, schedulePolling } from '@courant/feed'
import { createTestDb, type TestDb } from '@courant/testing'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'

import { readEnv } from './env.ts'
import { type HubServer, serveHub } from './hub-server.fixture.ts'
import { keepHubs } from './hubs.ts'

let testDb: TestDb
let hub: HubServer
const { signal } = new AbortController()
beforeEach(async () => {
  testDb = await createTestDb()
  hub = await serveHub()
})
afterEach(async () => {
  hub.close()
  await testDb.close()
})

/** The worker's part in hubs, and what it says, on a source whose feed names a hub. */
async function keep(settings: Record<string, string>) {
  const said: unknown[] = []
  const { id } = await ensureSource(testDb.db, { slug: 'gazette', name: 'The Gazette' })
  await schedulePolling(testDb.db, id)
  const found = { hubUrl: hub.url, topicUrl: 'https://gazette.example/feed.xml' }
  await noteHub(testDb.db, id, found)
  const { token } = await testDb.db.hubSubscription.findUniqueOrThrow({ where: { sourceId: id } })
  const log = (level: string, message: string, details?: object) =>
    said.push({ level, message, ...details })
  const env = readEnv({ ...settings, ALLOW_PRIVATE_HOSTS: hub.host })
  return { work: keepHubs(testDb.db, env, { signal, log }), said, id, token }
}

describe('hubs', () => {
  test('are asked to call below the public address, and left when the source goes', async () => {
    const { work, said, id, token } = await keep({ PUBLIC_URL: 'https://8.8.8.8/news/' })
    await work()
    expect(hub.asked.map((form) => form.get('hub.callback'))).toEqual([
      `https://8.8.8.8/news/websub/${token}`,
    ])
    expect(said).toMatchObject([{ level: 'info', message: 'A hub was asked to push' }])

    const lease = { state: 'ACTIVE', leaseUntil: new Date(Date.now() + 3_600_000) } as const
    await testDb.db.hubSubscription.update({ where: { sourceId: id }, data: lease })
    await testDb.db.source.delete({ where: { id } })
    await work()
    expect(hub.asked.map((form) => form.get('hub.mode'))).toEqual(['subscribe', 'unsubscribe'])
  })

  test('that cannot be asked are told of, in words', async () => {
    const { work, said } = await keep({ PUBLIC_URL: 'https://8.8.8.8' })
    hub.close()
    await work()
    expect(said).toMatchObject([
      { level: 'warn', reason: expect.stringContaining('no connection') },
    ])
  })

  test('are asked anew when the public address is another one after a restart', async () => {
    const { work, token } = await keep({ PUBLIC_URL: 'https://8.8.8.8' })
    await work()
    await work()
    expect(hub.asked).toHaveLength(1)
    const moved = readEnv({ PUBLIC_URL: 'https://9.9.9.9', ALLOW_PRIVATE_HOSTS: hub.host })
    await keepHubs(testDb.db, moved, { signal, log: () => {} })()
    expect(hub.asked.at(-1)?.get('hub.callback')).toBe(`https://9.9.9.9/websub/${token}`)
  })

  test.each([
    ['no public address', {}, 'PUBLIC_URL is not set'],
    [
      'one of this machine',
      { PUBLIC_URL: 'http://localhost:3000' },
      'PUBLIC_URL: http://localhost:3000/: localhost is not on the public internet',
    ],
    [
      'one of the owner’s own network',
      { PUBLIC_URL: 'http://192.168.1.5' },
      'PUBLIC_URL: http://192.168.1.5/: 192.168.1.5 is not on the public internet',
    ],
  ])('are not asked where there is %s, which is said once', async (_case, settings, reason) => {
    const { work, said } = await keep(settings)
    await work()
    await work()
    expect(hub.asked).toEqual([])
    expect(said).toEqual([
      {
        level: 'debug',
        message: 'Hubs are not asked to push',
        reason: expect.stringContaining(reason),
      },
    ])
  })
})
