import { CourantError, identifyApiKey, identifySession, type SessionHolder } from '@courant/feed'
import type { ApiKeyScope, Db } from '@courant/prisma'

/** A program with an API key. */
export interface KeyViewer {
  kind: 'key'
  id: string
  name: string
  scopes: readonly ApiKeyScope[]
}

/** Somebody who is signed in. */
export interface AccountViewer extends SessionHolder {
  kind: 'account'
}

/** Who asks. */
export type Viewer = { kind: 'anonymous' } | KeyViewer | AccountViewer

export const anonymous: Viewer = { kind: 'anonymous' }

/**
 * Who comes with this `Authorization` or else this session, whichever way they were sent. A key that is
 * wrong is refused, even where none would be needed: its owner thinks it counts. A session that is over is
 * none: browsers send it along with everything, signing in again included.
 * @throws {CourantError} UNAUTHENTICATED
 */
export async function identifyViewer(
  db: Db,
  { authorization, session }: { authorization?: string | undefined; session?: string | undefined },
): Promise<Viewer> {
  const key = authorization === undefined ? null : keyIn(authorization)
  if (key !== null) return { kind: 'key', ...(await identifyApiKey(db, key)) }
  const holder = session === undefined ? null : await identifySession(db, session)
  return holder ? { kind: 'account', ...holder } : anonymous
}

function keyIn(authorization: string): string | null {
  const [, scheme = '', credentials = ''] = /^(\S+) *(.*)$/.exec(authorization.trim()) ?? []
  if (scheme.toLowerCase() === 'basic') return keyAsPassword(credentials)
  if (scheme.toLowerCase() !== 'bearer') {
    throw new CourantError('UNAUTHENTICATED', 'Send an API key as `Authorization: Bearer ck_...`.')
  }
  return credentials
}

/**
 * Feed readers know names and passwords alone. Null for a password that a proxy before us asked for;
 * browsers go on to send it.
 */
function keyAsPassword(credentials: string): string | null {
  const [, password = ''] = /:(.*)$/s.exec(Buffer.from(credentials, 'base64').toString()) ?? []
  return password.startsWith('ck_') ? password : null
}
