import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http'

import { LRUCache } from 'lru-cache'

/** A page as it went out. */
export interface Page {
  headers: OutgoingHttpHeaders
  html: string
}

/** Pages that are the same for everybody, each as long as nothing was written since. */
export interface KeptPages {
  /**
   * The page that is kept, or else what `make` gives; several who ask at once wait for one.
   * @param position the newest event of the log, asked for after the request came
   * @param make null for what is not to be kept, which has been sent then
   */
  getOrMake(key: string, position: string, make: () => Promise<Page | null>): Promise<Page | null>
}

const mostBytes = 32 * 2 ** 20
/**
 * In milliseconds. Times are written as "3 minutes ago", and what editors change of a name is no event; what is
 * written of articles is never waited for.
 */
const longest = 10_000

export function keepPages(): KeptPages {
  const kept = new LRUCache<string, Page>({
    maxSize: mostBytes,
    sizeCalculation: ({ html }, key) => 2 * (html.length + key.length) + 1_000,
    ttl: longest,
  })
  const making = new Map<string, Promise<Page | null>>()

  return {
    async getOrMake(asked, position, make) {
      const key = `${position} ${asked}`
      const found = kept.get(key)
      if (found) return found
      const others = making.get(key)
      if (others) return (await others.catch(() => null)) ?? make()
      const own = make()
      making.set(key, own)
      try {
        const page = await own
        if (page) kept.set(key, page)
        return page
      } finally {
        making.delete(key)
      }
    },
  }
}

const pathsOfReading = /^\/(?:$|(?:articles|actors|topics|stories)\/[^/]+$|trending$|search$)/
/** How somebody wants pages to look, and who they are not. */
const looks = /^courant-(?:theme|density|keys|language)$/

/**
 * What a page depends on, where it is the same for everybody who asks like this: a page for reading, asked
 * for by nobody in particular. Null for any other request.
 */
export function keyOfPage({ method, url = '/', headers }: IncomingMessage): string | null {
  const [path = '/'] = url.split('?', 1)
  if (method !== 'GET' || !pathsOfReading.test(path)) return null
  if (headers.authorization !== undefined || headers['rsc'] !== undefined) return null
  const cookies = (headers.cookie ?? '').split(/; */).filter((cookie) => cookie !== '')
  if (!cookies.every((cookie) => looks.test(cookie.split('=', 1)[0]!))) return null
  return JSON.stringify([
    url,
    headers.host,
    headers['x-forwarded-proto'],
    headers['accept-language'],
    cookies.toSorted(),
  ])
}

/** Sends a page that was made for somebody else who asked the same. */
export function sendPage(response: ServerResponse, { headers, html }: Page): void {
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) response.setHeader(name, value)
  }
  response.end(html)
}
