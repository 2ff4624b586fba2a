import { NextResponse } from 'next/server'
import type { NextRequest } from 'next/server'

import { contentSecurityPolicy } from './csp.ts'
import { isDevelopment } from './env.ts'
import { isOpened } from './lib/is-opened.ts'
import { noticeCookie, noticeHeader } from './lib/notice.ts'
import { pageAddressHeader } from './lib/own-path.ts'

/**
 * Gives every page its Content-Security-Policy; Next reads the nonce from the request's copy. The page that
 * a reader comes to after they did something is told of it, once.
 */
export function proxy(request: NextRequest): NextResponse {
  const nonce = crypto.randomUUID()
  const policy = contentSecurityPolicy(request.nextUrl.pathname, nonce, isDevelopment)
  const headers = new Headers(request.headers)
  headers.set('Content-Security-Policy', policy)
  headers.set(pageAddressHeader, addressOf(request.nextUrl))
  const notice = isOpened(request) ? request.cookies.get(noticeCookie)?.value : undefined
  headers.set(noticeHeader, notice ?? '')
  const response = NextResponse.next({ request: { headers } })
  response.headers.set('Content-Security-Policy', policy)
  if (notice !== undefined) {
    response.cookies.set({ name: noticeCookie, value: '', maxAge: 0, path: '/' })
  }
  return response
}

/** Without what Next itself adds to a query. */
function addressOf({ pathname, searchParams }: URL): string {
  const query = new URLSearchParams(searchParams)
  query.delete('_rsc')
  return query.size > 0 ? `${pathname}?${query}` : pathname
}

export const config = {
  matcher: '/((?!_next/static|icons/|icon.svg|apple-icon.png|manifest.webmanifest|sw.js).*)',
}
