import type { WorkboxPlugin } from 'workbox-core/types.js'
import { ExpirationPlugin } from 'workbox-expiration'

import { isArticle, isKept } from './addresses.ts'
import { titleOf, withKeptAt } from './documents.ts'
import type { KeptPage } from './documents.ts'

/** Also known to src/client/keep-pages.ts, which drops it before somebody signs out. */
export const pagesCache = 'courant-pages'
const readerCache = 'courant-reader'

/** Whom a page was made for, as the server says: a name that tells nothing, another for every session. */
const readerHeader = 'Courant-Reader'
const titleHeader = 'Courant-Title'
const keptAtHeader = 'Courant-Kept-At'

/** So many pages, and for so long; what was not read for longest goes first. */
export const expiration = new ExpirationPlugin({
  maxEntries: 80,
  maxAgeSeconds: 30 * 86_400,
  matchOptions: { ignoreVary: true },
  purgeOnQuotaError: true,
})

/** When the pages last began to be somebody else's. */
let changedAt = 0

/**
 * Keeps pages for one reader alone. As soon as the server makes any page for another, or for nobody,
 * what was kept is dropped: so after signing out, in, or when a session has ended elsewhere.
 */
export const forOneReader: WorkboxPlugin = {
  handlerWillStart: async ({ state }) => {
    if (state) state.startedAt = performance.now()
  },
  cacheWillUpdate: async ({ request, response, state }) => {
    if (!isFreshPage(response)) return null
    const reader = response.headers.get(readerHeader)
    if (reader === null || !(await becomes(reader, Number(state?.startedAt)))) return null
    return isKept(new URL(request.url)) ? asKept(response) : null
  },
  cachedResponseWillBeUsed: async ({ cachedResponse }) =>
    cachedResponse ? marked(cachedResponse) : null,
}

/** Everything that is kept. */
export async function keptPages(): Promise<KeptPage[]> {
  const cache = await caches.open(pagesCache)
  const requests = await cache.keys()
  const pages = requests.map(async (request) => {
    const response = await cache.match(request, { ignoreVary: true })
    const { pathname, search } = new URL(request.url)
    return {
      address: pathname + search,
      title: decodeURIComponent(response?.headers.get(titleHeader) ?? '') || pathname,
      keptAt: keptAtOf(response),
      article: isArticle(new URL(request.url)),
    }
  })
  return Promise.all(pages)
}

function isFreshPage(response: Response): boolean {
  const type = response.headers.get('Content-Type') ?? ''
  return response.status === 200 && !response.redirected && type.startsWith('text/html')
}

/** Whether the pages are this reader's now. What was asked for before they changed hands is too late. */
async function becomes(reader: string, startedAt: number): Promise<boolean> {
  const cache = await caches.open(readerCache)
  const before = await (await cache.match('/'))?.text()
  if (before === reader) return true
  if (startedAt < changedAt) return false
  changedAt = performance.now()
  await expiration.deleteCacheAndMetadata()
  await caches.delete(pagesCache)
  await cache.put('/', new Response(reader))
  return true
}

/** With its title and the time, for the list of what is kept. */
async function asKept(response: Response): Promise<Response> {
  const html = await response.text()
  const headers = headersOf(response)
  headers.set(titleHeader, encodeURIComponent(titleOf(html)))
  headers.set(keptAtHeader, new Date().toISOString())
  return new Response(html, { headers })
}

async function marked(response: Response): Promise<Response> {
  const html = withKeptAt(await response.text(), keptAtOf(response))
  return new Response(html, { headers: headersOf(response) })
}

/** The body is plain by now, and of another length. */
function headersOf(response: Response): Headers {
  const headers = new Headers(response.headers)
  headers.delete('Content-Encoding')
  headers.delete('Content-Length')
  return headers
}

function keptAtOf(response: Response | undefined): Date {
  return new Date(response?.headers.get(keptAtHeader) ?? 0)
}
