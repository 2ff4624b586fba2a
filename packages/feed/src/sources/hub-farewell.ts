import { randomBytes } from 'node:crypto'

import { type Db, type HubFarewell, Prisma } from '@courant/prisma'

import { hubWait, now } from './hub.ts'

/** A claimed one that nobody reports back on is due again after this: its worker died. */
const claim = Prisma.sql`interval '10 minutes'`

/** A hub that does not let us go after so many times is left to the end of the lease. */
const mostTimes = 5

/** Takes leave of the hubs of paused sources. They are subscribed to anew once the sources are resumed. */
export async function leavePausedHubs(db: Db): Promise<void> {
  const paused = await db.hubSubscription.findMany({
    where: { state: 'ACTIVE', source: { nextPollAt: null } },
    select: { token: true },
  })
  for (const { token } of paused) {
    const next = { token: randomBytes(32).toString('base64url'), secret: randomBytes(32) }
    await db.$executeRaw(Prisma.sql`
      UPDATE hub_subscription
      SET token = ${next.token}, secret = ${next.secret}, callback_url = NULL, state = 'PENDING',
        active_since = NULL, lease_until = NULL, renew_at = ${now}
      WHERE token = ${token}`)
  }
}

/** Hubs that are to be told that a subscription is not wanted any more, claimed for the caller alone. */
export async function claimFarewells(db: Db, limit: number): Promise<HubFarewell[]> {
  await db.$executeRaw(Prisma.sql`DELETE FROM hub_farewell WHERE lease_until <= now()`)
  const claimed = await db.$queryRaw<{ token: string }[]>(Prisma.sql`
    UPDATE hub_farewell SET tell_at = ${now} + ${claim}
    WHERE token IN (
      SELECT token FROM hub_farewell WHERE tell_at <= now()
      ORDER BY tell_at LIMIT ${limit} FOR UPDATE SKIP LOCKED)
    RETURNING token`)
  return db.hubFarewell.findMany({ where: { token: { in: claimed.map(({ token }) => token) } } })
}

/** Notes that a hub was told; the row goes when the hub calls back, or with the lease. */
export async function recordFarewell(db: Db, { token, failures }: HubFarewell): Promise<void> {
  const wait = hubWait(failures + 1, Math.random())
  await db.$executeRaw(Prisma.sql`
    UPDATE hub_farewell
    SET failures = failures + 1,
      tell_at = CASE WHEN failures + 1 < ${mostTimes}
        THEN ${now} + make_interval(secs => ${wait}) ELSE lease_until END
    WHERE token = ${token}`)
}

/** Puts off a hub that could not be told, which is not its fault. */
export async function postponeFarewell(
  db: Db,
  { token }: HubFarewell,
  seconds: number,
): Promise<void> {
  await db.$executeRaw(Prisma.sql`
    UPDATE hub_farewell SET tell_at = ${now} + make_interval(secs => ${seconds})
    WHERE token = ${token}`)
}
