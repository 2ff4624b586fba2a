import { cookies } from 'next/headers'

import { noticeCookie, writeNotice } from './notice.ts'
import { isOverTls } from './over-tls.ts'

/** Seconds; the page that tells of it comes right away. */
const lasts = 60

/** Has the next page tell what was done. In actions only. */
export async function giveNotice(notice: Parameters<typeof writeNotice>[0]): Promise<void> {
  const jar = await cookies()
  jar.set({
    name: noticeCookie,
    value: writeNotice(notice),
    maxAge: lasts,
    path: '/',
    sameSite: 'lax',
    httpOnly: true,
    secure: await isOverTls(),
  })
}
