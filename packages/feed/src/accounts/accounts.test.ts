import { Prisma } from '@courant/prisma'
import { createTestDb, type TestDb } from '@courant/testing'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'

import { accountPage, changePassword, createAccount, updateAccount } from './accounts.ts'
import { inviteAccount, inviteAsOwner, inviteFirstAdmin } from './invitations.ts'
import { createPasswords } from './passwords.ts'
import { endSession, identifySession, isSessionValid } from './sessions.ts'
import { signIn } from './sign-in.ts'

let test: TestDb
beforeAll(async () => {
  test = await createTestDb()
})
beforeEach(async () => {
  await test.db.account.deleteMany()
  await test.db.invitation.deleteMany()
  await test.db.signInAttempt.deleteMany()
})
afterAll(() => test.close())

const passwords = createPasswords({ memoryKiB: 8, passes: 1 })
const ada = { email: 'Ada@news.example', password: 'the tide is out', address: '192.0.2.1' }
const open = { signUp: 'open', passwords } as const
const enter = (own: Partial<typeof ada> = {}) => signIn(test.db, { ...ada, ...own }, passwords)
const holderOf = async (token: string) => (await identifySession(test.db, token))!

async function firstAdmin() {
  const { token } = (await inviteFirstAdmin(test.db))!
  return createAccount(test.db, { ...ada, invitation: token }, { signUp: 'closed', passwords })
}

describe('an account', () => {
  it('is made, and its owner signed in, with no more than hashes kept', async () => {
    const { account, token } = await createAccount(test.db, ada, open)
    expect(account).toMatchObject({ email: 'Ada@news.example', role: 'READER', disabledAt: null })
    expect(account).not.toHaveProperty('passwordHash')
    expect(await holderOf(token)).toMatchObject({ accountId: account.id, role: 'READER' })
    const [row] = await test.db.$queryRaw<{ text: string }[]>(Prisma.sql`
      SELECT account::text || session::text AS text
      FROM account JOIN session ON account_id = account.id`)
    expect(row?.text).toContain('$argon2id$v=19$m=8,t=1,p=1$')
    expect(row?.text).not.toContain(ada.password)
    expect(row?.text).not.toContain(token.slice(3))
  })

  it('is one for an address, however that is written, also when asked at the same time', async () => {
    const written = ['ada@news.example', 'ADA@NEWS.EXAMPLE', ' Ada@News.example ']
    const made = await Promise.allSettled(
      written.map((email) => createAccount(test.db, { ...ada, email }, open)),
    )
    expect(made.map(({ status }) => status).toSorted()).toEqual([
      'fulfilled',
      'rejected',
      'rejected',
    ])
    expect(await test.db.account.count()).toBe(1)
  })

  it.each([
    ['without an address', { email: 'ada' }, 'BAD_EMAIL'],
    ['with a short password', { password: 'tide' }, 'BAD_PASSWORD'],
    ['with a password of one letter', { password: 'a'.repeat(20) }, 'BAD_PASSWORD'],
    ['with its address as the password', { password: 'ada@news.example' }, 'BAD_PASSWORD'],
    ['with a password that takes long to hash', { password: 'tide '.repeat(100) }, 'BAD_PASSWORD'],
    ['with a made-up invitation', { invitation: 'ci_nothing' }, 'BAD_INVITATION'],
  ])('is not made %s', async (_, own, code) => {
    await expect(createAccount(test.db, { ...ada, ...own }, open)).rejects.toMatchObject({ code })
  })

  it.each([
    ['invited', 'BAD_INVITATION'],
    ['closed', 'SIGN_UP_CLOSED'],
  ] as const)('is not made by anybody where sign-up is %s', async (signUp, code) => {
    const made = createAccount(test.db, ada, { signUp, passwords })
    await expect(made).rejects.toMatchObject({ code })
  })
})

describe('the first admin', () => {
  it('is made by one of the links of the first starts, once, also at the same time', async () => {
    const tokens = [await inviteFirstAdmin(test.db), await inviteFirstAdmin(test.db)]
    const made = await Promise.allSettled(
      tokens.map((invitation, nr) =>
        createAccount(
          test.db,
          { ...ada, email: `admin-${nr}@news.example`, invitation: invitation!.token },
          { signUp: 'closed', passwords },
        ),
      ),
    )
    expect(made.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    expect(await test.db.account.findMany()).toMatchObject([{ role: 'ADMIN' }])
    expect(await inviteFirstAdmin(test.db)).toBeNull()
  })

  it('is not made by an old link once there is an account', async () => {
    const { token } = (await inviteFirstAdmin(test.db))!
    await createAccount(test.db, ada, open)
    const late = { ...ada, email: 'eve@news.example', invitation: token }
    const made = createAccount(test.db, late, open)
    await expect(made).rejects.toMatchObject({ code: 'BAD_INVITATION' })
  })
})

describe('an invitation', () => {
  const bea = { ...ada, email: 'bea@news.example' }
  const invite = async (own: { email?: string } = {}) => {
    const { account } = await firstAdmin()
    return inviteAccount(test.db, { role: 'EDITOR', by: account.id, signUp: 'invited', ...own })
  }
  const redeem = (given: typeof bea, invitation: string) =>
    createAccount(test.db, { ...given, invitation }, { signUp: 'invited', passwords })

  it('gives its role, once', async () => {
    const { token } = await invite()
    expect((await redeem(bea, token)).account.role).toBe('EDITOR')
    const again = redeem({ ...bea, email: 'cid@news.example' }, token)
    await expect(again).rejects.toMatchObject({ code: 'BAD_INVITATION' })
  })

  it('is not used up by an address that is taken', async () => {
    const { token } = await invite()
    await expect(redeem(ada, token)).rejects.toMatchObject({ code: 'EMAIL_TAKEN' })
    expect((await redeem(bea, token)).account.role).toBe('EDITOR')
  })

  it('may be for one address alone, and ends after a week', async () => {
    const { token } = await invite({ email: bea.email })
    const other = redeem({ ...bea, email: 'cid@news.example' }, token)
    await expect(other).rejects.toMatchObject({ code: 'BAD_INVITATION' })
    await test.db.$executeRaw`UPDATE invitation SET expires_at = now()`
    await expect(redeem(bea, token)).rejects.toMatchObject({ code: 'BAD_INVITATION' })
  })
})

it('an invitation by whoever runs the installation holds even where sign-up is closed', async () => {
  const { account } = await firstAdmin()
  const { token } = await inviteAsOwner(test.db, { role: 'ADMIN' })
  const closed = { signUp: 'closed', passwords } as const
  const given = { ...ada, email: 'bea@news.example' }
  const made = await createAccount(test.db, { ...given, invitation: token }, closed)
  expect(made.account.role).toBe('ADMIN')
  const byAdmin = await inviteAccount(test.db, {
    role: 'READER',
    by: account.id,
    signUp: 'invited',
  })
  const late = { ...ada, email: 'cid@news.example', invitation: byAdmin.token }
  const refused = createAccount(test.db, late, closed)
  await expect(refused).rejects.toMatchObject({ code: 'SIGN_UP_CLOSED' })
})

describe('signing in', () => {
  it('takes the address however it is written, and begins a session of its own', async () => {
    const { token } = await createAccount(test.db, ada, open)
    const { token: other, account } = await enter({ email: 'ada@NEWS.example' })
    expect(other).not.toBe(token)
    expect(await holderOf(other)).toMatchObject({ accountId: account.id })
  })

  it('says the same of a wrong password and of nobody', async () => {
    await createAccount(test.db, ada, open)
    const wrong = enter({ password: 'the tide is in' }).catch((error: Error) => error)
    const nobody = enter({ email: 'eve@news.example' }).catch((error: Error) => error)
    expect(await wrong).toEqual(await nobody)
    expect(await wrong).toMatchObject({ code: 'WRONG_CREDENTIALS' })
  })

  it('compares with a hash even where there is nobody', async () => {
    const compared: (string | null)[] = []
    const watched = {
      ...passwords,
      matches: (hash: string | null, password: string) => {
        compared.push(hash)
        return passwords.matches(hash, password)
      },
    }
    await expect(signIn(test.db, ada, watched)).rejects.toMatchObject({ code: 'WRONG_CREDENTIALS' })
    expect(compared).toEqual([null])
    // The password that nobody's hash was made of opens nothing.
    expect(await passwords.matches(null, 'nobody')).toBe(false)
  })

  it('gets slow for whoever guesses, also at the same time, and for nobody else', async () => {
    await createAccount(test.db, ada, open)
    const guess = (nr: number) => enter({ password: `guess number ${nr}` })
    const guesses = await Promise.allSettled([...Array(12).keys()].map(guess))
    const codes = guesses.map((each) =>
      each.status === 'rejected' ? (each.reason as { code: string }).code : null,
    )
    expect(codes.filter((code) => code === 'WRONG_CREDENTIALS')).toHaveLength(5)
    expect(codes.filter((code) => code === 'TOO_MANY_ATTEMPTS')).toHaveLength(7)
    await expect(enter()).rejects.toMatchObject({ code: 'TOO_MANY_ATTEMPTS' })
    expect(await enter({ address: '198.51.100.7' })).toHaveProperty('token')
  })

  it('doubles the wait with each failure, up to a quarter of an hour, and is forgotten in a day', async () => {
    const waits: number[] = []
    for (const failures of [5, 8, 100]) {
      await test.db.$executeRaw`DELETE FROM sign_in_attempt`
      await enter().catch(() => {})
      await test.db.$executeRaw(Prisma.sql`
        UPDATE sign_in_attempt SET failures = ${failures - 1}, blocked_until = tried_at`)
      await enter().catch(() => {})
      const [row] = await test.db.$queryRaw<{ wait: number }[]>`
        SELECT round(max(extract(epoch FROM blocked_until - tried_at)))::int AS wait FROM sign_in_attempt`
      waits.push(row!.wait)
    }
    expect(waits).toEqual([1, 8, 900])
    await createAccount(test.db, ada, open)
    await test.db.$executeRaw`
      UPDATE sign_in_attempt SET blocked_until = now() - interval '2 days', tried_at = now() - interval '2 days'`
    await enter({ password: 'wrong once more' }).catch(() => {})
    expect(await enter()).toHaveProperty('token')
  })

  it('forgives what failed before', async () => {
    await createAccount(test.db, ada, open)
    for (let round = 0; round < 3; round += 1) {
      for (let nr = 0; nr < 4; nr += 1) await enter({ password: 'mistyped it' }).catch(() => {})
      expect(await enter()).toHaveProperty('token')
    }
  })
})

describe('a session', () => {
  it('ends when it is ended, alone or with all others', async () => {
    const tokens = [await createAccount(test.db, ada, open), await enter(), await enter()]
    const [first, second, third] = await Promise.all(tokens.map(({ token }) => holderOf(token)))
    await endSession(test.db, first!)
    expect(await isSessionValid(test.db, first!)).toBe(false)
    expect(await isSessionValid(test.db, second!)).toBe(true)
    await endSession(test.db, second!, 'all')
    expect(await isSessionValid(test.db, third!)).toBe(false)
    expect(await identifySession(test.db, tokens[2]!.token)).toBeNull()
  })

  it('ends a month after it was used, and half a year after it began', async () => {
    const { token } = await createAccount(test.db, ada, open)
    await test.db.$executeRaw`
      UPDATE session SET created_at = now() - interval '170 days', last_seen_at = now() - interval '2 hours'`
    await holderOf(token)
    const [row] = await test.db.$queryRaw<{ days: number }[]>`
      SELECT round(extract(epoch FROM expires_at - now()) / 86400)::int AS days FROM session`
    expect(row?.days).toBe(10)
    await test.db.$executeRaw`UPDATE session SET expires_at = now()`
    expect(await identifySession(test.db, token)).toBeNull()
  })

  it.each(['', 'cs_', 'cs_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'])(
    'is not %j',
    async (token) => {
      expect(await identifySession(test.db, token)).toBeNull()
    },
  )
})

describe('another password', () => {
  it('ends the other sessions, and needs the one there is', async () => {
    const { token } = await createAccount(test.db, ada, open)
    const other = await enter()
    const holder = await holderOf(token)
    const change = (current: string, next: string) =>
      changePassword(test.db, holder, { current, next }, passwords)
    await expect(change('not this one', 'low water at nine')).rejects.toMatchObject({
      code: 'WRONG_PASSWORD',
    })
    await expect(change(ada.password, 'short')).rejects.toMatchObject({ code: 'BAD_PASSWORD' })
    await change(ada.password, 'low water at nine')
    expect(await isSessionValid(test.db, holder)).toBe(true)
    expect(await identifySession(test.db, other.token)).toBeNull()
    await expect(enter()).rejects.toMatchObject({ code: 'WRONG_CREDENTIALS' })
    expect(await enter({ password: 'low water at nine' })).toHaveProperty('token')
  })

  it('is not overtaken by somebody who signs in with the old one', async () => {
    const { token } = await createAccount(test.db, ada, open)
    const holder = await holderOf(token)
    const next = { current: ada.password, next: 'low water at nine' }
    const overtaking = {
      ...passwords,
      matches: async (hash: string | null, password: string) => {
        const right = await passwords.matches(hash, password)
        await changePassword(test.db, holder, next, passwords)
        return right
      },
    }
    await expect(signIn(test.db, ada, overtaking)).rejects.toMatchObject({
      code: 'ACCOUNT_DISABLED',
    })
    expect(await test.db.session.count()).toBe(1)
  })
})

describe('an admin', () => {
  it('says who may what, and a session goes with the role it had', async () => {
    await firstAdmin()
    const bea = await createAccount(test.db, { ...ada, email: 'bea@news.example' }, open)
    const holder = await holderOf(bea.token)
    expect(await updateAccount(test.db, bea.account.id, { role: 'EDITOR' })).toMatchObject({
      role: 'EDITOR',
      disabledAt: null,
    })
    expect(await isSessionValid(test.db, holder)).toBe(false)
    expect(await holderOf(bea.token)).toMatchObject({ role: 'EDITOR' })
  })

  it('keeps somebody from signing in, and lets them again', async () => {
    await firstAdmin()
    const given = { ...ada, email: 'bea@news.example' }
    const { account, token } = await createAccount(test.db, given, open)
    const disabled = await updateAccount(test.db, account.id, { active: false })
    expect(disabled.disabledAt).toBeInstanceOf(Date)
    expect(await updateAccount(test.db, account.id, { active: false })).toEqual(disabled)
    expect(await identifySession(test.db, token)).toBeNull()
    await expect(enter({ email: given.email })).rejects.toMatchObject({ code: 'ACCOUNT_DISABLED' })
    await updateAccount(test.db, account.id, { active: true })
    expect(await enter({ email: given.email })).toHaveProperty('token')
  })

  it('is always left, also when two turn each other out', async () => {
    const ones = await firstAdmin()
    const other = await createAccount(test.db, { ...ada, email: 'bea@news.example' }, open)
    await updateAccount(test.db, other.account.id, { role: 'ADMIN' })
    const out = await Promise.allSettled([
      updateAccount(test.db, ones.account.id, { role: 'READER' }),
      updateAccount(test.db, other.account.id, { active: false }),
    ])
    expect(out.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    expect(out.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { code: 'LAST_ADMIN' },
    })
  })

  it.each(['nobody', '01890000-0000-7000-8000-000000000001'])('knows no %s', async (id) => {
    await expect(updateAccount(test.db, id, {})).rejects.toMatchObject({ code: 'UNKNOWN_ACCOUNT' })
  })
})

it('the accounts are listed, the newest first, both ways', async () => {
  for (const name of ['a', 'b', 'c']) {
    await createAccount(test.db, { ...ada, email: `${name}@news.example` }, open)
  }
  const forward = await accountPage(test.db, { first: 2 })
  const rest = await accountPage(test.db, { first: 2, after: forward.pageInfo.endCursor })
  const emails = [...forward.edges, ...rest.edges].map(({ node }) => node.email[0])
  expect(emails).toEqual(['c', 'b', 'a'])
  const backward = await accountPage(test.db, { last: 2 })
  expect(backward.edges.map(({ node }) => node.email[0])).toEqual(['b', 'a'])
})

it('passwords beyond those that wait are told to come back', async () => {
  const busy = createPasswords({ memoryKiB: 8, passes: 1 })
  const all = await Promise.allSettled(
    [...Array(60).keys()].map(() => busy.hash('the tide is out')),
  )
  const refused = all.filter(({ status }) => status === 'rejected')
  expect(refused).toHaveLength(8)
  expect(refused[0]).toMatchObject({ reason: { code: 'TOO_BUSY' } })
})
