import { clientsClaim } from 'workbox-core'
import { ExpirationPlugin } from 'workbox-expiration'
import { enable as enableNavigationPreload } from 'workbox-navigation-preload'
import { registerRoute, setCatchHandler } from 'workbox-routing'
import { CacheFirst, NetworkFirst } from 'workbox-strategies'

import { isKept, isNamedByContent, isPage } from './addresses.ts'
import { assetsOf, withKeptPages } from './documents.ts'
import { expiration, forOneReader, keptPages, pagesCache } from './kept-pages.ts'

declare const self: ServiceWorkerGlobalScope

const offlineCache = 'courant-offline'
const offlinePath = '/offline'

const files = new CacheFirst({
  cacheName: 'courant-files',
  plugins: [new ExpirationPlugin({ maxEntries: 150, purgeOnQuotaError: true })],
})

/** From the server wherever it answers; where it does not for so many seconds, as last read. */
const pages = new NetworkFirst({
  cacheName: pagesCache,
  networkTimeoutSeconds: 8,
  matchOptions: { ignoreVary: true },
  plugins: [forOneReader, expiration],
})

// What is no GET, no page and no file of ours is none of the worker's business.
registerRoute(({ request, url }) => request.mode === 'navigate' && isPage(url), pages)
registerRoute(({ url, sameOrigin }) => sameOrigin && isNamedByContent(url), files)

setCatchHandler(async ({ request }) =>
  request.mode === 'navigate' ? whatIsKept() : Response.error(),
)

enableNavigationPreload()
clientsClaim()

self.addEventListener('install', (event) => {
  void self.skipWaiting()
  event.waitUntil(keepOfflinePage(event))
})

self.addEventListener('message', (event) => {
  const { keep, looks } = event.data as { keep?: string; looks?: boolean }
  if (looks) event.waitUntil(keepOfflinePage(event))
  if (keep) event.waitUntil(keepPage(event, new URL(keep, self.location.origin)))
})

/** The page that says what can be read without a connection, in the language and colours of the reader. */
async function keepOfflinePage(event: ExtendableEvent): Promise<void> {
  const response = await fetch(offlinePath, { cache: 'reload' })
  if (!response.ok) throw new Error(`The page for when there is no connection: ${response.status}`)
  const cache = await caches.open(offlineCache)
  await keepFiles(event, await response.clone().text())
  await cache.put(offlinePath, response)
}

/** The first page of all, which was opened before there was a worker. */
async function keepPage(event: ExtendableEvent, url: URL): Promise<void> {
  if (url.origin !== self.location.origin || !isKept(url)) return
  const request = new Request(url, { headers: { Accept: 'text/html' } })
  const [answered, done] = pages.handleAll({ event, request })
  const response = await answered
  await keepFiles(event, await response.text())
  await done
}

async function keepFiles(event: ExtendableEvent, html: string): Promise<void> {
  await Promise.all(
    assetsOf(html).map((address) => files.handle({ event, request: new Request(address) })),
  )
}

async function whatIsKept(): Promise<Response> {
  const kept = await caches.match(offlinePath, { cacheName: offlineCache, ignoreVary: true })
  if (!kept) return Response.error()
  const html = withKeptPages(await kept.text(), await keptPages())
  const headers = new Headers(kept.headers)
  headers.delete('Content-Encoding')
  headers.delete('Content-Length')
  return new Response(html, { headers, status: 503 })
}
