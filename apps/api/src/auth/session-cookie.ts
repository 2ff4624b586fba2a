import type { IncomingMessage } from 'node:http'

import { longestSessionDays } from '@courant/feed'

import type { AccessSettings } from './access.ts'

/** Browsers take a cookie of this name only from the host itself, over TLS, for the whole of it. */
const secureName = '__Host-courant-session'
const plainName = 'courant-session'

type Kind = Pick<AccessSettings, 'secureCookies'>

const nameOf = ({ secureCookies }: Kind) => (secureCookies ? secureName : plainName)

/** The token that a browser sends along. */
export function sessionIn(
  { headers }: Pick<IncomingMessage, 'headers'>,
  kind: Kind,
): string | undefined {
  const start = `${nameOf(kind)}=`
  const pairs = headers.cookie?.split(';').map((pair) => pair.trim()) ?? []
  return pairs.find((pair) => pair.startsWith(start))?.slice(start.length) || undefined
}

/**
 * The header that has a browser keep a session, or forget it. Scripts do not see it, and no page of another
 * site can have it sent along with more than a link.
 */
export function sessionCookie(token: string | null, kind: Kind): string {
  const secure = kind.secureCookies ? '; Secure' : ''
  const age = token === null ? 0 : longestSessionDays * 24 * 60 * 60
  return `${nameOf(kind)}=${token ?? ''}; Path=/; Max-Age=${age}; HttpOnly; SameSite=Lax${secure}`
}
