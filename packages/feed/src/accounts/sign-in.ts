import type { Account, Db } from '@courant/prisma'

import { CourantError } from '../errors.ts'
import { type AttemptLimit, countAttempt, forgive } from './attempts.ts'
import { emailKeyOf } from './credentials.ts'
import type { Passwords } from './passwords.ts'
import { dropExpired, startSession } from './sessions.ts'

/** What is kept of somebody, but for what their password is compared with. */
export type AccountRecord = Omit<Account, 'passwordHash' | 'emailKey'>

/** Somebody who has just signed in. */
export interface SignedIn {
  account: AccountRecord
  /** Of the session; shown this once. */
  token: string
}

/**
 * Begins a session for whoever knows the password. That there is no such account takes as long to find out
 * as that the password is another, and is told in the same words.
 * @param given.address the network it comes from, as attempts are counted
 * @throws {CourantError} WRONG_CREDENTIALS, ACCOUNT_DISABLED, TOO_MANY_ATTEMPTS, TOO_BUSY
 */
export async function signIn(
  db: Db,
  given: { email: string; password: string; address: string },
  passwords: Passwords,
): Promise<SignedIn> {
  const emailKey = emailKeyOf(given.email)
  const limits = limitsOf(emailKey, given.address)
  await countAttempt(db, limits)
  const found = await db.account.findUnique({ where: { emailKey } })
  const right = await passwords.matches(found?.passwordHash ?? null, given.password)
  if (!found || !right) {
    const problem = 'There is no account with this e-mail address and this password.'
    throw new CourantError('WRONG_CREDENTIALS', problem)
  }
  await forgive(db, limits)
  const token = await startSession(db, found)
  if (token === null) {
    throw new CourantError('ACCOUNT_DISABLED', 'This account may not sign in. Ask an admin.')
  }
  await dropExpired(db)
  return { account: withoutSecrets(found), token }
}

/**
 * By account and network, so that nobody is kept out by what others try elsewhere; and by network, for
 * those who try many accounts.
 */
function limitsOf(emailKey: string, address: string): AttemptLimit[] {
  return [
    { subject: `sign-in ${JSON.stringify([emailKey, address])}`, free: 5 },
    { subject: `sign-in ${JSON.stringify([address])}`, free: 30 },
  ]
}

export function withoutSecrets(account: Account): AccountRecord {
  const { id, email, role, createdAt, disabledAt } = account
  return { id, email, role, createdAt, disabledAt }
}
