import { createTestDb, type TestDb } from '@courant/testing'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import { allSources } from './read.ts'
import { ensureSource, ensureSources } from './source.ts'
import { subscribe } from './subscribe.ts'
import { updateSource } from './update.ts'

let test: TestDb
beforeEach(async () => {
  test = await createTestDb()
})
afterEach(() => test.close())

const feedOf = (name: string) => `https://${name}.example/feed.xml`
const draftOf = (name: string) => ({ slug: name, name, feedUrl: feedOf(name) })
const drafts = (count: number) => Array.from({ length: count }, (_, n) => draftOf(`paper-${n}`))
const row = (id: string) => test.db.source.findUniqueOrThrow({ where: { id } })

describe('sources that are made together', () => {
  it('get slugs of their own, whatever they are called', async () => {
    await ensureSource(test.db, { slug: 'news', name: 'News', feedUrl: feedOf('first') })
    await ensureSource(test.db, { slug: 'news-3', name: 'News 3', feedUrl: feedOf('third') })
    const made = await ensureSources(test.db, [
      { slug: 'news', name: 'News', feedUrl: feedOf('a') },
      { slug: 'news', name: 'News', feedUrl: feedOf('b') },
      { slug: 'news-3', name: 'News 3', feedUrl: feedOf('c') },
    ])
    expect(made.map(({ source }) => source.slug)).toEqual(['news-2', 'news-4', 'news-3-2'])
    expect(made.every(({ created }) => created)).toBe(true)
  })

  it('are made once for each feed, the first draft of which counts', async () => {
    const [first, again] = await ensureSources(test.db, [
      { ...draftOf('gazette'), name: 'The Gazette' },
      { ...draftOf('gazette'), name: 'Gazette', siteUrl: 'https://gazette.example/' },
    ])
    expect(first).toMatchObject({ created: true, source: { name: 'The Gazette' } })
    expect(again).toMatchObject({ created: false, source: { id: first!.source.id } })
    expect(again?.source.siteUrl).toBe('https://gazette.example/')
  })

  it('are told apart by their sites where they have one name and one has no feed', async () => {
    const site = 'https://www.gazette.example/'
    await ensureSource(test.db, { slug: 'gazette', name: 'The Gazette', siteUrl: site })
    const [other, same] = await ensureSources(test.db, [
      { ...draftOf('gazette'), siteUrl: 'https://gazette.other/' },
      { ...draftOf('gazette'), feedUrl: feedOf('same'), siteUrl: 'https://gazette.example/news' },
    ])
    expect(other).toMatchObject({ created: true, source: { slug: 'gazette-2' } })
    expect(same).toMatchObject({ created: false, source: { slug: 'gazette', siteUrl: site } })
  })

  it('are refused with an address that no index could hold', async () => {
    const feedUrl = `https://gazette.example/${'x'.repeat(2_000)}`
    await expect(
      ensureSources(test.db, [draftOf('courier'), { ...draftOf('gazette'), feedUrl }]),
    ).rejects.toMatchObject({ code: 'BAD_ADDRESS', field: 'url' })
    expect(await allSources(test.db)).toEqual([])
  })
})

describe('subscribing', () => {
  it('to a thousand feeds makes each once, when several do it at the same time', async () => {
    const lists = [drafts(1_000), drafts(1_000).toReversed(), drafts(500)]
    const results = await Promise.all(
      lists.map((list) => subscribe(test.db, list, { paused: 'leave' })),
    )
    expect(await test.db.source.count()).toBe(1_000)
    const created = results.flat().filter((result) => result.created)
    expect(new Set(created.map(({ source }) => source.id)).size).toBe(1_000)
    expect(created.length).toBe(1_000)
    for (const [at, result] of results.entries()) {
      expect(result.map(({ source }) => source.feedUrl)).toEqual(
        lists[at]!.map(({ feedUrl }) => feedUrl),
      )
    }
  })

  it('spreads the first polls over some minutes, in the order of the list', async () => {
    const result = await subscribe(test.db, drafts(1_000), { paused: 'leave' })
    const times = result.map(({ source }) => source.nextPollAt!.getTime())
    expect(times).toEqual(times.toSorted((a, b) => a - b))
    const seconds = (times.at(-1)! - times[0]!) / 1_000
    expect([seconds > 9 * 60, seconds <= 10 * 60]).toEqual([true, true])
    const few = await subscribe(test.db, [draftOf('a'), draftOf('b')], { paused: 'leave' })
    const [a, b] = few.map(({ source }) => source.nextPollAt!.getTime())
    expect(b! - a!).toBe(2_000)
  })

  it('leaves a source as it is that is polled already', async () => {
    const [first] = await subscribe(test.db, [draftOf('gazette')], { paused: 'leave' })
    const again = { ...draftOf('gazette'), name: 'Renamed', folder: 'Other' }
    expect(await subscribe(test.db, [again], { paused: 'resume' })).toEqual([
      { source: first!.source, created: false },
    ])
  })

  it('begins to poll a source whose articles came in once', async () => {
    const { id } = await ensureSource(test.db, draftOf('gazette'))
    const [subscribed] = await subscribe(test.db, [draftOf('gazette')], { paused: 'leave' })
    expect(subscribed).toMatchObject({ created: false, source: { id } })
    expect(subscribed?.source.nextPollAt).toBeInstanceOf(Date)
  })

  it('resumes what somebody paused only when asked to', async () => {
    const { id } = await ensureSource(test.db, draftOf('gazette'))
    const goneAt = new Date()
    await test.db.source.update({ where: { id }, data: { lastPolledAt: new Date(), goneAt } })
    await subscribe(test.db, [draftOf('gazette')], { paused: 'leave' })
    expect(await row(id)).toMatchObject({ nextPollAt: null, goneAt })
    await subscribe(test.db, [draftOf('gazette')], { paused: 'resume' })
    expect(await row(id)).toMatchObject({ nextPollAt: expect.any(Date), goneAt: null })
  })

  it('tidies folders', async () => {
    const draft = { ...draftOf('gazette'), folder: ' News /  World  Affairs//' }
    const [subscribed] = await subscribe(test.db, [draft], { paused: 'leave' })
    expect(subscribed?.source.folder).toBe('News/World Affairs')
  })
})

describe('a source', () => {
  it('is changed in what is given alone', async () => {
    const [subscribed] = await subscribe(test.db, [draftOf('gazette')], { paused: 'leave' })
    const before = subscribed!.source
    const changes = { name: ' The  Gazette ', folder: 'Local', fullText: true }
    expect(await updateSource(test.db, 'gazette', changes)).toEqual({
      ...before,
      name: 'The Gazette',
      folder: 'Local',
      fullText: true,
    })
    expect(await updateSource(test.db, before.id, { folder: '', name: null })).toMatchObject({
      name: 'The Gazette',
      folder: null,
      nextPollAt: before.nextPollAt,
    })
    expect(await updateSource(test.db, before.id, {})).toMatchObject({ name: 'The Gazette' })
  })

  it('is paused, and resumed once', async () => {
    await subscribe(test.db, [draftOf('gazette')], { paused: 'leave' })
    const paused = await updateSource(test.db, 'gazette', { polled: false })
    expect(paused.nextPollAt).toBeNull()
    const resumed = await updateSource(test.db, 'gazette', { polled: true })
    expect(resumed.nextPollAt).toBeInstanceOf(Date)
    expect(await updateSource(test.db, 'gazette', { polled: true })).toEqual(resumed)
  })

  it('that was gone is no longer so when it is resumed; one that fails still fails', async () => {
    const failing = { failures: 3, lastError: 'It did not answer.', lastErrorCode: 'TIMEOUT' }
    const made = await ensureSources(test.db, [draftOf('gone'), draftOf('failing')])
    const [gone, other] = made.map(({ source }) => source.id)
    await test.db.source.updateMany({ data: failing })
    await test.db.source.update({ where: { id: gone! }, data: { goneAt: new Date() } })
    expect(await updateSource(test.db, gone!, { polled: true })).toMatchObject({
      goneAt: null,
      failures: 0,
      lastError: null,
      lastErrorCode: null,
    })
    expect(await updateSource(test.db, other!, { polled: true })).toMatchObject(failing)
  })

  it.each([
    ['an unknown one', 'nobody', {}, 'UNKNOWN_SOURCE', 'id'],
    ['no name', 'plain', { name: '  ' }, 'BAD_NAME', 'name'],
    ['a name without end', 'plain', { name: 'x'.repeat(201) }, 'BAD_NAME', 'name'],
    ['a folder without end', 'plain', { folder: 'x'.repeat(201) }, 'BAD_FOLDER', 'folder'],
    ['polling without a feed', 'plain', { polled: true }, 'NO_FEED', 'polled'],
  ])('is not changed: %s', async (_, id, changes, code, field) => {
    const plain = await ensureSource(test.db, { slug: 'plain', name: 'Plain' })
    await expect(updateSource(test.db, id, changes)).rejects.toMatchObject({ code, field })
    expect(await row(plain.id)).toEqual(plain)
  })
})
