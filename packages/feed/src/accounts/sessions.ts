import { type AccountRole, type Db, Prisma, type Session } from '@courant/prisma'

import { newId } from '../id.ts'
import type { Transaction } from '../transaction.ts'
import { hashOf, newSecret } from './secret.ts'

/** Marks a session's token as ours. */
const mark = 'cs_'
/** How long one that is not used holds. */
const idle = Prisma.sql`interval '30 days'`
/** Days after which everybody signs in again, used or not. */
export const longestSessionDays = 180

/** Who came with a session. */
export interface SessionHolder {
  sessionId: string
  accountId: string
  email: string
  role: AccountRole
}

/**
 * Begins a session, if the account still has the password that was compared and may sign in.
 * @returns the token, which is shown this once, or null
 */
export async function startSession(
  db: Db | Transaction,
  account: { id: string; passwordHash: string },
): Promise<string | null> {
  const token = newSecret(mark)
  // Whoever changes the password holds the row, and ends all sessions after that.
  const made = await db.$executeRaw(Prisma.sql`
    WITH holder AS (
      SELECT id FROM account
      WHERE id = ${account.id}::uuid AND password_hash = ${account.passwordHash}
        AND disabled_at IS NULL
      FOR UPDATE)
    INSERT INTO session (id, account_id, hash, expires_at)
    SELECT ${newId()}::uuid, id, ${hashOf(token)}, now() + ${idle} FROM holder`)
  return made === 0 ? null : token
}

/**
 * Who comes with a token; null where it is none, or not any more. That it is used is noted at most once an
 * hour.
 */
export async function identifySession(db: Db, token: string): Promise<SessionHolder | null> {
  const [found] = await db.$queryRaw<(SessionHolder & { quiet: boolean })[]>(Prisma.sql`
    SELECT s.id AS "sessionId", a.id AS "accountId", a.email, a.role::text AS role,
      s.last_seen_at < now() - interval '1 hour' AS quiet
    FROM session s JOIN account a ON a.id = s.account_id
    WHERE s.hash = ${hashOf(token)} AND s.expires_at > now() AND a.disabled_at IS NULL`)
  if (!found) return null
  const { quiet, ...holder } = found
  if (quiet) await noteUse(db, holder.sessionId)
  return holder
}

/** A disk that is full must not sign everybody out, so a failure is not passed on. */
async function noteUse(db: Db, id: string): Promise<void> {
  await db
    .$executeRaw(
      Prisma.sql`
        UPDATE session SET last_seen_at = now(),
          expires_at = least(now() + ${idle}, created_at + ${longestSessionDays} * interval '1 day')
        WHERE id = ${id}::uuid AND last_seen_at < now() - interval '1 hour'`,
    )
    .catch(() => {})
}

/** Whether a session still holds, and its account may what it might. */
export async function isSessionValid(
  db: Db,
  { sessionId, role }: Pick<SessionHolder, 'sessionId' | 'role'>,
): Promise<boolean> {
  const rows = await db.$queryRaw<unknown[]>(Prisma.sql`
    SELECT FROM session s JOIN account a ON a.id = s.account_id
    WHERE s.id = ${sessionId}::uuid AND s.expires_at > now() AND a.disabled_at IS NULL
      AND a.role = ${role}::"AccountRole"`)
  return rows.length > 0
}

/** The session that asks, every one of its account, or all of them but the one that asks. */
export type WhichSessions = 'this' | 'all' | 'others'

/** @returns how many ended */
export async function endSession(
  db: Db,
  { sessionId, accountId }: Pick<SessionHolder, 'sessionId' | 'accountId'>,
  which: WhichSessions = 'this',
): Promise<number> {
  const ids = { this: sessionId, all: undefined, others: { not: sessionId } }
  const { count } = await db.session.deleteMany({ where: { accountId, id: ids[which] } })
  return count
}

/** Somebody's being signed in, without what it is known by. */
export type SessionRecord = Pick<Session, 'id' | 'createdAt' | 'lastSeenAt' | 'expiresAt'>

const listedSessions = 100

/** The sessions of an account that still hold, those used last first; at most 100. */
export async function sessionsOf(db: Db, accountId: string): Promise<SessionRecord[]> {
  return db.session.findMany({
    where: { accountId, expiresAt: { gt: new Date() } },
    orderBy: [{ lastSeenAt: 'desc' }, { id: 'desc' }],
    take: listedSessions,
    select: { id: true, createdAt: true, lastSeenAt: true, expiresAt: true },
  })
}

/** Drops what has had its time: sessions, invitations and attempts. Some at a time, whoever comes by. */
export async function dropExpired(db: Db): Promise<void> {
  await db.$executeRaw(Prisma.sql`
    WITH sessions AS (
        DELETE FROM session WHERE id IN (
          SELECT id FROM session WHERE expires_at < now() LIMIT 50 FOR UPDATE SKIP LOCKED)),
      invitations AS (
        DELETE FROM invitation WHERE id IN (
          SELECT id FROM invitation WHERE expires_at < now() LIMIT 50 FOR UPDATE SKIP LOCKED))
    DELETE FROM sign_in_attempt WHERE subject IN (
      SELECT subject FROM sign_in_attempt WHERE tried_at < now() - interval '1 day'
      LIMIT 50 FOR UPDATE SKIP LOCKED)`)
}
