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
  const timer = setInterval(() => {
    isApiKeyValid(db, id).then(
      (valid) => {
        if (valid) return
        clearInterval(timer)
        onLoss()
      },
      () => {},
    )
  }, interval)
  return () => clearInterval(timer)
}
