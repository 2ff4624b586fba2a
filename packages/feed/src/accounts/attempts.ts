import { createHash } from 'node:crypto'

import { type Db, Prisma } from '@courant/prisma'

import { CourantError } from '../errors.ts'

/** What attempts are counted for, and how many may fail before each costs a wait. */
export interface AttemptLimit {
  subject: string
  free: number
}

/** Seconds. Nobody is locked out for longer by what somebody else tries. */
const longestWait = 900

/**
 * Counts an attempt as failed before it is made, so that many at the same time are not heard as one.
 * `forgive` takes that back when it was right. From `free` failures on, each doubles the wait until the
 * next: 1, 2, 4 seconds, and so on up to a quarter of an hour.
 * @throws {CourantError} TOO_MANY_ATTEMPTS, with how long to wait
 */
export async function countAttempt(db: Db, limits: readonly AttemptLimit[]): Promise<void> {
  for (const { subject, free } of limits) {
    const key = keyOf(subject)
    const forgotten = Prisma.sql`a.tried_at < now() - interval '1 day'`
    const failures = Prisma.sql`CASE WHEN ${forgotten} THEN 1 ELSE a.failures + 1 END`
    const wait = Prisma.sql`
      CASE WHEN ${failures} < ${free}::int THEN 0
        ELSE least(${longestWait}::int, 2 ^ least(${failures} - ${free}::int, 20)) END`
    const counted = await db.$executeRaw(Prisma.sql`
      INSERT INTO sign_in_attempt AS a (subject, failures, blocked_until)
      VALUES (${key}, 1, date_trunc('milliseconds', now()))
      ON CONFLICT (subject) DO UPDATE SET failures = ${failures}, tried_at = now(),
        blocked_until = date_trunc('milliseconds', now()) + ${wait} * interval '1 second'
      WHERE a.blocked_until <= now()`)
    if (counted === 0) throw await tooMany(db, key)
  }
}

async function tooMany(db: Db, key: Uint8Array): Promise<CourantError> {
  const [row] = await db.$queryRaw<{ seconds: number }[]>(Prisma.sql`
    SELECT greatest(1, ceil(extract(epoch FROM blocked_until - now())))::int AS seconds
    FROM sign_in_attempt WHERE subject = ${key}`)
  const seconds = row?.seconds ?? 1
  return new CourantError('TOO_MANY_ATTEMPTS', `Too many attempts. Try again in ${seconds} s.`)
}

/** The attempt was right: it does not count, and whoever made it begins anew. */
export async function forgive(db: Db, [own, ...others]: readonly AttemptLimit[]): Promise<void> {
  if (!own) return
  await db.$executeRaw(
    Prisma.sql`DELETE FROM sign_in_attempt WHERE subject = ${keyOf(own.subject)}`,
  )
  for (const { subject } of others) {
    await db.$executeRaw(Prisma.sql`
      UPDATE sign_in_attempt SET failures = greatest(0, failures - 1),
        blocked_until = date_trunc('milliseconds', now())
      WHERE subject = ${keyOf(subject)}`)
  }
}

/** Of a fixed length, and telling nobody whose they are. */
function keyOf(subject: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHash('sha256').update(subject).digest())
}
