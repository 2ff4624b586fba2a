import { DUPLICATE_WINDOW, STORY_SILENCE } from '@courant/enrich/similarity'
import type { Db } from '@courant/prisma'

/**
 * Drops what no article can join any more: the profiles of stories that had no article for longer than
 * the longest silence, and old fingerprints. The stories themselves and their articles stay.
 * @returns how many stories are over
 */
export async function closeStories(db: Db, now: Date): Promise<number> {
  const ago = (milliseconds: number) => new Date(now.getTime() - milliseconds)
  await db.fingerprintBand.deleteMany({ where: { createdAt: { lt: ago(DUPLICATE_WINDOW) } } })
  const { count } = await db.storyProfile.deleteMany({
    where: { touchedAt: { lt: ago(STORY_SILENCE) } },
  })
  return count
}
