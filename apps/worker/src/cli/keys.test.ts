import { identifyApiKey } from '@courant/feed'
import { createTestDb, type TestDb } from '@courant/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { runCourant } from './courant.fixture.ts'

let testDb: TestDb
beforeAll(async () => {
  testDb = await createTestDb()
})
afterAll(() => testDb.close())

const courant = (...args: string[]) => runCourant(['key', ...args], { DATABASE_URL: testDb.url })

test('a key is made, shown once, listed and revoked', async () => {
  expect((await courant('list')).stdout).toBe('there are no keys yet\n')
  const scopes = ['--scope', 'sources:write', '--scope', 'articles:write']
  const made = await courant('create', '--name', 'Importer', ...scopes, '--expires', '90d')
  expect(made.code).toBe(0)
  const key = made.stdout.trim()
  expect(key).toMatch(/^ck_[\w-]{43}$/)
  expect(made.stderr).not.toContain(key)
  expect(await identifyApiKey(testDb.db, key)).toMatchObject({
    name: 'Importer',
    scopes: ['ARTICLES_WRITE', 'SOURCES_WRITE'],
  })
  const { expiresAt } = await testDb.db.apiKey.findFirstOrThrow()
  expect(Math.round((expiresAt!.getTime() - Date.now()) / 86_400_000)).toBe(90)

  const listed = await courant('list')
  expect(listed.stdout).toMatch(/^ck_[\w-]{6}\.\.\.\t\S+\tImporter\t.*sources:write.*expires/)
  expect(listed.stdout).not.toContain(key)
  const revoked = await courant('revoke', key.slice(0, 9), '--json')
  expect(JSON.parse(revoked.stdout)).toMatchObject({
    name: 'Importer',
    revokedAt: expect.any(String),
  })
  await expect(identifyApiKey(testDb.db, key)).rejects.toThrow('revoked')
  expect((await courant('list')).stdout).toContain('\trevoked ')
})

test('scripts are given a key with all that is known of it', async () => {
  const made = await courant('create', '--name', 'Bot', '--scope', 'articles:write', '--json')
  expect(JSON.parse(made.stdout)).toEqual({
    key: expect.stringMatching(/^ck_/),
    id: expect.any(String),
    name: 'Bot',
    prefix: expect.stringMatching(/^ck_/),
    scopes: ['articles:write'],
    createdAt: expect.any(String),
    expiresAt: null,
    lastUsedAt: null,
    revokedAt: null,
  })
  expect(made.stderr).toBe('')
  const listed = JSON.parse((await courant('list', '--json')).stdout) as object[]
  expect(listed).toContainEqual(expect.objectContaining({ name: 'Bot' }))
  expect(listed.some((key) => 'key' in key || 'hash' in key)).toBe(false)
})

test.each([
  ['without a name', ['create', '--scope', 'sources:write'], 2, '--name'],
  ['that may nothing', ['create', '--name', 'A'], 2, '--scope'],
  [
    'that may what nobody knows',
    ['create', '--name', 'A', '--scope', 'everything'],
    2,
    'A scope is one of articles:write, sources:write, entities:write, webhooks:write.',
  ],
  [
    'until nobody knows when',
    ['create', '--name', 'A', '--scope', 'sources:write', '--expires', 'soon'],
    2,
    'Give a time from now: 12h, 90d or 4w.',
  ],
  ['with an empty name', ['create', '--name', ' ', '--scope', 'sources:write'], 1, 'has a name'],
  ['that is not there', ['revoke', 'ck_nobody'], 1, 'There is no key "ck_nobody".'],
])('a key %s is refused in words', async (_, args, code, problem) => {
  expect(await courant(...args)).toMatchObject({
    code,
    stdout: '',
    stderr: expect.stringContaining(problem),
  })
})
