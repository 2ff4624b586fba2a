import { createTestDb, type TestDb } from '@courant/testing'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'

import { type FeedServer, serveFeed } from '../feed-server.fixture.ts'
import { runCourant } from './courant.fixture.ts'

let testDb: TestDb
let server: FeedServer
beforeEach(async () => {
  testDb = await createTestDb()
  server = await serveFeed('One', 'Two')
})
afterEach(async () => {
  server.close()
  await testDb.close()
})

/** Runs the command line on the test's database; it may read the test's feed. */
const courant = (...args: string[]) =>
  runCourant(args, { DATABASE_URL: testDb.url, ALLOW_PRIVATE_HOSTS: server.host })
const json = async (...args: string[]): Promise<object> =>
  JSON.parse((await courant(...args, '--json')).stdout) as object

describe('courant source', () => {
  test('adds a feed with its articles, once', async () => {
    expect(await courant('source', 'add', server.url, '--folder', 'News')).toEqual({
      code: 0,
      stdout: `${server.url}: subscribed to The Gazette as the-gazette; added 2, revised 0, unchanged 0\n`,
      stderr: '',
    })
    expect(await json('source', 'add', server.url)).toMatchObject({
      address: server.url,
      created: false,
      source: { slug: 'the-gazette', folder: 'News', state: 'OK', lastReadAt: expect.any(String) },
      outcome: 'TAKEN',
      unchanged: 2,
    })
    expect(await testDb.db.article.count()).toBe(2)
  })

  test('adds what it can, and says what it cannot', async () => {
    const nothing = 'http://127.0.0.1:1/feed.xml'
    const { code, stdout, stderr } = await courant('source', 'add', nothing, server.url, '--json')
    expect(code).toBe(1)
    const [first, second] = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as object)
    expect(first).toEqual({
      address: nothing,
      error: { code: 'SSRF_BLOCKED', message: expect.stringContaining('ALLOW_PRIVATE_HOSTS') },
    })
    expect(second).toMatchObject({ created: true, source: { slug: 'the-gazette' } })
    expect(stderr).toContain('ALLOW_PRIVATE_HOSTS')
    expect(await courant('source', 'add', 'a.example', 'b.example', '--name', 'A')).toMatchObject({
      code: 2,
      stderr: '--name names one source: add the others on their own.\n',
    })
  })

  test('lists, changes, pauses and resumes', async () => {
    expect((await courant('source', 'list')).stdout).toBe('there are no sources yet\n')
    await courant('source', 'add', server.url, '--name', 'Gazette')
    const { stdout } = await courant('source', 'list')
    expect(stdout).toMatch(
      /^gazette\tGazette\thttp\S+\tIts feed could be read the last time\.\tNext poll in \d+ (s|min|h)\.\n$/,
    )
    expect(
      await json(
        'source',
        'update',
        'gazette',
        '--name',
        'Daily',
        '--folder',
        'A/B',
        '--full-text',
      ),
    ).toMatchObject({ slug: 'gazette', name: 'Daily', folder: 'A/B', fullText: true })
    expect(
      await json('source', 'update', 'gazette', '--folder', '', '--no-full-text'),
    ).toMatchObject({ name: 'Daily', folder: null, fullText: false })

    const paused = await courant('source', 'pause', 'gazette', 'nobody', '--json')
    expect(paused).toMatchObject({ code: 1, stderr: 'There is no source "nobody".\n' })
    expect(
      paused.stdout
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as object),
    ).toEqual([
      expect.objectContaining({ slug: 'gazette', state: 'PAUSED', nextPollAt: null }),
      { source: 'nobody', error: { code: 'UNKNOWN_SOURCE', message: expect.any(String) } },
    ])
    expect(await json('source', 'resume', 'gazette')).toMatchObject({
      state: 'OK',
      nextPollAt: expect.any(String),
    })
  })

  test('says what is wrong with a change', async () => {
    await courant('source', 'add', server.url)
    expect(await courant('source', 'update', 'the-gazette')).toMatchObject({ code: 2 })
    expect(await courant('source', 'update', 'nobody', '--name', 'A', '--json')).toEqual({
      code: 1,
      stdout: '{"error":{"code":"UNKNOWN_SOURCE","message":"There is no source \\"nobody\\"."}}\n',
      stderr: 'There is no source "nobody".\n',
    })
  })

  test('removes one with its articles, and asks first', async () => {
    await courant('source', 'add', server.url)
    expect(await courant('source', 'remove', 'the-gazette')).toEqual({
      code: 2,
      stdout: '',
      stderr: 'Remove The Gazette and its 2 articles? Nobody is here to say so: add --yes.\n',
    })
    expect(await testDb.db.article.count()).toBe(2)
    expect(await courant('source', 'remove', 'the-gazette', '--yes')).toEqual({
      code: 0,
      stdout: 'removed The Gazette with 2 articles\n',
      stderr: '',
    })
    expect([await testDb.db.article.count(), await testDb.db.source.count()]).toEqual([0, 0])
  })
})

describe('courant poll --once', () => {
  test('reads what is due, what is named or all, and says what came of it', async () => {
    await courant('source', 'add', server.url)
    expect((await courant('poll', '--once')).stdout).toBe('no source is due\n')
    const line = 'the-gazette: added 0, revised 0, unchanged 2\n'
    expect((await courant('poll', '--once', '--all')).stdout).toBe(line)
    expect(await json('poll', '--once', 'the-gazette')).toEqual({
      source: { id: expect.any(String), slug: 'the-gazette', name: 'The Gazette' },
      outcome: 'TAKEN',
      added: 0,
      revised: 0,
      unchanged: 2,
      reason: null,
    })
    expect(await courant('poll', '--once', '--all', 'the-gazette')).toMatchObject({ code: 2 })
    expect(await courant('poll', '--once', 'nobody')).toMatchObject({ code: 1 })
  })

  test('reads a paused source that is named, which stays paused', async () => {
    await courant('source', 'add', server.url)
    await courant('source', 'pause', 'the-gazette')
    expect(await courant('poll', '--once', 'the-gazette')).toMatchObject({ code: 0 })
    const source = await testDb.db.source.findFirstOrThrow()
    expect(source.nextPollAt).toBeNull()
    expect(source.lastPolledAt!.getTime()).toBeGreaterThan(source.createdAt.getTime())
  })

  test('ends with 1 where a source could not be read', async () => {
    await courant('source', 'add', server.url)
    server.close()
    const { code, stdout, stderr } = await courant('poll', '--once', '--all')
    expect([code, stdout]).toEqual([1, ''])
    expect(stderr).toMatch(/^the-gazette: .*no connection/)
  })
})
