import { ingestDocument } from '@courant/ingest'
import { createTestDb, type TestDb } from '@courant/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { runCourant } from './courant.fixture.ts'

let testDb: TestDb
beforeAll(async () => {
  testDb = await createTestDb()
  const lines = ['Brussels meets', 'NATO and the EU met in Brussels.', 'NATO spoke first.']
  await ingestDocument(testDb.db, { name: 'brussels.txt', content: Buffer.from(lines.join('\n')) })
})
afterAll(() => testDb.close())

const courant = (...args: string[]) => runCourant(['entity', ...args], { DATABASE_URL: testDb.url })
const time = /\d{4}-\d\d-\d\dT[\d:.]+Z/g

test('an actor is merged, shown and unmerged, with its reasons', async () => {
  expect(await courant('merge', 'nato', 'european-union', '--reason', 'To try it.')).toEqual({
    code: 0,
    stdout: 'nato now stands for european-union, in 1 article\n',
    stderr: '',
  })
  const merged = await courant('show', 'nato')
  expect(merged).toMatchObject({ code: 0, stderr: '' })
  expect(merged.stdout).toMatch(/^nato\tNATO\tORGANIZATION\tKNOWLEDGE\tQ7184\n/)
  expect(merged.stdout).toContain('\nactor of 0 articles\nstands for european-union\n')

  expect(await courant('unmerge', 'nato', '--reason', 'Tried.')).toMatchObject({
    code: 0,
    stdout: 'nato no longer stands for european-union, in 1 article\n',
  })
  const { stdout } = await courant('show', 'nato')
  expect(stdout).toContain('\nactor of 1 article\n')
  expect(stdout.replaceAll(time, 'then').split('\n').slice(-3)).toEqual([
    'then\tnato merged into european-union: To try it.',
    'then\tnato unmerged from european-union: Tried.',
    '',
  ])
})

test('an actor is shown to scripts', async () => {
  const { stdout } = await courant('show', 'european-union', '--json')
  expect(JSON.parse(stdout)).toMatchObject({
    slug: 'european-union',
    kind: 'ORGANIZATION',
    origin: 'KNOWLEDGE',
    aliases: expect.arrayContaining(['EU']),
    articles: 1,
    mergedInto: null,
    merged: [],
    editedFields: [],
  })
})

test.each([
  ['an actor nobody knows', 1, ['show', 'nobody'], 'There is no actor "nobody".\n'],
  [
    'a merge without a reason',
    2,
    ['merge', 'nato', 'european-union'],
    "error: required option '--reason <text>' not specified\n",
  ],
  [
    'a merge with itself',
    1,
    ['merge', 'nato', 'nato', '--reason', 'why'],
    '"nato" cannot be merged into itself.\n',
  ],
  ['undoing what was not done', 1, ['unmerge', 'nato'], '"nato" is not merged into another.\n'],
])('%s is refused in words', async (_sentence, code, args, stderr) => {
  expect(await courant(...args)).toEqual({ code, stdout: '', stderr })
})
