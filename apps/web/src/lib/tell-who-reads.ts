import { createHash } from 'node:crypto'

import { cookies } from 'next/headers'

import { setResponseHeader } from '../server/response-status.ts'
import { isSessionCookie } from './session.ts'
import { currentReader } from './viewer.ts'

/**
 * Names, to the service worker of the browser alone, whom the page is made for: it keeps pages of one
 * reader only. The name is of the session, which it does not give away, and ends with it.
 */
export async function tellWhoReads(): Promise<void> {
  const [jar, reader] = await Promise.all([cookies(), currentReader()])
  const session = jar.getAll().find(({ name }) => isSessionCookie(name))
  setResponseHeader('Courant-Reader', reader && session ? nameOf(session.value) : 'nobody')
}

function nameOf(session: string): string {
  return createHash('sha256').update(`reader ${session}`).digest('base64url').slice(0, 22)
}
