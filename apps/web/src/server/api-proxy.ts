import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'

import { createProxyServer } from 'http-proxy-3'

export interface ApiProxy {
  request(request: IncomingMessage, response: ServerResponse): void
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void
}

/**
 * Passes requests, event streams and WebSockets on to the API, so that a browser only ever talks to
 * the origin its page came from. The Host header stays the browser's: the API compares it with Origin.
 */
export function createApiProxy(apiUrl: string): ApiProxy {
  const proxy = createProxyServer({ target: apiUrl, xfwd: true })

  proxy.on('proxyRes', (answer, _request, response) => {
    // A pipe does not end when its source breaks off; a stream cut by a dying API must be seen to end.
    answer.on('close', () => {
      if (!answer.complete) response.destroy()
    })
  })
  proxy.on('error', (_error, _request, outgoing) => {
    if (!('writeHead' in outgoing) || outgoing.headersSent) {
      outgoing.destroy()
      return
    }
    outgoing.writeHead(503, { 'Content-Type': 'application/json', 'Retry-After': '5' })
    const error = { message: 'The API does not answer.', extensions: { code: 'API_UNAVAILABLE' } }
    outgoing.end(JSON.stringify({ errors: [error] }))
  })

  return {
    request: (request, response) => proxy.web(request, response),
    upgrade: (request, socket, head) => proxy.ws(request, socket, head),
  }
}

/** Whether a request target is the GraphQL endpoint, with or without a query string. */
export function isGraphqlTarget(target: string | undefined): boolean {
  return pathOf(target) === '/graphql'
}

/**
 * Whether a request target is one that the API answers over plain HTTP: GraphQL, subscription lists, feeds,
 * sitemaps, and where WebSub hubs call.
 */
export function isApiTarget(target: string | undefined): boolean {
  const path = pathOf(target)
  if (isGraphqlTarget(target) || path === '/opml' || path === '/sitemap.xml') return true
  return ['/feeds/', '/sitemaps/', '/websub/'].some((folder) => path?.startsWith(folder))
}

function pathOf(target: string | undefined): string | undefined {
  return target?.split('?', 1)[0]
}
