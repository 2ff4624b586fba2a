import { cookies } from 'next/headers'

import type { TypedDocumentString } from '../generated/graphql.ts'
import { ask } from './graphql.ts'

/** The cookie of a `Set-Cookie` header, as the API writes it: with a path, an age, and never for scripts. */
const form =
  /^(?<name>[\w-]+)=(?<value>[\w-]*); Path=\/; Max-Age=(?<age>\d+); HttpOnly; SameSite=Lax(?<secure>; Secure)?$/

const names = new Set(['courant-session', '__Host-courant-session'])

/** Whether a browser keeps a session under this name. */
export function isSessionCookie(name: string): boolean {
  return names.has(name)
}

export interface SessionCookie {
  name: string
  value: string
  maxAge: number
  secure: boolean
}

/** @returns null for a header that is no session's */
export function readSessionCookie(header: string): SessionCookie | null {
  const found = form.exec(header)?.groups
  if (!found) return null
  const { name = '', value = '', age, secure } = found
  return { name, value, maxAge: Number(age), secure: secure !== undefined }
}

/**
 * Asks the API to sign somebody in or out, and has their browser keep the session, or none. In actions only.
 * @throws what `ask` throws
 */
export async function askForSession<Result, Variables>(
  document: TypedDocumentString<Result, Variables>,
  variables: Variables,
): Promise<Result> {
  return ask(document, variables, {
    onCookies: async (given) => {
      const jar = await cookies()
      for (const { name, value, maxAge, secure } of given.flatMap(
        (each) => readSessionCookie(each) ?? [],
      )) {
        jar.set({ name, value, maxAge, secure, path: '/', httpOnly: true, sameSite: 'lax' })
      }
    },
  })
}
