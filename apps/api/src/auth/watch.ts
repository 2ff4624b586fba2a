import { isApiKeyValid } from '@courant/feed'
import type { Db } from '@courant/prisma'

import type { Viewer } from './viewer.ts'

/** How often a connection that stays open looks whether its key still holds, in milliseconds. */
const usualInterval = 30_000

/**
 * Calls `onLoss` once when the viewer's key has expired or was revoked. While the database does not
 * answer, nobody is turned away.
 * @returns how to end it
 */
export function watchViewer(
  db: Db,
  viewer: Viewer,
  onLoss: () => void,
  interval = usualInterval,
): () => void {
  if (viewer.kind === 'anonymous') return () => {}
  const { id } = viewer
  const stopped = new AbortController()
  const look = async () => {
    const valid = await isApiKeyValid(db, id).catch(() => true)
    if (stopped.signal.aborted) return
    if (valid) timer = lookLater()
    else onLoss()
  }
  const lookLater = () => setTimeout(() => void look(), interval)
  let timer = lookLater()
  return () => {
    stopped.abort()
    clearTimeout(timer)
  }
}
