import { type Db, Prisma, type Source } from '@courant/prisma'

import { CourantError } from '../errors.ts'
import { requireSource } from './read.ts'

/** UTF-16 units. */
const longestName = 200
const longestFolder = 200

export interface SourceChanges {
  name?: string | null
  /** An empty text takes it out of its folder. */
  folder?: string | null
  fullText?: boolean | null
  /** False pauses it, true resumes it, also after it was gone. */
  polled?: boolean | null
}

/**
 * Changes what is given of a source.
 * @param idOrSlug
 * @throws {CourantError} UNKNOWN_SOURCE, BAD_NAME, BAD_FOLDER; NO_FEED: it has none that could be polled
 */
export async function updateSource(
  db: Db,
  idOrSlug: string,
  { name, folder, fullText, polled }: SourceChanges,
): Promise<Source> {
  const source = await requireSource(db, idOrSlug)
  if (polled && !source.feedUrl) {
    const problem = `${source.name} has no feed that could be polled. Subscribe to its feed instead.`
    throw new CourantError('NO_FEED', problem, 'polled')
  }
  const changes = [
    ...(name == null ? [] : [Prisma.sql`name = ${cleanName(name)}`]),
    ...(folder == null ? [] : [Prisma.sql`folder = ${cleanFolder(folder)}`]),
    ...(fullText == null ? [] : [Prisma.sql`full_text = ${fullText}`]),
    ...(polled == null ? [] : [polled ? resumed : paused]),
  ]
  if (changes.length === 0) return source
  await db.$executeRaw(
    Prisma.sql`UPDATE source SET ${Prisma.join(changes)} WHERE id = ${source.id}::uuid`,
  )
  return requireSource(db, source.id)
}

const paused = Prisma.sql`next_poll_at = NULL`

/** One that is polled keeps its time; of one that was gone, the old verdict no longer holds. */
const resumed = Prisma.sql`
  next_poll_at = coalesce(next_poll_at, date_trunc('milliseconds', now())), gone_at = NULL,
  failures = CASE WHEN gone_at IS NULL THEN failures ELSE 0 END,
  last_error = CASE WHEN gone_at IS NULL THEN last_error END,
  last_error_code = CASE WHEN gone_at IS NULL THEN last_error_code END`

function cleanName(name: string): string {
  const clean = name.replace(/\s+/g, ' ').trim()
  if (clean !== '' && clean.length <= longestName) return clean
  const problem = `The name of a source has 1 to ${longestName} characters.`
  throw new CourantError('BAD_NAME', problem, 'name')
}

/**
 * A folder with its levels tidy: ` News /  World/` is `News/World`; null for none.
 * @throws {CourantError} BAD_FOLDER: too long
 */
export function cleanFolder(folder: string | null | undefined): string | null {
  const levels = (folder ?? '').split('/').map((level) => level.replace(/\s+/g, ' ').trim())
  const clean = levels.filter((level) => level !== '').join('/')
  if (clean.length <= longestFolder) return clean || null
  const problem = `A folder has at most ${longestFolder} characters.`
  throw new CourantError('BAD_FOLDER', problem, 'folder')
}
