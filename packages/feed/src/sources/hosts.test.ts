import { createTestDb, type TestDb } from '@courant/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { leaveHostAlone, pruneHosts, releaseHosts, takeHost } from './hosts.ts'

let test: TestDb
beforeAll(async () => {
  test = await createTestDb()
})
afterAll(() => test.close())

const someone = crypto.randomUUID()
const another = crypto.randomUUID()
const taken = { taken: true }
const busy = { taken: false, reason: 'BUSY' }

/** Has the time of the database go on, for one host. */
const later = (host: string, seconds: number) =>
  test.db.$executeRaw`UPDATE fetch_host SET
    held_until = held_until - make_interval(secs => ${seconds}),
    not_before = not_before - make_interval(secs => ${seconds}) WHERE host = ${host}`

describe('a host', () => {
  it('is held by one at a time', async () => {
    const holders = Array.from({ length: 8 }, () => crypto.randomUUID())
    const all = await Promise.all(holders.map((holder) => takeHost(test.db, 'a.example', holder)))
    expect(all.filter((result) => result.taken)).toHaveLength(1)
    expect(all.filter((result) => !result.taken)).toEqual(Array.from({ length: 7 }, () => busy))
    expect(await takeHost(test.db, 'a.example:8080', someone)).toEqual(taken)
  })

  it('can be asked again by the one who holds it', async () => {
    expect(await takeHost(test.db, 'b.example', someone)).toEqual(taken)
    expect(await takeHost(test.db, 'b.example', someone)).toEqual(taken)
    expect(await takeHost(test.db, 'b.example', another)).toEqual(busy)
  })

  it('is free when its holder lets go, and not when another does', async () => {
    await takeHost(test.db, 'c.example', someone)
    await releaseHosts(test.db, [another])
    expect(await takeHost(test.db, 'c.example', another)).toEqual(busy)
    await releaseHosts(test.db, [someone])
    expect(await takeHost(test.db, 'c.example', another)).toEqual(taken)
  })

  it('is free a minute after its holder died, and then is not let go by it', async () => {
    await takeHost(test.db, 'd.example', someone)
    await later('d.example', 40)
    expect(await takeHost(test.db, 'd.example', another)).toEqual(busy)
    await later('d.example', 20)
    expect(await takeHost(test.db, 'd.example', another)).toEqual(taken)
    await releaseHosts(test.db, [someone])
    expect(await takeHost(test.db, 'd.example', someone)).toEqual(busy)
  })

  it('is left alone by all for as long as it asks', async () => {
    await takeHost(test.db, 'e.example', someone)
    await leaveHostAlone(test.db, 'e.example', 120)
    await leaveHostAlone(test.db, 'e.example', 60)
    await releaseHosts(test.db, [someone])
    const alone = await takeHost(test.db, 'e.example', someone)
    expect(alone).toMatchObject({ taken: false, reason: 'LEFT_ALONE' })
    expect(alone).toHaveProperty('seconds', expect.closeTo(120, -2))
    await later('e.example', 121)
    expect(await takeHost(test.db, 'e.example', someone)).toEqual(taken)
  })

  it('is forgotten when nobody asked it for an hour, and it may be asked', async () => {
    await test.db.fetchHost.deleteMany()
    for (const host of ['asked', 'resting', 'old']) await takeHost(test.db, host, someone)
    await releaseHosts(test.db, [someone])
    await leaveHostAlone(test.db, 'resting', 10_000)
    await later('resting', 4_000)
    await later('old', 4_000)
    expect(await pruneHosts(test.db)).toBe(1)
    const left = await test.db.fetchHost.findMany({ orderBy: { host: 'asc' } })
    expect(left.map(({ host }) => host)).toEqual(['asked', 'resting'])
  })
})
