import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import path from 'node:path'

import compression from 'compression'
import next from 'next'

import { env } from './env.ts'
import { isReadablePath } from './server/address.ts'
import { createApiProxy, isApiTarget, isGraphqlTarget } from './server/api-proxy.ts'
import { finishDocument } from './server/document-answer.ts'
import { addForwardedFor } from './server/forwarded-for.ts'
import { keepPages, keyOfPage, sendPage } from './server/kept-pages.ts'
import type { Page } from './server/kept-pages.ts'
import { newestEvent } from './server/newest-event.ts'
import { finishPage } from './server/page-answer.ts'
import { withResponse } from './server/response-status.ts'
import { stopOnSignal } from './server/stop.ts'
import type { Destroyable } from './server/stop.ts'

const { webPort, apiUrl } = readSettings()
const dev = process.argv.includes('--dev')
const proxy = createApiProxy(apiUrl)
const compress = compression() as unknown as (
  request: IncomingMessage,
  response: ServerResponse,
  next: () => void,
) => void
const pages = keepPages()
const streams = new Set<Destroyable>()

const server = createServer()
// Next adds its own listener for upgrades to the server it is given; ours are the API's.
const app = next({ dev, dir: path.join(import.meta.dirname, '..'), httpServer: createServer() })
await app.prepare()
const renderPage = app.getRequestHandler()
const upgradeForDevelopment = app.getUpgradeHandler()

server.on('request', (request, response) => {
  if (request.url === '/health') {
    response.writeHead(200, { 'Content-Type': 'application/json' }).end('{"status":"ok"}')
  } else if (isApiTarget(request.url)) {
    if (request.headers.accept?.includes('text/event-stream')) track(response)
    proxy.request(request, response)
  } else if (!isReadablePath(request.url)) {
    response.writeHead(400, { 'Content-Type': 'text/plain' }).end('This address cannot be read.')
  } else {
    compress(request, response, () => void answerWithPage(request, response))
  }
})

server.on('upgrade', (request, socket, head) => {
  if (isGraphqlTarget(request.url)) {
    track(socket)
    proxy.upgrade(request, socket, head)
  } else if (dev) {
    void upgradeForDevelopment(request, socket, head)
  } else {
    socket.destroy()
  }
})

server.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EADDRINUSE') throw error
  console.error(`Port ${webPort} is taken. Set WEB_PORT to another one.`)
  process.exit(1)
})

stopOnSignal(server, streams, () => app.close())

server.listen(webPort, () => {
  console.log(`Courant's pages are at http://localhost:${listeningPort()}`)
  process.send?.({ ready: true })
})

async function answerWithPage(request: IncomingMessage, response: ServerResponse): Promise<void> {
  // Next trusts this header to tell it that its proxy has already run.
  delete request.headers['x-middleware-subrequest']
  addForwardedFor(request)
  // A page that is being developed is reloaded by Next's scripts.
  if (dev) return render(request, response)
  const key = keyOfPage(request)
  const position = key === null ? null : await newestEvent()
  if (key === null || position === null) {
    await makePage(request, response)
    return
  }
  let isMade = false
  const page = await pages.getOrMake(key, position, () => {
    isMade = true
    return makePage(request, response)
  })
  if (page && !isMade) sendPage(response, page)
}

/** Renders a page and sends it. Null where it is not one that others may be sent as well. */
function makePage(request: IncomingMessage, response: ServerResponse): Promise<Page | null> {
  const origin = `http://127.0.0.1:${listeningPort()}`
  return new Promise((resolve, reject) => {
    response.once('close', () => resolve(null))
    finishDocument(response, async (document) => {
      const html = await finishPage(request, response, document, origin)
      const isFound = response.statusCode === 200
      resolve(isFound ? { headers: { ...response.getHeaders() }, html } : null)
      return html
    })
    render(request, response).catch(reject)
  })
}

async function render(request: IncomingMessage, response: ServerResponse): Promise<void> {
  await withResponse(response, () => renderPage(request, response))
}

function listeningPort(): number {
  const address = server.address()
  return typeof address === 'object' && address ? address.port : webPort
}

function track(stream: Destroyable & NodeJS.EventEmitter): void {
  streams.add(stream)
  stream.once('close', () => streams.delete(stream))
}

function readSettings() {
  try {
    return env()
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    process.exit(1)
  }
}
