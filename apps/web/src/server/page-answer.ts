import type { IncomingMessage, ServerResponse } from 'node:http'

import { ownPath } from '../lib/own-path.ts'
import { isPlayground } from '../lib/playground-path.ts'
import { withoutRuntime } from './without-runtime.ts'

/** The page that says that another one failed; it is never where `page` leads. */
export const faultPath = '/fault'
/** Any address that leads nowhere: app/(reader)/[...missing] says so. */
const missingPath = '/missing'

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
  if (isLeftToScripts(html)) return otherPage(request, `${origin}${missingPath}`, 404)
  // Nobody's in particular: a browser may keep it for its back button, and asks again before any other use.
  if (!request.headers.cookie?.includes('courant-session=')) {
    response.setHeader('Cache-Control', 'private, no-cache')
  }
  const [pathname = '/'] = (request.url ?? '/').split('?', 1)
  return isPlayground(pathname) ? html : withoutRuntime(html)
}

/** Next has its client say that there is no such page; without it the document is empty. */
function isLeftToScripts(html: string): boolean {
  return html.includes('<html id="__next_error__"')
}

async function faultPage(
  request: IncomingMessage,
  response: ServerResponse,
  origin: string,
): Promise<string> {
  const page = ownPath(request.url)
  try {
    if (page.startsWith(faultPath)) throw new Error('The page of faults is at fault itself.')
    return await otherPage(request, `${origin}${faultPath}?${new URLSearchParams({ page })}`, 200)
  } catch (error) {
    console.error(error)
    response.setHeader('Content-Type', 'text/plain; charset=utf-8')
    return 'Something went wrong on our side.'
  }
}

/** A page of ours in place of the one that was asked for, for the same reader. */
async function otherPage(
  { headers }: IncomingMessage,
  address: string,
  status: number,
): Promise<string> {
  const { cookie = '', 'accept-language': language = '' } = headers
  const answer = await fetch(address, { headers: { Cookie: cookie, 'Accept-Language': language } })
  if (answer.status !== status) throw new Error(`${address} answered ${answer.status}.`)
  return answer.text()
}
