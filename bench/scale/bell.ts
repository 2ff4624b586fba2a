import { listenForRings } from '@courant/feed'
import { type Db, Prisma } from '@courant/prisma'

const rounds = 100

/**
 * Milliseconds from a ring, which is a `NOTIFY`, until the last of so many connections has heard it, each of
 * them as an API process holds one.
 */
export async function measureBell(db: Db, url: string, listeners: number): Promise<number[]> {
  let heard = 0
  let done = () => {}
  const onRing = () => {
    heard += 1
    if (heard === listeners) done()
  }
  // Each rings once as it begins.
  const begun = new Promise<void>((resolve) => (done = resolve))
  const open = await Promise.all(
    Array.from({ length: listeners }, () => listenForRings(url, onRing)),
  )
  await begun
  const times: number[] = []
  for (let round = 0; round < rounds; round += 1) {
    heard = 0
    const last = new Promise<void>((resolve) => (done = resolve))
    const rung = performance.now()
    await db.$executeRaw(Prisma.sql`SELECT pg_notify('courant_article_event', '')`)
    await last
    times.push(performance.now() - rung)
  }
  await Promise.all(open.map((each) => each.close()))
  return times
}
