import { type Db, Prisma } from '@courant/prisma'

import { type EnsuredSource, ensureSources, type SourceDraft } from './source.ts'
import { cleanFolder } from './update.ts'
import { sourcesById } from './read.ts'

/** The first polls of sources that are added together are spread over so many seconds at most. */
const longestSpread = 10 * 60
/** Seconds between two of them, where they are few. */
const usualGap = 2

export interface Subscribing {
  /** What to do with a source that was polled once and is not any more: somebody paused it, or it is gone. */
  paused: 'resume' | 'leave'
}

/**
 * Subscribes to feeds: makes the sources that are not there, and has the worker read them from now on,
 * in the order given and a little apart. One that is polled already stays as it is.
 * @returns an entry per draft, in the order given
 * @throws {CourantError} BAD_ADDRESS, BAD_FOLDER
 */
export async function subscribe(
  db: Db,
  drafts: readonly (SourceDraft & { feedUrl: string })[],
  { paused }: Subscribing,
): Promise<EnsuredSource[]> {
  const ensured = await ensureSources(
    db,
    drafts.map((draft) => ({ ...draft, folder: cleanFolder(draft.folder) })),
  )
  const idle = ensured.filter(
    ({ source }) => source.nextPollAt === null && (paused === 'resume' || !source.lastPolledAt),
  )
  const ids = [...new Set(idle.map(({ source }) => source.id))]
  if (ids.length === 0) return ensured
  const gap = Math.min(usualGap, longestSpread / ids.length)
  await db.$executeRaw(Prisma.sql`
    UPDATE source s SET gone_at = NULL,
      next_poll_at = date_trunc('milliseconds', now()) + (r.place - 1) * make_interval(secs => ${gap})
    FROM unnest(${ids}::uuid[]) WITH ORDINALITY AS r(id, place)
    WHERE s.id = r.id AND s.next_poll_at IS NULL`)
  const sources = await sourcesById(db, ids)
  return ensured.map(({ source, created }) => ({
    source: sources.get(source.id) ?? source,
    created,
  }))
}
