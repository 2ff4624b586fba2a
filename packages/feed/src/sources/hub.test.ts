import { createTestDb, type TestDb } from '@courant/testing'
import { afterAll, afterEach, beforeAll, describe, expect, it, test } from 'vitest'

import {
  claimDueHubs,
  type FoundHub,
  hubWait,
  moveHubs,
  noteHub,
  postponeHub,
  pushedSources,
  recordAsked,
} from './hub.ts'
import {
  answerHub,
  findHubCallback,
  type HubCallback,
  recordBadSignature,
  recordPush,
} from './hub-callback.ts'
import { claimFarewells, leavePausedHubs, recordFarewell } from './hub-farewell.ts'
import { dueSources, recordPoll, schedulePolling } from './schedule.ts'
import { ensureSource } from './source.ts'

let testDb: TestDb
beforeAll(async () => {
  testDb = await createTestDb()
})
afterEach(async () => {
  await testDb.db.source.deleteMany()
  await testDb.db.hubFarewell.deleteMany()
})
afterAll(() => testDb.close())

const base = 'https://courant.example/websub/'
const found: FoundHub = {
  hubUrl: 'https://hub.example/',
  topicUrl: 'https://gazette.example/feed.xml',
}
const day = 24 * 60 * 60

const sourceNow = (id: string) => testDb.db.source.findUniqueOrThrow({ where: { id } })
const dueIds = async () => (await dueSources(testDb.db, 10)).map(({ id }) => id)
const readFor = (waitSeconds: number) =>
  ({
    outcome: 'READ',
    etag: null,
    lastModified: null,
    pollSeconds: waitSeconds,
    waitSeconds,
    note: null,
  }) as const
const question = { mode: 'subscribe', topic: found.topicUrl, lease: 10 * day, reason: null }

/** A source that is polled, and whose feed names a hub. */
async function sourceWithHub(slug = 'gazette', hub: FoundHub | null = found): Promise<string> {
  const { id } = await ensureSource(testDb.db, { slug, name: slug, feedUrl: `https://${slug}/` })
  await schedulePolling(testDb.db, id)
  if (hub) await noteHub(testDb.db, id, hub)
  return id
}

/** The same, asked for and confirmed. */
async function subscribedSource(lease = 10 * day): Promise<{ id: string; token: string }> {
  const id = await sourceWithHub()
  await claimDueHubs(testDb.db, 10, base)
  const { token } = await reread(id)
  expect(await answerHub(testDb.db, token, { ...question, lease })).toBe(true)
  return { id, token }
}

const reread = (sourceId: string) =>
  testDb.db.hubSubscription.findUniqueOrThrow({ where: { sourceId } })

/** Seconds from now, by this machine's clock, which the database shares here. */
const secondsUntil = (date: Date | null) => ((date?.getTime() ?? NaN) - Date.now()) / 1_000

async function calledBack(token: string): Promise<HubCallback> {
  const callback = await findHubCallback(testDb.db, token)
  if (callback === null || callback === 'ENDED') throw new Error('There is no such callback.')
  return callback
}

describe('a hub that a feed names', () => {
  it('gets a subscription with a token and a secret that nobody can guess', async () => {
    const subscription = await reread(await sourceWithHub())
    expect(subscription).toMatchObject({ ...found, state: 'PENDING', callbackUrl: null })
    expect(Buffer.from(subscription.token, 'base64url')).toHaveLength(32)
    expect(subscription.secret).toHaveLength(32)
    const other = await reread(await sourceWithHub('herald'))
    expect(other.token).not.toBe(subscription.token)
    expect(other.secret).not.toEqual(subscription.secret)
  })

  it('is noted once, however often the feed is read', async () => {
    const { id } = await subscribedSource()
    const before = await reread(id)
    await noteHub(testDb.db, id, found)
    expect(await reread(id)).toEqual(before)
  })

  it.each<[string, Partial<FoundHub>]>([
    ['hub', { hubUrl: 'https://other.example/' }],
    ['topic', { topicUrl: 'https://gazette.example/all.xml' }],
  ])('that is another %s is subscribed to anew, and the old one is left', async (_what, change) => {
    const { id, token } = await subscribedSource()
    await noteHub(testDb.db, id, { ...found, ...change })
    const renewed = await reread(id)
    expect(renewed).toMatchObject({ ...found, ...change, state: 'PENDING', callbackUrl: null })
    expect(renewed.token).not.toBe(token)
    expect(await claimDueHubs(testDb.db, 10, base)).toHaveLength(1)
    expect(await claimFarewells(testDb.db, 10)).toMatchObject([{ token, ...found }])
  })

  it('that changes each time is not asked each time', async () => {
    const id = await sourceWithHub()
    const [claimed] = await claimDueHubs(testDb.db, 10, base)
    await recordAsked(testDb.db, claimed!, 'the hub answered 500')
    for (const topic of ['a', 'b', 'c']) {
      await noteHub(testDb.db, id, { ...found, topicUrl: `https://gazette.example/${topic}` })
    }
    expect(await reread(id)).toMatchObject({ failures: 1 })
    expect(await claimDueHubs(testDb.db, 10, base)).toEqual([])
  })

  it('is not renewed once the feed names none, and is again when it does', async () => {
    const { id, token } = await subscribedSource()
    await noteHub(testDb.db, id, null)
    expect(await reread(id)).toMatchObject({ token, state: 'ACTIVE', renewAt: null })
    expect(await answerHub(testDb.db, token, question)).toBe(false)

    await noteHub(testDb.db, id, found)
    const { renewAt } = await reread(id)
    expect(secondsUntil(renewAt)).toBeCloseTo(9 * day, -2)
  })

  it('is noted once when two workers read the feed at the same moment', async () => {
    const id = await sourceWithHub('gazette', null)
    await Promise.all([1, 2, 3, 4].map(() => noteHub(testDb.db, id, found)))
    expect(await testDb.db.hubSubscription.count()).toBe(1)
  })

  it('of a source that was removed meanwhile is forgotten', async () => {
    const id = await sourceWithHub('gazette', null)
    await testDb.db.source.delete({ where: { id } })
    await noteHub(testDb.db, id, found)
    expect(await testDb.db.hubSubscription.count()).toBe(0)
  })
})

describe('asking a hub', () => {
  it('is one worker’s job, and the next one’s when that one died', async () => {
    const id = await sourceWithHub()
    const claims = await Promise.all([1, 2, 3].map(() => claimDueHubs(testDb.db, 10, base)))
    const { token, secret } = await reread(id)
    expect(claims.flat()).toMatchObject([{ sourceId: id, token, callbackUrl: base + token }])
    expect(Buffer.from(claims.flat()[0]!.secret)).toEqual(Buffer.from(secret))

    await testDb.db.$executeRaw`UPDATE hub_subscription SET renew_at = renew_at - interval '11 min'`
    expect(await claimDueHubs(testDb.db, 10, base)).toHaveLength(1)
  })

  it('that fails is noted in words and tried again later and later', async () => {
    const id = await sourceWithHub()
    for (const [failures, wait] of [
      [1, 900],
      [2, 1_800],
    ] as const) {
      const [claimed] = await claimDueHubs(testDb.db, 10, base)
      await recordAsked(testDb.db, claimed!, 'the hub answered 500')
      const asked = await reread(id)
      expect(asked).toMatchObject({ state: 'PENDING', failures, lastError: 'the hub answered 500' })
      expect(secondsUntil(asked.renewAt)).toBeGreaterThan(wait * 0.85)
      expect(secondsUntil(asked.renewAt)).toBeLessThan(wait * 1.15)
      await testDb.db.$executeRaw`UPDATE hub_subscription SET renew_at = now()`
    }
  })

  it('that it accepts without ever calling back is a failure too', async () => {
    const id = await sourceWithHub()
    const [claimed] = await claimDueHubs(testDb.db, 10, base)
    await recordAsked(testDb.db, claimed!, null)
    expect(await reread(id)).toMatchObject({
      failures: 1,
      lastError: 'The hub took the request and has not called back.',
    })
  })

  it('that calls back before it answers is a success', async () => {
    const id = await sourceWithHub()
    const [claimed] = await claimDueHubs(testDb.db, 10, base)
    expect(await answerHub(testDb.db, claimed!.token, question)).toBe(true)
    const confirmed = await reread(id)
    await recordAsked(testDb.db, claimed!, null)
    await recordAsked(testDb.db, claimed!, 'not finished after 30 s')
    expect(await reread(id)).toEqual(confirmed)
  })

  it('that somebody else asks at the moment is put off, and is no failure', async () => {
    const id = await sourceWithHub()
    const [claimed] = await claimDueHubs(testDb.db, 10, base)
    await postponeHub(testDb.db, claimed!, 60)
    const postponed = await reread(id)
    expect(postponed).toMatchObject({ failures: 0, lastError: null })
    expect(Math.abs(secondsUntil(postponed.renewAt) - 60)).toBeLessThan(20)
  })

  it('waits while the source is paused', async () => {
    const id = await sourceWithHub()
    await testDb.db.source.update({ where: { id }, data: { nextPollAt: null } })
    expect(await claimDueHubs(testDb.db, 10, base)).toEqual([])
  })

  it('is done anew when the installation has moved', async () => {
    const { id } = await subscribedSource()
    expect(await moveHubs(testDb.db, base)).toBe(0)
    const elsewhere = 'https://news.example/websub/'
    expect(await moveHubs(testDb.db, elsewhere)).toBe(1)
    const { token } = await reread(id)
    expect(await claimDueHubs(testDb.db, 10, elsewhere)).toMatchObject([
      { callbackUrl: elsewhere + token },
    ])
    expect(await reread(id)).toMatchObject({ state: 'ACTIVE' })
  })

  test.each([
    ['after the first time in a quarter of an hour', 1, 0.5, 900],
    ['a tenth earlier', 1, 0, 810],
    ['or later', 1, 1, 990],
    ['after three in an hour', 3, 0.5, 3_600],
    ['after many in a day', 40, 0.5, day],
  ])('%s', (_case, failures, random, seconds) => {
    expect(hubWait(failures, random)).toBe(seconds)
  })
})

describe('a hub that asks whether we want it', () => {
  test.each([
    ['the lease we asked for', 10 * day, 10 * day, 8 * day],
    ['a shorter one', 3_600, 3_600, 2_880],
    ['none', null, 10 * day, 8 * day],
    ['one without end', 0, 10 * day, 8 * day],
    ['ten years', 3_650 * day, 30 * day, 24 * day],
    ['a minute, but is not asked each minute', 60, 60, 300],
  ])('is told yes, and renewed at four fifths of %s', async (_case, lease, until, renewal) => {
    const id = await sourceWithHub()
    const [claimed] = await claimDueHubs(testDb.db, 10, base)
    await recordAsked(testDb.db, claimed!, null)
    expect(await answerHub(testDb.db, claimed!.token, { ...question, lease })).toBe(true)
    const confirmed = await reread(id)
    expect(confirmed).toMatchObject({ state: 'ACTIVE', failures: 0, lastError: null })
    expect(Math.abs(secondsUntil(confirmed.leaseUntil) - until)).toBeLessThan(20)
    expect(Math.abs(secondsUntil(confirmed.renewAt) - renewal)).toBeLessThan(20)
  })

  it('may write the topic in another way', async () => {
    const id = await sourceWithHub('gazette', { ...found, topicUrl: 'https://gazette.example' })
    await claimDueHubs(testDb.db, 10, base)
    const { token } = await reread(id)
    const topic = 'HTTPS://gazette.example:443/'
    expect(await answerHub(testDb.db, token, { ...question, topic })).toBe(true)
  })

  test.each([
    ['about another topic', { topic: 'https://gazette.example/other.xml' }],
    ['about no topic', { topic: null }],
    ['about something that is no address', { topic: 'feed' }],
    ['whether we want to leave', { mode: 'unsubscribe' }],
    ['nothing', { mode: null }],
    ['something else', { mode: 'publish' }],
  ])('is told no when it asks %s', async (_case, change) => {
    const id = await sourceWithHub()
    const [claimed] = await claimDueHubs(testDb.db, 10, base)
    const before = await reread(id)
    expect(await answerHub(testDb.db, claimed!.token, { ...question, ...change })).toBe(false)
    expect(await reread(id)).toEqual(before)
  })

  it('is told no before we have asked', async () => {
    const { token } = await reread(await sourceWithHub())
    expect(await answerHub(testDb.db, token, question)).toBe(false)
    expect(await answerHub(testDb.db, token, { ...question, mode: 'denied' })).toBe(false)
  })

  it('is told no by a token that is nobody’s', async () => {
    await sourceWithHub()
    expect(await answerHub(testDb.db, 'x'.repeat(43), question)).toBe(false)
  })

  it('may refuse, also later on, and is asked again after a week', async () => {
    const { id, token } = await subscribedSource()
    const denial = { ...question, mode: 'denied', lease: null, reason: 'Members only' }
    expect(await answerHub(testDb.db, token, { ...denial, topic: 'https://else/' })).toBe(false)
    expect(await reread(id)).toMatchObject({ state: 'ACTIVE' })

    expect(await answerHub(testDb.db, token, denial)).toBe(true)
    const denied = await reread(id)
    expect(denied).toMatchObject({
      state: 'DENIED',
      leaseUntil: null,
      lastError: 'The hub refused: Members only',
    })
    expect(secondsUntil(denied.renewAt)).toBeCloseTo(7 * day, -2)
    expect(await pushedSources(testDb.db, [id])).toEqual(new Set())
  })
})

describe('a push', () => {
  it('makes its source due', async () => {
    const { id, token } = await subscribedSource()
    await recordPoll(testDb.db, await sourceNow(id), readFor(3_600))
    expect(await dueIds()).toEqual([])

    await recordPush(testDb.db, await calledBack(token))
    expect(await dueIds()).toEqual([id])
    expect(await reread(id)).toMatchObject({ pushes: 1, lastPushAt: expect.any(Date) })
  })

  it('while the feed is being read leaves it due, for the reader may have been too early', async () => {
    const { id, token } = await subscribedSource()
    const asked = await sourceNow(id)
    await recordPush(testDb.db, await calledBack(token))
    await recordPoll(testDb.db, asked, readFor(3_600))
    expect(await dueIds()).toEqual([id])

    await recordPoll(testDb.db, await sourceNow(id), readFor(3_600))
    expect(await dueIds()).toEqual([])
  })

  it('has its source looked at once more after five minutes, when caches have it too', async () => {
    const { id, token } = await subscribedSource()
    const waitAfter = async (ok: boolean) => {
      const problem = { code: 'HTTP_STATUS', reason: 'the server answered 503' }
      const failed = { outcome: 'FAILED', problem, waitSeconds: day } as const
      await recordPoll(testDb.db, await sourceNow(id), ok ? readFor(day) : failed)
      return secondsUntil((await sourceNow(id)).nextPollAt)
    }
    await recordPush(testDb.db, await calledBack(token))
    expect(Math.abs((await waitAfter(true)) - 300)).toBeLessThan(20)
    expect(Math.abs((await waitAfter(false)) - day)).toBeLessThan(20)

    await testDb.db.hubSubscription.updateMany({
      data: { lastPushAt: new Date(Date.now() - 301_000) },
    })
    expect(Math.abs((await waitAfter(true)) - day)).toBeLessThan(20)
  })

  it('does not wake a source that is paused', async () => {
    const { id, token } = await subscribedSource()
    await testDb.db.source.update({ where: { id }, data: { nextPollAt: null } })
    await recordPush(testDb.db, await calledBack(token))
    expect(await dueIds()).toEqual([])
    expect(await reread(id)).toMatchObject({ pushes: 1 })
  })

  it('that is not believed is counted, and nothing else', async () => {
    const { id, token } = await subscribedSource()
    await recordPoll(testDb.db, await sourceNow(id), readFor(3_600))
    await recordBadSignature(testDb.db, await calledBack(token))
    expect(await reread(id)).toMatchObject({ badSignatures: 1, pushes: 0, lastPushAt: null })
    expect(await dueIds()).toEqual([])
  })
})

describe('a source that a hub watches over', () => {
  const setBack = (moment: 'activeSince' | 'lastPushAt' | 'leaseUntil', seconds: number) =>
    testDb.db.hubSubscription.updateMany({
      data: { [moment]: new Date(Date.now() - seconds * 1_000) },
    })

  it('is one whose subscription is new, or whose last push is', async () => {
    const { id, token } = await subscribedSource()
    expect(await pushedSources(testDb.db, [id])).toEqual(new Set([id]))

    await setBack('activeSince', 2 * day)
    expect(await pushedSources(testDb.db, [id])).toEqual(new Set())
    await recordPush(testDb.db, await calledBack(token))
    expect(await pushedSources(testDb.db, [id])).toEqual(new Set([id]))

    await setBack('lastPushAt', 8 * day)
    expect(await pushedSources(testDb.db, [id])).toEqual(new Set())
  })

  it('is none whose hub renews the subscription and never pushes', async () => {
    const { id, token } = await subscribedSource()
    await setBack('activeSince', 2 * day)
    expect(await answerHub(testDb.db, token, question)).toBe(true)
    expect(await pushedSources(testDb.db, [id])).toEqual(new Set())
  })

  it('is none whose lease is over', async () => {
    const { id } = await subscribedSource()
    await setBack('leaseUntil', 60)
    expect(await pushedSources(testDb.db, [id])).toEqual(new Set())
  })

  it('is none whose hub was only asked', async () => {
    const id = await sourceWithHub()
    expect(await pushedSources(testDb.db, [id])).toEqual(new Set())
  })
})

describe('taking leave of a hub', () => {
  it('is due when the source is removed, until the hub has asked whether it is meant', async () => {
    const { id, token } = await subscribedSource()
    await testDb.db.source.delete({ where: { id } })
    const claims = await Promise.all([1, 2].map(() => claimFarewells(testDb.db, 10)))
    expect(claims.flat()).toMatchObject([{ token, ...found, callbackUrl: base + token }])
    expect(await findHubCallback(testDb.db, token)).toBe('ENDED')

    const leaving = { ...question, mode: 'unsubscribe', lease: null }
    expect(await answerHub(testDb.db, token, question)).toBe(false)
    expect(await answerHub(testDb.db, token, { ...leaving, topic: 'https://else/' })).toBe(false)
    expect(await answerHub(testDb.db, token, leaving)).toBe(true)
    expect(await findHubCallback(testDb.db, token)).toBeNull()
    expect(await testDb.db.hubFarewell.count()).toBe(0)
  })

  it('is due when the source is paused; resumed, it is subscribed to anew', async () => {
    const { id, token } = await subscribedSource()
    await leavePausedHubs(testDb.db)
    expect(await claimFarewells(testDb.db, 10)).toEqual([])

    await testDb.db.source.update({ where: { id }, data: { nextPollAt: null } })
    await leavePausedHubs(testDb.db)
    expect(await claimFarewells(testDb.db, 10)).toMatchObject([{ token }])
    expect(await claimDueHubs(testDb.db, 10, base)).toEqual([])

    await schedulePolling(testDb.db, id)
    const [claimed] = await claimDueHubs(testDb.db, 10, base)
    expect(claimed).toMatchObject(found)
    expect(claimed!.token).not.toBe(token)
  })

  it('is not due where the hub never had us', async () => {
    await testDb.db.source.delete({ where: { id: await sourceWithHub() } })
    expect(await testDb.db.hubFarewell.count()).toBe(0)
  })

  it('is given up after five times, and forgotten when the lease is over', async () => {
    const { id, token } = await subscribedSource()
    await testDb.db.source.delete({ where: { id } })
    for (let time = 1; time <= 5; time += 1) {
      await testDb.db.$executeRaw`UPDATE hub_farewell SET tell_at = now()`
      const [farewell] = await claimFarewells(testDb.db, 10)
      await recordFarewell(testDb.db, farewell!)
    }
    const farewell = await testDb.db.hubFarewell.findUniqueOrThrow({ where: { token } })
    expect(farewell.tellAt).toEqual(farewell.leaseUntil)

    await testDb.db.$executeRaw`UPDATE hub_farewell SET tell_at = now(), lease_until = now()`
    expect(await claimFarewells(testDb.db, 10)).toEqual([])
    expect(await testDb.db.hubFarewell.count()).toBe(0)
  })
})
