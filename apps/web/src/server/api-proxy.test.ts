import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import type { EventEmitter } from 'node:events'
import { createServer, request as sendRequest } from 'node:http'
import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http'
import { buffer, text } from 'node:stream/consumers'
import { afterEach, describe, expect, it } from 'vitest'

import { createApiProxy, isApiTarget, isGraphqlTarget } from './api-proxy.ts'

const servers: Server[] = []

async function listen(listener: RequestListener): Promise<{ server: Server; port: number }> {
  const server = createServer(listener)
  servers.push(server)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('It has no port.')
  return { server, port: address.port }
}

/** A web server in front of an API, as in production. */
async function serve(api: RequestListener) {
  const upstream = await listen(api)
  const proxy = createApiProxy(`http://127.0.0.1:${upstream.port}`)
  const front = await listen((request, response) => proxy.request(request, response))
  front.server.on('upgrade', (request, socket, head) => proxy.upgrade(request, socket, head))
  return { api: upstream.server, port: front.port }
}

async function get(port: number, headers: Record<string, string> = {}): Promise<IncomingMessage> {
  const outgoing = sendRequest({ port, path: '/graphql?query=x', headers }).end()
  const [answer] = (await once(outgoing, 'response')) as [IncomingMessage]
  return answer
}

/** Unlike `once`, does not mind that it broke off. */
async function closed(stream: EventEmitter): Promise<void> {
  stream.on('error', () => undefined)
  await new Promise<void>((resolve) => {
    stream.on('close', () => resolve())
  })
}

afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections()
    server.close()
  }
})

describe('passing on to the API', () => {
  it('says for whom it asks, behind what the browser says', async () => {
    const { port } = await serve((request, response) => {
      response.end(request.headers['x-forwarded-for'])
    })
    const answer = await text(await get(port, { 'x-forwarded-for': '1.2.3.4' }))
    expect(answer).toMatch(/^1\.2\.3\.4, ?(::ffff:)?127\.0\.0\.1$/)
  })

  it('hands over the address, the body and the host that the browser asked', async () => {
    const { port } = await serve(async (request, response) => {
      const body = await text(request)
      response.end(JSON.stringify([request.url, request.headers.host, body]))
    })
    const url = `http://127.0.0.1:${port}/graphql?a=b`
    const answer = await fetch(url, { method: 'POST', body: '{"query":"x"}' })
    expect(await answer.json()).toEqual(['/graphql?a=b', `127.0.0.1:${port}`, '{"query":"x"}'])
  })

  it('hands over what a hub pushes, to the byte, and what signs it', async () => {
    const pushed = randomBytes(200_000)
    let body: Buffer | undefined
    let signature: unknown
    const { port } = await serve(async (request, response) => {
      signature = request.headers['x-hub-signature']
      body = await buffer(request)
      response.writeHead(202).end()
    })
    const url = `http://127.0.0.1:${port}/websub/token`
    const headers = { 'x-hub-signature': 'sha256=00' }
    const answer = await fetch(url, { method: 'POST', body: pushed, headers })
    expect(answer.status).toBe(202)
    expect(body?.equals(pushed)).toBe(true)
    expect(signature).toBe('sha256=00')
  })

  it('lets each event of a stream through as it comes', async () => {
    let stream: ServerResponse | undefined
    const { port } = await serve((_request, response) => {
      stream = response.writeHead(200, { 'Content-Type': 'text/event-stream' })
      stream.write('data: first\n\n')
    })
    const answer = await get(port)
    expect(String((await once(answer, 'data'))[0])).toBe('data: first\n\n')
    stream?.write('data: second\n\n')
    expect(String((await once(answer, 'data'))[0])).toBe('data: second\n\n')
  })

  it('ends the stream of a reader when the API dies', async () => {
    const { api, port } = await serve((_request, response) => {
      response.writeHead(200, { 'Content-Type': 'text/event-stream' }).write('data: first\n\n')
    })
    const answer = await get(port)
    await once(answer, 'data')
    api.closeAllConnections()
    await closed(answer)
    expect(answer.complete).toBe(false)
  })

  it('lets go of the API when a reader leaves', async () => {
    let stream: ServerResponse | undefined
    const { port } = await serve((_request, response) => {
      stream = response.writeHead(200)
      stream.write('data: first\n\n')
    })
    const answer = await get(port)
    answer.destroy()
    if (stream) await closed(stream)
    expect(stream?.destroyed).toBe(true)
  })

  it('says that the API is gone, and when to come back', async () => {
    const { api, port } = await serve(() => undefined)
    api.close()
    await once(api, 'close')
    const answer = await fetch(`http://127.0.0.1:${port}/graphql`)
    expect(answer.status).toBe(503)
    expect(answer.headers.get('retry-after')).toBe('5')
    expect(await answer.json()).toMatchObject({
      errors: [{ extensions: { code: 'API_UNAVAILABLE' } }],
    })
  })

  it('joins WebSockets', async () => {
    const { api, port } = await serve(() => undefined)
    api.on('upgrade', (_request, socket) => {
      socket.write(
        'HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n',
      )
      socket.pipe(socket)
    })
    const headers = { Connection: 'Upgrade', Upgrade: 'websocket' }
    const outgoing = sendRequest({ port, path: '/graphql', headers }).end()
    const [, socket] = await once(outgoing, 'upgrade')
    socket.write('there and back')
    expect(String((await once(socket, 'data'))[0])).toBe('there and back')
    socket.destroy()
  })
})

it.each([
  ['/graphql', true],
  ['/graphql?query=x', true],
  ['/graphql/x', false],
  ['/graphqls', false],
  ['/', false],
  [undefined, false],
])('%s is the endpoint: %s', (target, expected) => {
  expect(isGraphqlTarget(target)).toBe(expected)
})

it.each([
  ['/websub/token', true],
  ['/websub/token?hub.mode=subscribe', true],
  ['/websub', false],
  ['/websubs/token', false],
  ['/', false],
  ['/graphql?query=x', true],
  ['/opml', true],
  ['/feeds/articles.rss?actor=nato', true],
  ['/feeds', false],
  ['/sitemap.xml', true],
  ['/sitemaps/2026-01-31.xml', true],
  ['/opml?a=b', true],
  ['/opml/', false],
  ['/opmls', false],
  ['/sources', false],
  [undefined, false],
])('%s is answered by the API: %s', (target, expected) => {
  expect(isApiTarget(target)).toBe(expected)
})
