import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { createTestDb, type TestDb } from '@courant/testing'
import { afterEach, beforeEach, expect, test } from 'vitest'

import { loadSamples } from './samples.ts'

let testDb: TestDb
let dir: string
beforeEach(async () => {
  testDb = await createTestDb()
  dir = await mkdtemp(join(tmpdir(), 'courant-samples-'))
})
afterEach(async () => {
  await testDb.close()
  await rm(dir, { recursive: true })
})

const now = new Date('2025-06-02T12:00:00Z')

const sample = (name: string, source: string, published: string) =>
  writeFile(
    join(dir, `${name}.txt`),
    `---\nsource: ${source}\nurl: https://${name}.example/\npublished: ${published}\n---\nArticle ${name}\nLead\nText.\n`,
  )

test('an empty database is filled, with dates that count from now', async () => {
  await sample('one', 'The Gazette', '-3h20m')
  await sample('two', 'The Gazette', '-1d')
  await sample('three', 'Rheinblick', '-5m')
  await writeFile(join(dir, 'README.md'), 'This is no article.')
  expect(await loadSamples(testDb.db, { dir, now })).toBe(3)

  const articles = await testDb.db.article.findMany({
    orderBy: { feedKey: 'desc' },
    select: { headline: true, publishedAt: true, source: { select: { name: true } } },
  })
  expect(articles).toEqual([
    {
      headline: 'Article three',
      publishedAt: new Date('2025-06-02T11:55:00Z'),
      source: { name: 'Rheinblick' },
    },
    {
      headline: 'Article one',
      publishedAt: new Date('2025-06-02T08:40:00Z'),
      source: { name: 'The Gazette' },
    },
    {
      headline: 'Article two',
      publishedAt: new Date('2025-06-01T12:00:00Z'),
      source: { name: 'The Gazette' },
    },
  ])
})

test('a database with articles stays as it is', async () => {
  await sample('one', 'The Gazette', '-1h')
  await loadSamples(testDb.db, { dir, now })
  await sample('two', 'The Gazette', '-1h')
  expect(await loadSamples(testDb.db, { dir, now })).toBe(0)
  expect(await testDb.db.article.count()).toBe(1)
})

test('one damaged sample, and none is loaded', async () => {
  await sample('one', 'The Gazette', '-1h')
  await sample('two', 'The Gazette', 'yesterday')
  await expect(loadSamples(testDb.db, { dir, now })).rejects.toMatchObject({ code: 'BAD_TEXT' })
  expect(await testDb.db.source.count()).toBe(0)
})
