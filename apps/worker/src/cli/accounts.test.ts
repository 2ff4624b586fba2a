import { createAccount } from '@courant/feed'
import { createTestDb, type TestDb } from '@courant/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { runCourant } from './courant.fixture.ts'

let testDb: TestDb
beforeAll(async () => {
  testDb = await createTestDb()
})
afterAll(() => testDb.close())

const courant = (...args: string[]) =>
  runCourant(['account', ...args], { DATABASE_URL: testDb.url })

test('whoever runs Courant invites an admin, also where sign-up is closed', async () => {
  const invited = await courant('invite', '--role', 'admin')
  expect(invited.code).toBe(0)
  const [, invitation] = /^\/welcome\?invitation=(ci_[\w-]{43})\n$/.exec(invited.stdout) ?? []
  expect(invited.stderr).not.toContain('ci_')
  const given = { email: 'ada@news.example', password: 'the tide is out', address: '' }
  // How it is hashed is another's matter.
  const passwords = { hash: async () => 'hash', matches: async () => false }
  const made = await createAccount(
    testDb.db,
    { ...given, invitation: invitation! },
    { signUp: 'closed', passwords },
  )
  expect(made.account.role).toBe('ADMIN')

  const taken = await courant('invite', '--role', 'reader', '--email', given.email, '--json')
  expect([taken.code, JSON.parse(taken.stdout)]).toEqual([
    1,
    { error: { code: 'EMAIL_TAKEN', message: expect.any(String) } },
  ])
  const json = await courant('invite', '--role', 'editor', '--json')
  expect(JSON.parse(json.stdout)).toMatchObject({ role: 'EDITOR', email: null })
})

test('a role that is none is refused', async () => {
  const { code, stderr } = await courant('invite', '--role', 'owner')
  expect([code, stderr]).toEqual([2, expect.stringContaining('reader, editor, admin')])
})
