import { type AccountRole, type Db, Prisma } from '@courant/prisma'

import { CourantError } from '../errors.ts'
import { type Claim, onceShown } from '../once.ts'
import type { Transaction } from '../transaction.ts'
import { cleanEmail, emailKeyOf } from './credentials.ts'
import { hashOf, newSecret } from './secret.ts'

/** Marks an invitation's token as ours. */
const mark = 'ci_'
const holdsForDays = 7

/** What is shown of an invitation, once. */
export interface NewInvitation {
  token: string
  role: AccountRole
  email: string | null
  expiresAt: Date
}

/** Whether and how people make accounts for themselves. */
export type SignUp = 'open' | 'invited' | 'closed'

/**
 * Lets somebody make an account, once, within a week.
 * @param wanted.email for this address alone; else for whoever has the token
 * @param wanted.by the account of the admin who invites
 * @throws {CourantError} BAD_EMAIL, EMAIL_TAKEN; SIGN_UP_CLOSED: the setting lets nobody in
 */
export async function inviteAccount(
  db: Db | Transaction,
  wanted: { email?: string | null; role: AccountRole; by: string; signUp: SignUp },
): Promise<NewInvitation> {
  if (wanted.signUp === 'closed') throw closed()
  const email = wanted.email == null ? null : cleanEmail(wanted.email)
  if (email && (await db.account.findUnique({ where: { emailKey: emailKeyOf(email) } }))) {
    throw new CourantError('EMAIL_TAKEN', `"${email}" has an account already.`, 'email')
  }
  return create(db, { email, role: wanted.role, by: wanted.by })
}

/**
 * Invites once, however often it is asked for with one claim.
 * @returns with null for the token where it was shown before
 * @throws {CourantError} what `inviteAccount` and `once` throw
 */
export async function inviteAccountOnce(
  db: Db,
  wanted: Parameters<typeof inviteAccount>[1],
  claim: Claim | null,
): Promise<{ token: string | null; expiresAt: Date }> {
  const { answer, secret } = await onceShown(db, claim, async (tx) => {
    const { token, expiresAt } = await inviteAccount(tx, wanted)
    return { answer: { expiresAt: expiresAt.toISOString() }, secret: token }
  })
  return { token: secret, expiresAt: new Date(answer.expiresAt) }
}

/**
 * An invitation for the first admin, where there is no account yet; else null. Each start makes one; the
 * first to be used ends the others.
 */
export async function inviteFirstAdmin(db: Db): Promise<NewInvitation | null> {
  if (await db.account.findFirst({ select: { id: true } })) return null
  return create(db, { email: null, role: 'ADMIN', by: null })
}

/** Stands for whoever runs this installation, who needs no account. */
const theOwner = '00000000-0000-0000-0000-000000000000'

/**
 * An invitation by whoever runs this installation: they may have lost the password of its only admin. It
 * holds whatever the setting for sign-up says.
 * @throws {CourantError} BAD_EMAIL, EMAIL_TAKEN
 */
export async function inviteAsOwner(
  db: Db,
  { email, role }: { email?: string | null; role: AccountRole },
): Promise<NewInvitation> {
  return inviteAccount(db, { email: email ?? null, role, by: theOwner, signUp: 'invited' })
}

async function create(
  db: Db | Transaction,
  { email, role, by }: { email: string | null; role: AccountRole; by: string | null },
): Promise<NewInvitation> {
  const token = newSecret(mark)
  const [row] = await db.$queryRaw<{ expiresAt: Date }[]>(Prisma.sql`
    INSERT INTO invitation (id, hash, role, email_key, invited_by_id, expires_at)
    VALUES (gen_random_uuid(), ${hashOf(token)}, ${role}::"AccountRole",
      ${email && emailKeyOf(email)}, ${by}::uuid,
      date_trunc('milliseconds', now()) + ${holdsForDays} * interval '1 day')
    RETURNING expires_at AS "expiresAt"`)
  return { token, role, email, expiresAt: row!.expiresAt }
}

interface Found {
  id: string
  role: AccountRole
  /** For the first admin. */
  isFirst: boolean
  /** It holds whatever the setting says. */
  always: boolean
}

/** The invitation of a token, if it holds for this address. Holding it keeps others from using it. */
export async function findInvitation(
  db: Db | Transaction,
  token: string,
  emailKey: string,
  { hold }: { hold: boolean },
): Promise<Found> {
  const [found] = await db.$queryRaw<Found[]>(Prisma.sql`
    SELECT id, role::text AS role, invited_by_id IS NULL AS "isFirst",
      coalesce(invited_by_id = ${theOwner}::uuid, true) AS always
    FROM invitation
    WHERE hash = ${hashOf(token)} AND expires_at > now()
      AND (email_key IS NULL OR email_key = ${emailKey})
      AND (invited_by_id IS NOT NULL OR NOT EXISTS (SELECT FROM account))
    ${hold ? Prisma.sql`FOR UPDATE` : Prisma.empty}`)
  if (found) return found
  const problem = 'This invitation does not hold: it was used, is over, or is for another address.'
  throw new CourantError('BAD_INVITATION', `${problem} Ask for a new one.`, 'invitation')
}

/**
 * Uses an invitation up. Of those for the first admin, the first that is used ends all.
 * @returns what it is for
 */
export async function redeemInvitation(
  tx: Transaction,
  token: string,
  emailKey: string,
): Promise<AccountRole> {
  // Two who would both be the first wait for each other here.
  await tx.$executeRaw(Prisma.sql`SELECT FROM instance WHERE id = 1 FOR UPDATE`)
  const { id, role, isFirst } = await findInvitation(tx, token, emailKey, { hold: true })
  await tx.invitation.deleteMany({ where: isFirst ? { invitedById: null } : { id } })
  return role
}

export function closed(): CourantError {
  return new CourantError('SIGN_UP_CLOSED', 'Nobody can make an account here (SIGN_UP=closed).')
}
