import type { Prisma, Source } from '@courant/prisma'
import { createTestDb, type TestDb } from '@courant/testing'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import { saveArticles } from '../articles/save.ts'
import { draft } from '../draft.fixture.ts'
import { takeHost } from './hosts.ts'
import { rhythmOf } from './rhythm.ts'
import {
  dueSource,
  dueSources,
  isAnyDue,
  moveFeed,
  type PollOutcome,
  postponePoll,
  recordPoll,
  schedulePolling,
} from './schedule.ts'

let test: TestDb
beforeEach(async () => {
  test = await createTestDb()
})
afterEach(() => test.close())

/** A source that is due for as many minutes. */
function sourceAt(feedUrl: string, { minutes = 1, lastPolledAt = null as Date | null } = {}) {
  const nextPollAt = new Date(Date.now() - minutes * 60_000)
  const data = { slug: feedUrl, name: feedUrl, feedUrl, nextPollAt, lastPolledAt }
  return test.db.source.create({ data })
}
const reread = ({ id }: Source) => test.db.source.findUniqueOrThrow({ where: { id } })
const hostsOf = async (...args: [limit?: number, except?: string[]]) =>
  (await dueSources(test.db, args[0] ?? 10, args[1])).map(({ host }) => host)

const read: PollOutcome = {
  outcome: 'READ',
  etag: '"1"',
  lastModified: null,
  pollSeconds: 1_800,
  waitSeconds: 1_900,
  note: null,
}
const failed: PollOutcome = {
  outcome: 'FAILED',
  problem: { code: 'TIMEOUT', reason: 'The server did not answer.' },
  waitSeconds: 600,
}

describe('what is due', () => {
  it('comes in the order of its time, new sources first', async () => {
    const lastPolledAt = new Date()
    await sourceAt('https://late.example/feed', { minutes: 1, lastPolledAt })
    await sourceAt('https://early.example/feed', { minutes: 9, lastPolledAt })
    await sourceAt('https://new.example/feed', { minutes: 0 })
    await sourceAt('https://future.example/feed', { minutes: -9 })
    expect(await hostsOf()).toEqual(['new.example', 'early.example', 'late.example'])
    expect(await hostsOf(2)).toEqual(['new.example', 'early.example'])
    expect(await hostsOf(10, ['early.example'])).toEqual(['new.example', 'late.example'])
  })

  it('is one source a host, with its port', async () => {
    const first = await sourceAt('https://Gazette.example/news', { minutes: 9 })
    await sourceAt('https://gazette.example:443/sport', { minutes: 5 })
    await sourceAt('https://gazette.example:8443/sport', { minutes: 1 })
    const due = await dueSources(test.db, 10)
    expect(due).toEqual([
      { id: first.id, host: 'gazette.example', isNew: true },
      expect.objectContaining({ host: 'gazette.example:8443' }),
    ])
  })

  it('is nothing of a host that is asked at the moment', async () => {
    await sourceAt('https://gazette.example/news')
    await takeHost(test.db, 'gazette.example', crypto.randomUUID())
    expect(await hostsOf()).toEqual([])
    expect(await isAnyDue(test.db)).toBe(true)
  })

  it('is not what is paused, nor what has no feed', async () => {
    const paused = await sourceAt('https://gazette.example/news')
    await test.db.source.update({ where: { id: paused.id }, data: { nextPollAt: null } })
    const data = { slug: 'local', name: 'Local files', nextPollAt: new Date(0) }
    const local = await test.db.source.create({ data })
    expect(await hostsOf()).toEqual([])
    expect(await isAnyDue(test.db)).toBe(false)
    expect(await dueSource(test.db, paused.id)).toBeNull()
    expect(await dueSource(test.db, local.id)).toBeNull()
  })

  it('is what somebody subscribes to, also after it was gone', async () => {
    const source = await sourceAt('https://gazette.example/news')
    await recordPoll(test.db, source, {
      outcome: 'GONE',
      problem: { code: 'HTTP_STATUS', reason: '410' },
    })
    expect(await reread(source)).toMatchObject({ nextPollAt: null, goneAt: expect.any(Date) })
    await schedulePolling(test.db, source.id)
    expect(await dueSource(test.db, source.id)).toMatchObject({ id: source.id, goneAt: null })
  })
})

describe('how a poll went', () => {
  it('is kept: failures are counted until it succeeds', async () => {
    let source = await sourceAt('https://gazette.example/news')
    await recordPoll(test.db, source, failed)
    source = await reread(source)
    expect(source).toMatchObject({ failures: 1, lastErrorCode: 'TIMEOUT', lastReadAt: null })
    expect(source.nextPollAt!.getTime()).toBeGreaterThan(Date.now() + 590_000)

    await recordPoll(test.db, source, failed)
    source = await reread(source)
    expect(source).toMatchObject({ failures: 2, lastError: 'The server did not answer.' })

    await recordPoll(test.db, source, read)
    expect(await reread(source)).toMatchObject({
      failures: 0,
      lastError: null,
      lastErrorCode: null,
      etag: '"1"',
      pollSeconds: 1_800,
      lastReadAt: expect.any(Date),
    })
  })

  it('keeps what its owner should know', async () => {
    const source = await sourceAt('https://gazette.example/news')
    const note = { code: 'ADDRESS_TAKEN', reason: 'Another source has the address.' }
    await recordPoll(test.db, source, { ...read, note })
    expect(await reread(source)).toMatchObject({
      failures: 0,
      lastError: note.reason,
      lastErrorCode: note.code,
    })
  })

  it('does not undo that it is wanted again, or paused, since it began', async () => {
    const source = await sourceAt('https://gazette.example/news')
    await schedulePolling(test.db, source.id)
    await recordPoll(test.db, source, read)
    const wanted = await dueSource(test.db, source.id)
    expect(wanted).toMatchObject({ etag: '"1"' })

    await test.db.source.update({ where: { id: source.id }, data: { nextPollAt: null } })
    await recordPoll(test.db, wanted!, read)
    expect(await reread(source)).toMatchObject({ nextPollAt: null })
  })

  it('counts once, for the first of two', async () => {
    const source = await sourceAt('https://gazette.example/news')
    await recordPoll(test.db, source, read)
    await recordPoll(test.db, source, failed)
    expect(await reread(source)).toMatchObject({ failures: 0, etag: '"1"' })
  })

  it('does not count for an address that the source had before', async () => {
    const source = await sourceAt('https://gazette.example/news')
    const feedUrl = 'https://gazette.example/all'
    await test.db.source.update({ where: { id: source.id }, data: { feedUrl } })
    await recordPoll(test.db, source, read)
    expect(await dueSource(test.db, source.id)).toMatchObject({ etag: null, lastPolledAt: null })
  })
})

it('a source can be put off, without being blamed', async () => {
  const source = await sourceAt('https://gazette.example/news')
  await postponePoll(test.db, source, 60)
  expect(await reread(source)).toMatchObject({ failures: 0, lastPolledAt: null })
  expect(await dueSource(test.db, source.id)).toBeNull()
  await schedulePolling(test.db, source.id)
  await postponePoll(test.db, source, 60)
  expect(await dueSource(test.db, source.id)).not.toBeNull()
})

it('a feed moves to an address that is free', async () => {
  const source = await sourceAt('https://gazette.example/news')
  const other = await sourceAt('https://gazette.example/sport')
  await moveFeed(test.db, source, 'https://gazette.example/sport')
  expect(await reread(source)).toMatchObject({ feedUrl: source.feedUrl })
  await moveFeed(test.db, source, 'https://gazette.example/all')
  expect(await reread(source)).toMatchObject({ feedUrl: 'https://gazette.example/all' })
  expect(await reread(other)).toMatchObject({ feedUrl: other.feedUrl })
})

describe('what is known of how a source publishes', () => {
  const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000)

  async function publish(source: Source, statedAt: Date | null) {
    const { id: sourceId } = source
    await saveArticles(test.db, [draft({ sourceId, key: crypto.randomUUID(), statedAt })])
  }

  it('are the dates that its articles state', async () => {
    const source = await sourceAt('https://gazette.example/news')
    expect(await rhythmOf(test.db, source.id)).toMatchObject({ ages: [], pushed: false })
    for (const minutes of [180, 60]) await publish(source, ago(minutes))
    await publish(source, null)
    const { ages } = await rhythmOf(test.db, source.id)
    expect(ages).toEqual([expect.closeTo(3_600, -3), expect.closeTo(10_800, -3)])
  })

  it('is that its hub tells of its articles, for as long as it does', async () => {
    const source = await sourceAt('https://gazette.example/news')
    const { id: sourceId } = source
    const isPushed = async () => (await rhythmOf(test.db, sourceId)).pushed
    const change = (data: Prisma.HubSubscriptionUpdateInput) =>
      test.db.hubSubscription.update({ where: { sourceId }, data })
    await publish(source, null)
    await test.db.hubSubscription.create({
      data: {
        sourceId,
        hubUrl: 'https://hub.example/',
        topicUrl: 'https://gazette.example/news',
        token: 'token',
        secret: new Uint8Array(20),
        state: 'ACTIVE',
        leaseUntil: ago(-60),
      },
    })
    expect(await isPushed()).toBe(false)
    await change({ lastPushAt: ago(1) })
    expect(await isPushed()).toBe(true)
    await change({ leaseUntil: ago(1) })
    expect(await isPushed()).toBe(false)
    await change({ leaseUntil: ago(-60), state: 'DENIED' })
    expect(await isPushed()).toBe(false)
    // An article has come in of which the hub did not tell.
    await change({ state: 'ACTIVE', lastPushAt: ago(30) })
    expect(await isPushed()).toBe(false)
    // It is new: all that it could have told of is still to come.
    await change({ lastPushAt: null, activeSince: ago(0) })
    expect(await isPushed()).toBe(true)
  })
})
