import { createTestDb, type TestDb } from '@courant/testing'
import { afterAll, beforeAll, expect, it } from 'vitest'

import { rowset } from './rows.ts'

let test: TestDb
beforeAll(async () => {
  test = await createTestDb()
})
afterAll(() => test.close())

const columns = {
  position: 'int',
  words: 'text',
  parts: 'text[]',
  data: 'jsonb',
  kind: '"EntityKind"',
  at: 'timestamptz',
  bytes: 'bytea',
} as const

it.each([
  ['plain words', 'NATO met'],
  ['a word that arrays know', 'NULL'],
  ['nothing', ''],
  ['quotes and backslashes', String.raw`"\n" {a,b} \\ "`],
  ['lines, tabs and control characters', 'a\nb\tc\r\u0001\u2028'],
  ['signs beyond the first plane', '😀 ä'],
])('brings %s into PostgreSQL as they are', async (_, words) => {
  const data = { words, list: [words, null, 1.5] }
  const at = new Date('2026-11-27T12:00:00.123Z')
  const full = { words, parts: [words, words], data, kind: 'PERSON', at, bytes: '\\x00ff' }
  const rows = [{ position: 0, ...full }, { position: 1 }, { position: 2, parts: [], data: null }]
  const nothing = { words: null, parts: null, data: null, kind: null, at: null, bytes: null }
  const read = await test.db.$queryRaw`
    SELECT position, words, parts::text[], data, kind::text, at, encode(bytes, 'hex') AS bytes
    FROM ${rowset(rows, columns)} ORDER BY position`
  expect(read).toEqual([
    { position: 0, ...full, bytes: '00ff' },
    { position: 1, ...nothing },
    { position: 2, ...nothing, parts: [] },
  ])
})

it('yields no row of none', async () => {
  expect(await test.db.$queryRaw`SELECT * FROM ${rowset([], { words: 'text' })}`).toEqual([])
})
