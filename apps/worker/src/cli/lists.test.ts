import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { createTestDb, type TestDb } from '@courant/testing'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'

import { runCourant } from './courant.fixture.ts'

let testDb: TestDb
let folder: string
beforeEach(async () => {
  testDb = await createTestDb()
  folder = await mkdtemp(join(tmpdir(), 'courant-lists-'))
  await chmod(folder, 0o755)
})
afterEach(async () => {
  await testDb.close()
  await rm(folder, { recursive: true, force: true })
})

const courant = (...args: string[]) =>
  runCourant(args, { DATABASE_URL: testDb.url, INIT_CWD: folder })
const outline = (name: string) =>
  `<outline text="${name}" type="rss" xmlUrl="https://${name}.example/feed.xml"/>`
const listOf = (...names: string[]) =>
  `<opml version="2.0"><head><title>Mine</title></head><body><outline text="News">${names.map(outline).join('')}</outline></body></opml>`

describe('courant opml', () => {
  test('imports a list once, and exports it again', async () => {
    await writeFile(join(folder, 'mine.opml'), listOf('gazette', 'courier'))
    expect(await courant('opml', 'import', 'mine.opml')).toEqual({
      code: 0,
      stdout:
        'mine.opml: 2 new sources, 0 known already; the worker reads them in the next minutes\n',
      stderr: '',
    })
    const again = await courant('opml', 'import', 'mine.opml', '--json')
    expect(JSON.parse(again.stdout)).toMatchObject({
      list: 'mine.opml',
      created: 0,
      known: 2,
      problems: [],
      sources: [{ slug: 'gazette', folder: 'News', state: 'WAITING' }, { slug: 'courier' }],
    })
    const { stdout } = await courant('opml', 'export')
    expect(stdout).toContain('https://gazette.example/feed.xml')
    expect(await courant('opml', 'export', 'out.opml')).toMatchObject({
      code: 0,
      stdout: 'out.opml: 2 feeds\n',
    })
    const written = await readFile(join(folder, 'out.opml'), 'utf8')
    expect(written).toContain('https://courier.example/feed.xml')
  })

  test('imports the good entries of a list, and names the others', async () => {
    const bad = '<outline text="B" type="rss" xmlUrl="https://user:secret@b.example/feed.xml"/>'
    await writeFile(
      join(folder, 'mixed.opml'),
      listOf('gazette').replace('</body>', `${bad}</body>`),
    )
    const { code, stdout, stderr } = await courant('opml', 'import', 'mixed.opml')
    expect(code).toBe(1)
    expect(stdout).toContain('mixed.opml: 1 new source, 0 known already')
    expect(stderr).toMatch(/^mixed\.opml: .*user name or password/)
  })

  test('says what is wrong with a list or a file', async () => {
    await writeFile(join(folder, 'none.opml'), 'A text.')
    expect(await courant('opml', 'import', 'none.opml')).toMatchObject({ code: 1 })
    expect(await courant('opml', 'import', 'missing.opml')).toEqual({
      code: 1,
      stdout: '',
      stderr: 'missing.opml: there is no such file\n',
    })
    expect(await courant('opml', 'export', 'no/such/folder.opml')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('no/such/folder.opml: it cannot be written'),
    })
  })
})

describe('courant pack', () => {
  test('subscribes to nothing unasked', async () => {
    const { stdout } = await courant('pack', 'list', '--json')
    const packs = JSON.parse(stdout) as { slug: string; feeds: { feedUrl: string }[] }[]
    const { slug, feeds } = packs[0]!
    expect((await courant('pack', 'list')).stdout).toContain(`${slug}\t`)

    const asked = await courant('pack', 'add', slug)
    expect(asked.code).toBe(2)
    expect(asked.stderr).toContain(feeds[0]!.feedUrl)
    expect(asked.stderr).toContain('add --yes')
    expect(await testDb.db.source.count()).toBe(0)

    const some = feeds.slice(0, 2).map(({ feedUrl }) => feedUrl)
    const added = await courant('pack', 'add', slug, '--yes', '--json', '--feed', ...some)
    expect(JSON.parse(added.stdout)).toMatchObject({ list: slug, created: 2, known: 0 })
    const all = await courant('pack', 'add', slug, '--yes')
    expect(all).toMatchObject({
      code: 0,
      stdout: expect.stringContaining(`${feeds.length - 2} new sources, 2 known already`),
    })
    expect(await testDb.db.source.count({ where: { nextPollAt: { not: null } } })).toBe(
      feeds.length,
    )
  })

  test.each([
    ['a pack', ['nowhere-xx', '--yes'], 'There is no starter pack "nowhere-xx".'],
    ['a feed', ['world-en', '--yes', '--feed', 'https://a.example/'], 'is not a feed of world-en'],
  ])('knows what it does not have: %s', async (_, args, problem) => {
    expect(await courant('pack', 'add', ...args)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining(problem),
    })
    expect(await testDb.db.source.count()).toBe(0)
  })
})
