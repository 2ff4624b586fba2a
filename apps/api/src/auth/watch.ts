import { isApiKeyValid, isSessionValid } from '@courant/feed'
import type { Db } from '@courant/prisma'

import type { Viewer } from './viewer.ts'

/** How often a connection that stays open looks whether its key or session still holds, in milliseconds. */
const usualInterval = 30_000

/**
 * Calls `onLoss` once when the viewer's key or session has ended, or their role has changed. While the database does not
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
  const isValid = () =>
    viewer.kind === 'key' ? isApiKeyValid(db, viewer.id) : isSessionValid(db, viewer)
  const stopped = new AbortController()
  const look = async () => {
    const valid = await isValid().catch(() => true)
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
