import { CourantError, identifyApiKey } from '@courant/feed'
import type { ApiKeyScope, Db } from '@courant/prisma'

/** Who asks. */
export type Viewer =
  | { kind: 'anonymous' }
  | { kind: 'key'; id: string; name: string; scopes: readonly ApiKeyScope[] }

export const anonymous: Viewer = { kind: 'anonymous' }

/**
 * Who comes with this `Authorization`, whichever way it was sent. A key that is wrong is refused, even
 * where none would be needed: its owner thinks it counts.
 * @throws {CourantError} UNAUTHENTICATED
 */
export async function identifyViewer(db: Db, authorization: string | undefined): Promise<Viewer> {
  if (authorization === undefined) return anonymous
  const [, scheme = '', credentials = ''] = /^(\S+) *(.*)$/.exec(authorization.trim()) ?? []
  // Of a password that a proxy before us asked for; browsers go on to send it.
  if (scheme.toLowerCase() === 'basic') return anonymous
  if (scheme.toLowerCase() !== 'bearer') {
    throw new CourantError('UNAUTHENTICATED', 'Send an API key as `Authorization: Bearer ck_...`.')
  }
  return { kind: 'key', ...(await identifyApiKey(db, credentials)) }
}
