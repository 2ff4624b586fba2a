import { cookies } from 'next/headers'

import { isOverTls } from './over-tls.ts'

/** Of the browser session: without an age, it ends with it. */
const cookie = 'courant-key'
/** The key goes along with the pages that need it, and no other. */
const path = '/sources'

/** The API key that this browser keeps, if any. Whether it still holds, only the API knows. */
export async function keptKey(): Promise<string | null> {
  return (await cookies()).get(cookie)?.value || null
}

/** Keeps a key out of reach of scripts and of requests from other sites. In actions only. */
export async function keepKey(key: string): Promise<void> {
  const secure = await isOverTls()
  const jar = await cookies()
  jar.set({ name: cookie, value: key, path, secure, httpOnly: true, sameSite: 'strict' })
}

/** In actions only. */
export async function forgetKey(): Promise<void> {
  const jar = await cookies()
  jar.delete({ name: cookie, path })
}
