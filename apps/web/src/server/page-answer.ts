import type { IncomingMessage, ServerResponse } from 'node:http'

import { ownPath } from '../lib/own-path.ts'
import { isPlayground } from '../lib/playground-path.ts'
import { withoutRuntime } from './without-runtime.ts'

/** The page that says that another one failed; it is never where `page` leads. */
export const faultPath = '/fault'

/**
 * What goes out for a page as Next rendered it: a document that needs none of Next's scripts, but for the
 * playground. In place of one that failed, the page that says so.
 * @param origin where this server answers itself
 */
export async function finishPage(
  request: IncomingMessage,
  response: ServerResponse,
  html: string,
  origin: string,
): Promise<string> {
  if (response.statusCode === 500) return faultPage(request, response, origin)
  // Nobody's in particular: a browser may keep it for its back button, and asks again before any other use.
  if (!request.headers.cookie?.includes('courant-session=')) {
    response.setHeader('Cache-Control', 'private, no-cache')
  }
  const [pathname = '/'] = (request.url ?? '/').split('?', 1)
  return isPlayground(pathname) ? html : withoutRuntime(html)
}

async function faultPage(
  { url, headers }: IncomingMessage,
  response: ServerResponse,
  origin: string,
): Promise<string> {
  const page = ownPath(url)
  try {
    if (page.startsWith(faultPath)) throw new Error('The page of faults is at fault itself.')
    const { cookie = '', 'accept-language': language = '' } = headers
    const answer = await fetch(`${origin}${faultPath}?${new URLSearchParams({ page })}`, {
      headers: { Cookie: cookie, 'Accept-Language': language },
    })
    if (!answer.ok) throw new Error(`The page of faults answered ${answer.status}.`)
    return await answer.text()
  } catch (error) {
    console.error(error)
    response.setHeader('Content-Type', 'text/plain; charset=utf-8')
    return 'Something went wrong on our side.'
  }
}
