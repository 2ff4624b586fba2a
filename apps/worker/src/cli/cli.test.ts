import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { createTestDb, type TestDb } from '@courant/testing'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'

import { type FeedServer, serveFeed } from '../feed-server.fixture.ts'
import { runCourant } from './courant.fixture.ts'

let testDb: TestDb
let folder: string
beforeEach(async () => {
  testDb = await createTestDb()
  folder = await mkdtemp(join(tmpdir(), 'courant-cli-'))
  // The embedded PostgreSQL of root runs as another user, who has to get in.
  await chmod(folder, 0o755)
})
afterEach(async () => {
  await testDb.close()
  await rm(folder, { recursive: true, force: true })
})

/** Runs the command line on the test's database, in its folder. */
const courant = (args: string[], env: Record<string, string> = {}) =>
  runCourant(args, {
    INIT_CWD: folder,
    DATA_DIR: folder,
    DATABASE_URL: testDb.url,
    ...env,
  })

const write = (name: string, ...lines: string[]) => writeFile(join(folder, name), lines.join('\n'))
const ferry = ['Ferry runs again', 'It sailed on Monday.', 'Four hundred people were on board.']

describe('courant ingest', () => {
  test('takes a file once, and again when it has changed', async () => {
    await write('ferry.txt', ...ferry)
    expect(await courant(['ingest', 'ferry.txt'])).toEqual({
      code: 0,
      stdout: 'ferry.txt: added 1 article: Ferry runs again\n',
      stderr: '',
    })
    expect(await courant(['ingest', 'ferry.txt'])).toMatchObject({
      code: 0,
      stdout: 'ferry.txt: unchanged: Ferry runs again\n',
    })
    await write('ferry.txt', ...ferry, 'More boats sail on Tuesday.')
    expect(await courant(['ingest', 'ferry.txt'])).toMatchObject({
      code: 0,
      stdout: 'ferry.txt: revision 2: Ferry runs again\n',
    })
  })

  test('names the files and the places that are wrong, and takes the others', async () => {
    await write('ferry.txt', ...ferry)
    await write('short.txt', '', 'A headline and nothing more')
    await write('cut.xml', '<rss version="2.0">', '<channel>')
    const files = ['short.txt', 'missing.txt', 'cut.xml', '.', 'ferry.txt']
    expect(await courant(['ingest', ...files])).toEqual({
      code: 1,
      stdout: 'ferry.txt: added 1 article: Ferry runs again\n',
      stderr: [
        'short.txt:2: no lead: the line after the headline is the lead',
        'missing.txt: there is no such file',
        'cut.xml:2:1: the document is cut short: <channel> is never closed',
        '.: this is a folder; name the files in it',
        '',
      ].join('\n'),
    })
    expect(await testDb.db.article.count()).toBe(1)
  })

  test('saves under the source that is named', async () => {
    await write('ferry.txt', ...ferry)
    const { stdout } = await courant(['ingest', '--json', '--source', 'My Paper', 'ferry.txt'])
    expect(JSON.parse(stdout)).toMatchObject({
      document: 'ferry.txt',
      source: { slug: 'my-paper', name: 'My Paper' },
      added: 1,
      articles: [{ headline: 'Ferry runs again', outcome: 'ADDED', revision: 1 }],
    })
  })

  test('tells scripts of errors too', async () => {
    await write('short.txt', 'A headline and nothing more')
    const { code, stdout } = await courant(['ingest', '--json', 'short.txt'])
    expect(code).toBe(1)
    expect(JSON.parse(stdout)).toMatchObject({
      document: 'short.txt',
      error: { code: 'BAD_TEXT', line: 1 },
    })
  })
})

describe('a feed', () => {
  let server: FeedServer
  beforeEach(async () => {
    server = await serveFeed('One', 'Two')
  })
  afterEach(() => server.close())
  const allowed = () => ({ ALLOW_PRIVATE_HOSTS: server.host })

  test('is taken in from its address once', async () => {
    expect(await courant(['ingest', server.url], allowed())).toMatchObject({
      code: 0,
      stdout: `${server.url}: added 2, revised 0, unchanged 0 of The Gazette\n`,
    })
    expect((await courant(['poll', '--once'], allowed())).stdout).toBe('no source is due\n')
  })

  test('that is subscribed to is polled from then on', async () => {
    await courant(['ingest', '--subscribe', server.url], allowed())
    expect(await courant(['poll', '--once'], allowed())).toEqual({
      code: 0,
      stdout: 'the-gazette: added 0, revised 0, unchanged 2\n',
      stderr: '',
    })
    const { stdout } = await courant(['source', 'list', '--json'])
    expect(JSON.parse(stdout)).toMatchObject([
      { slug: 'the-gazette', feedUrl: server.url, failures: 0, nextPollAt: expect.any(String) },
    ])
  })

  test('on a private host that nobody allowed is refused', async () => {
    const { code, stderr } = await courant(['ingest', server.url])
    expect(code).toBe(1)
    expect(stderr).toContain(`name ${server.host} in ALLOW_PRIVATE_HOSTS`)
  })

  test('can be subscribed to by its address alone', async () => {
    await write('ferry.txt', ...ferry)
    const { code, stderr } = await courant(['ingest', '--subscribe', 'ferry.txt'])
    expect(code).toBe(1)
    expect(stderr).toContain('ferry.txt: only an address can be subscribed to')
    expect(await testDb.db.article.count()).toBe(0)
  })
})

test("courant samples fills an empty database with the project's own articles", async () => {
  const { stdout } = await courant(['samples'])
  const count = await testDb.db.article.count()
  expect(count).toBeGreaterThanOrEqual(40)
  expect(stdout).toBe(`added ${count} sample articles\n`)
  expect((await courant(['samples'])).stdout).toBe('the database has articles: none added\n')
})

describe('the database', () => {
  test('is the one of the Courant that runs, where DATABASE_URL names none', async () => {
    await write('ferry.txt', ...ferry)
    await write('database-url', `${testDb.url}\n`)
    const { code } = await courant(['ingest', 'ferry.txt'], { DATABASE_URL: '' })
    expect(code).toBe(0)
    expect(await testDb.db.article.count()).toBe(1)
  })

  test('is the embedded one where none runs, whatever a killed one left behind', async () => {
    await write('ferry.txt', ...ferry)
    await write('database-url', 'postgresql://courant:gone@127.0.0.1:1/courant')
    const first = await courant(['ingest', 'ferry.txt'], { DATABASE_URL: '' })
    expect(first).toMatchObject({
      code: 0,
      stdout: 'ferry.txt: added 1 article: Ferry runs again\n',
    })
    const second = await courant(['ingest', 'ferry.txt'], { DATABASE_URL: '' })
    expect(second).toMatchObject({ code: 0, stdout: 'ferry.txt: unchanged: Ferry runs again\n' })
    expect(await testDb.db.article.count()).toBe(0)
  })

  test('that cannot be reached is told in words', async () => {
    await write('ferry.txt', ...ferry)
    const { code, stderr } = await courant(['ingest', 'ferry.txt'], {
      DATABASE_URL: 'postgresql://courant@127.0.0.1:1/courant',
    })
    expect(code).toBe(1)
    expect(stderr).toBe("the database: Can't reach database server at 127.0.0.1:1\n")
  })
})

test('settings that are wrong are all named', async () => {
  const { code, stderr } = await courant(['source', 'list'], { LOG_LEVEL: 'loud', CONTACT: 'a b' })
  expect(code).toBe(2)
  expect(stderr).toMatch(/LOG_LEVEL[^]*CONTACT/)
})

describe('a command that is wrong', () => {
  test.each([
    ['unknown', ['source', 'ad'], "error: unknown command 'ad'\n(Did you mean add?)\n"],
    ['without what it needs', ['poll'], "error: required option '--once' not specified\n"],
  ])('is refused in words: %s', async (_, args, stderr) => {
    expect(await courant(args)).toEqual({ code: 2, stdout: '', stderr })
  })

  test('has help, which asking for is none', async () => {
    const { code, stdout } = await courant(['--help'])
    expect(code).toBe(0)
    expect(stdout).toContain('Exit codes: 0 all was done;')
    expect((await courant(['source', 'add', '--help'])).stdout).toContain('--full-text')
  })
})
