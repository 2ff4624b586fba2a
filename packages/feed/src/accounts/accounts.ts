import { type AccountRole, type Db, Prisma } from '@courant/prisma'

import { CourantError } from '../errors.ts'
import { instanceSecret, readCursor, signCursor } from '../cursor.ts'
import { isUuid, newId } from '../id.ts'
import { countedWhole, type CountedPage, makePage, type PageRequest, readWalk } from '../page.ts'
import type { Transaction } from '../transaction.ts'
import { countAttempt, forgive } from './attempts.ts'
import { checkPassword, cleanEmail, emailKeyOf } from './credentials.ts'
import { closed, findInvitation, redeemInvitation, type SignUp } from './invitations.ts'
import type { Passwords } from './passwords.ts'
import { startSession } from './sessions.ts'
import { type AccountRecord, type SignedIn, withoutSecrets } from './sign-in.ts'

const recordOnly = { passwordHash: true, emailKey: true } as const

/** What somebody gives to make an account. */
export interface NewAccount {
  email: string
  password: string
  invitation?: string | null
  /** The network it comes from, as attempts are counted. */
  address: string
}

/**
 * Makes an account and signs its owner in.
 * @param signUp `open`: anybody becomes a reader; `invited`: an invitation is needed; `closed`: nobody can.
 *   Invitations for the first admin and by whoever runs the installation always hold.
 * @throws {CourantError} BAD_EMAIL, BAD_PASSWORD, BAD_INVITATION, EMAIL_TAKEN, SIGN_UP_CLOSED,
 *   TOO_MANY_ATTEMPTS, TOO_BUSY
 */
export async function createAccount(
  db: Db,
  given: NewAccount,
  { signUp, passwords }: { signUp: SignUp; passwords: Passwords },
): Promise<SignedIn> {
  const email = cleanEmail(given.email)
  const emailKey = emailKeyOf(email)
  checkPassword(given.password, email, 'password')
  const token = given.invitation?.trim() || null
  await refuseUnlessWelcome(db, token, emailKey, signUp)
  // What it costs to hash, and to learn who has an account here, is not to be had without bound.
  await countAttempt(db, [{ subject: `sign-up ${JSON.stringify([given.address])}`, free: 20 }])
  const passwordHash = await passwords.hash(given.password)
  return db.$transaction(async (tx) => {
    const role = token === null ? 'READER' : await redeemInvitation(tx, token, emailKey)
    const account = await insert(tx, { email, emailKey, passwordHash, role })
    const session = await startSession(tx, account)
    return { account: withoutSecrets(account), token: session! }
  })
}

async function refuseUnlessWelcome(
  db: Db,
  token: string | null,
  emailKey: string,
  signUp: SignUp,
): Promise<void> {
  if (token === null) {
    if (signUp === 'closed') throw closed()
    if (signUp === 'open') return
    const problem = 'An account needs an invitation here. Ask an admin for one.'
    throw new CourantError('BAD_INVITATION', problem, 'invitation')
  }
  const { always } = await findInvitation(db, token, emailKey, { hold: false })
  if (signUp === 'closed' && !always) throw closed()
}

async function insert(
  tx: Transaction,
  row: { email: string; emailKey: string; passwordHash: string; role: AccountRole },
) {
  const id = newId()
  const inserted = await tx.$executeRaw(Prisma.sql`
    INSERT INTO account (id, email, email_key, password_hash, role)
    VALUES (${id}::uuid, ${row.email}, ${row.emailKey}, ${row.passwordHash},
      ${row.role}::"AccountRole")
    ON CONFLICT (email_key) DO NOTHING`)
  if (inserted > 0) return tx.account.findUniqueOrThrow({ where: { id } })
  throw new CourantError('EMAIL_TAKEN', `"${row.email}" has an account already.`, 'email')
}

/**
 * Says what an account may, or whether it may sign in. Whoever loses that is signed out everywhere.
 * @throws {CourantError} UNKNOWN_ACCOUNT; LAST_ADMIN: nobody would be left to undo it
 */
export async function updateAccount(
  db: Db,
  id: string,
  { role, active }: { role?: AccountRole | null; active?: boolean | null },
): Promise<AccountRecord> {
  if (!isUuid(id)) throw unknownAccount()
  return db.$transaction(async (tx) => {
    // Two admins who turn each other out wait for each other here.
    await tx.$executeRaw(Prisma.sql`
      SELECT FROM account WHERE (role = 'ADMIN' AND disabled_at IS NULL) OR id = ${id}::uuid
      ORDER BY id FOR UPDATE`)
    const found = await tx.account.findUnique({ where: { id } })
    if (!found) throw unknownAccount()
    const disabledAt = active ? null : (found.disabledAt ?? (active === false ? new Date() : null))
    const account = await tx.account.update({
      where: { id },
      data: {
        role: role ?? found.role,
        disabledAt: active == null ? found.disabledAt : disabledAt,
      },
      omit: recordOnly,
    })
    if ((await tx.account.count({ where: { role: 'ADMIN', disabledAt: null } })) === 0) {
      const problem = 'This is the only admin. Make somebody else one first.'
      throw new CourantError('LAST_ADMIN', problem, 'id')
    }
    if (account.disabledAt) await tx.session.deleteMany({ where: { accountId: id } })
    return account
  })
}

/**
 * Gives an account another password, for whoever knows the one it has. Its other sessions end.
 * @throws {CourantError} WRONG_PASSWORD, BAD_PASSWORD, TOO_MANY_ATTEMPTS, TOO_BUSY
 */
export async function changePassword(
  db: Db,
  { accountId, sessionId }: { accountId: string; sessionId: string },
  { current, next }: { current: string; next: string },
  passwords: Passwords,
): Promise<AccountRecord> {
  const { passwordHash, email } = await db.account.findUniqueOrThrow({ where: { id: accountId } })
  checkPassword(next, email, 'newPassword')
  const limits = [{ subject: `password ${accountId}`, free: 5 }]
  await countAttempt(db, limits)
  if (!(await passwords.matches(passwordHash, current))) throw wrongPassword()
  await forgive(db, limits)
  const hash = await passwords.hash(next)
  return db.$transaction(async (tx) => {
    const { count } = await tx.account.updateMany({
      where: { id: accountId, passwordHash },
      data: { passwordHash: hash },
    })
    // Somebody else changed it meanwhile.
    if (count === 0) throw wrongPassword()
    await tx.session.deleteMany({ where: { accountId, id: { not: sessionId } } })
    return tx.account.findUniqueOrThrow({ where: { id: accountId }, omit: recordOnly })
  })
}

function wrongPassword(): CourantError {
  const problem = 'This is not the password that the account has.'
  return new CourantError('WRONG_PASSWORD', problem, 'currentPassword')
}

function unknownAccount(): CourantError {
  return new CourantError('UNKNOWN_ACCOUNT', 'There is no account with this id.', 'id')
}

/** @returns null where there is none */
export async function findAccount(db: Db, id: string): Promise<AccountRecord | null> {
  return db.account.findUnique({ where: { id }, omit: recordOnly })
}

/**
 * All accounts, the newest first.
 * @throws {CourantError} BAD_PAGE, BAD_CURSOR
 */
export async function accountPage(
  db: Db,
  request: PageRequest,
): Promise<CountedPage<AccountRecord>> {
  const walk = readWalk(request)
  const secret = await instanceSecret(db)
  const place = (cursor: string | null | undefined, field: string) =>
    cursor == null ? undefined : readCursor(secret, 'accounts', cursor, field)[0]
  const found = await db.account.findMany({
    where: { id: { lt: place(request.after, 'after'), gt: place(request.before, 'before') } },
    orderBy: { id: walk.backward ? 'asc' : 'desc' },
    take: walk.size + 1,
    omit: recordOnly,
  })
  const page = makePage(request, walk, found, ({ id }) => signCursor(secret, 'accounts', [id]))
  return { ...page, count: countedWhole(() => db.account.count()) }
}
