import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type ServerResponse,
} from 'node:http'
import type { AddressInfo } from 'node:net'
import { createServer as createTcpServer, type Socket } from 'node:net'
import { deflateSync, gzipSync, brotliCompressSync } from 'node:zlib'

import { afterEach, describe, expect, test, vi } from 'vitest'

import { fetchDocument } from './fetch.ts'
import type { FetchOptions } from './guarded.ts'

const stops: (() => void)[] = []
afterEach(() => stops.splice(0).forEach((stop) => stop()))

/** A real server on a free port; `host` is what an allow-list names. */
async function serve(listener: RequestListener) {
  const requests: IncomingMessage[] = []
  const server = createServer((request, response) => {
    requests.push(request)
    listener(request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  stops.push(() => {
    server.closeAllConnections()
    server.close()
  })
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`
  return { url: `http://${host}/`, host, requests }
}

/** Fetches from a server of our own, which only an allow-list makes reachable. */
async function fetchFrom(listener: RequestListener, options: FetchOptions = {}) {
  const { url, host } = await serve(listener)
  return fetchDocument(url, { allowPrivateHosts: [host], ...options })
}

const redirect = (response: ServerResponse, location: string, status = 302) =>
  response.writeHead(status, { location }).end()

const text = (fetched: Awaited<ReturnType<typeof fetchDocument>>) =>
  fetched.changed ? Buffer.from(fetched.bytes).toString() : null

describe('what comes back', () => {
  test('the bytes, the type and the validators', async () => {
    const fetched = await fetchFrom((_request, response) =>
      response
        .writeHead(200, {
          'content-type': 'application/rss+xml; charset=utf-8',
          etag: '"v1"',
          'last-modified': 'Mon, 02 Jun 2025 10:00:00 GMT',
        })
        .end('<rss/>'),
    )
    expect(fetched).toMatchObject({
      changed: true,
      contentType: 'application/rss+xml; charset=utf-8',
      etag: '"v1"',
      lastModified: 'Mon, 02 Jun 2025 10:00:00 GMT',
    })
    expect(text(fetched)).toBe('<rss/>')
  })

  test('an unchanged document is not sent again', async () => {
    const { url, host, requests } = await serve((_request, response) =>
      response.writeHead(304).end(),
    )
    const fetched = await fetchDocument(url, {
      allowPrivateHosts: [host],
      etag: '"v1"',
      lastModified: 'Mon, 02 Jun 2025 10:00:00 GMT',
    })
    expect(fetched).toMatchObject({ changed: false, url })
    expect(requests[0]?.headers).toMatchObject({
      'if-none-match': '"v1"',
      'if-modified-since': 'Mon, 02 Jun 2025 10:00:00 GMT',
    })
  })

  test('the User-Agent says whom to ask', async () => {
    const { url, host, requests } = await serve((_request, response) => response.end())
    await fetchDocument(url, { allowPrivateHosts: [host], contact: 'https://news.example/about' })
    expect(requests[0]?.headers['user-agent']).toBe('Courant/1 (+https://news.example/about)')
  })

  test.each([
    ['gzip', gzipSync],
    ['br', brotliCompressSync],
    ['deflate', deflateSync],
  ])('a body in %s is decoded', async (encoding, encode) => {
    const fetched = await fetchFrom((_request, response) =>
      response.writeHead(200, { 'content-encoding': encoding }).end(encode('hello')),
    )
    expect(text(fetched)).toBe('hello')
  })

  test('what the server says about the answer', async () => {
    const link = '<https://hub.example/>; rel="hub", <https://gazette.example/feed>; rel="self"'
    const fetched = await fetchFrom((_request, response) =>
      response.writeHead(200, { link, 'cache-control': 'max-age=600' }).end('<rss/>'),
    )
    expect(fetched).toMatchObject({ linkHeader: link, freshFor: 600 })
  })

  test.each<[string, number[], boolean]>([
    ['at the address itself', [410], false],
    ['where it has moved for good', [301, 410], false],
    ['where it is for now', [302, 410], true],
  ])('a document that is gone %s', async (_case, statuses, onDetour) => {
    await expect(
      fetchFrom((request, response) => {
        const step = Number(request.url?.slice(1))
        redirect(response, `/${step + 1}`, statuses[step])
      }),
    ).rejects.toMatchObject({ code: 'HTTP_STATUS', status: 410, onDetour })
  })

  test('a server that wants to be left alone says for how long', async () => {
    await expect(
      fetchFrom((_request, response) => response.writeHead(429, { 'retry-after': '120' }).end()),
    ).rejects.toMatchObject({ code: 'HTTP_STATUS', status: 429, retryAfter: 120 })
  })

  test('an error status is told with its number', async () => {
    await expect(
      fetchFrom((_request, response) => response.writeHead(404).end('gone fishing')),
    ).rejects.toMatchObject({
      code: 'HTTP_STATUS',
      status: 404,
      message: expect.stringMatching(/^http:\/\/127.*: the server answered 404 Not Found$/),
    })
  })
})

describe('private hosts', () => {
  test.each([
    'http://127.0.0.1/',
    'http://127.1/',
    'http://2130706433/',
    'http://0x7f000001/',
    'http://0x7f.1/',
    'http://0177.0.0.1/',
    'http://0/',
    'http://0.0.0.0/',
    'http://１２７.0.0.1/',
    'http://①②⑦.0.0.1/',
    'http://127。0。0。1/',
    'http://localhost/',
    'http://LOCALHOST/',
    'http://[::1]/',
    'http://[::]/',
    'http://[::ffff:127.0.0.1]/',
    'http://[::ffff:7f00:1]/',
    'http://[::127.0.0.1]/',
    'http://[64:ff9b::127.0.0.1]/',
    'http://10.0.0.1/',
    'http://192.168.1.1/',
    'http://169.254.169.254/latest/meta-data/',
    'http://168.63.129.16/',
    'https://127.0.0.1/',
    'http://127.0.0.1:5432/',
  ])('%s is not fetched', async (address) => {
    await expect(fetchDocument(address)).rejects.toMatchObject({ code: 'SSRF_BLOCKED' })
  })

  test('the server behind a refused address never hears of it', async () => {
    const { url, requests } = await serve((_request, response) => response.end('secret'))
    await expect(fetchDocument(url)).rejects.toMatchObject({ code: 'SSRF_BLOCKED' })
    expect(requests).toHaveLength(0)
  })

  test('an allowed host does not allow its neighbour', async () => {
    const neighbour = await serve((_request, response) => response.end('secret'))
    const allowed = await serve((_request, response) => response.end())
    await expect(
      fetchDocument(neighbour.url, { allowPrivateHosts: [allowed.host] }),
    ).rejects.toMatchObject({ code: 'SSRF_BLOCKED' })
    expect(neighbour.requests).toHaveLength(0)
  })

  test('proxies of the environment are not used', async () => {
    const proxy = await serve((_request, response) => response.end('from the proxy'))
    process.env['http_proxy'] = process.env['HTTP_PROXY'] = proxy.url
    try {
      const fetched = await fetchFrom((_request, response) => response.end('from the server'))
      expect(text(fetched)).toBe('from the server')
      expect(proxy.requests).toHaveLength(0)
    } finally {
      delete process.env['http_proxy']
      delete process.env['HTTP_PROXY']
    }
  })
})

describe('redirects', () => {
  test.each<[string, number[], string]>([
    ['for now, and the address stays', [302], ''],
    ['for good, and the address is the new one', [301], '1'],
    ['for good twice', [308, 301], '2'],
    ['for good and then for now', [301, 307], '1'],
    ['for now and then for good', [302, 301], ''],
  ])('are followed %s', async (_case, statuses, last) => {
    const { url, host } = await serve((request, response) => {
      const step = Number(request.url?.slice(1))
      const status = statuses[step]
      if (status) redirect(response, `/${step + 1}`, status)
      else response.end('moved')
    })
    const fetched = await fetchDocument(url, { allowPrivateHosts: [host] })
    expect(fetched).toMatchObject({
      changed: true,
      requestedUrl: url,
      url: `${url}${last}`,
      finalUrl: `${url}${statuses.length}`,
    })
    expect(text(fetched)).toBe('moved')
  })

  /** Redirects `length` times in a row, then answers. */
  const detour =
    (length: number): RequestListener =>
    (request, response) => {
      const step = Number(request.url?.slice(1))
      if (step < length) redirect(response, `/${step + 1}`)
      else response.end('arrived')
    }

  test('five in a row are followed', async () => {
    expect(text(await fetchFrom(detour(5)))).toBe('arrived')
  })

  test('six in a row are not', async () => {
    await expect(fetchFrom(detour(6))).rejects.toMatchObject({ code: 'TOO_MANY_REDIRECTS' })
  })

  test('a loop ends', async () => {
    await expect(fetchFrom((_request, response) => redirect(response, '/'))).rejects.toMatchObject({
      code: 'TOO_MANY_REDIRECTS',
    })
  })

  test.each([
    ['to a private host', 'http://127.0.0.1/', 'SSRF_BLOCKED'],
    ['to a private host by name', 'http://localhost/', 'SSRF_BLOCKED'],
    ['to another service', 'http://example.org:25/', 'SSRF_BLOCKED'],
    ['to a file', 'file:///etc/passwd', 'BAD_ADDRESS'],
    ['to an address with a password', 'http://user:secret@example.org/', 'BAD_ADDRESS'],
  ])('%s are refused', async (_case, location, code) => {
    await expect(
      fetchFrom((_request, response) => redirect(response, location)),
    ).rejects.toMatchObject({ code })
  })

  test('each server is asked for by name before it is asked, and can be refused', async () => {
    const second = await serve((_request, response) => response.end('second'))
    const first = await serve((_request, response) => redirect(response, second.url))
    const allowPrivateHosts = [first.host, second.host]
    const entered: string[] = []
    await fetchDocument(first.url, {
      allowPrivateHosts,
      enterHost: async (host) => void entered.push(host),
    })
    expect(entered).toEqual([first.host, second.host])

    const busy = new Error('somebody else asks it')
    const enterHost = async (host: string) => {
      if (host === second.host) throw busy
    }
    await expect(fetchDocument(first.url, { allowPrivateHosts, enterHost })).rejects.toBe(busy)
    expect(second.requests).toHaveLength(1)
  })

  test('nothing a first server said is carried to the second', async () => {
    const second = await serve((_request, response) => response.end())
    const first = await serve((_request, response) => {
      response.setHeader('set-cookie', 'session=1')
      redirect(response, second.url)
    })
    await fetchDocument(first.url, { allowPrivateHosts: [first.host, second.host] })
    const sent = Object.keys(second.requests[0]?.headers ?? {})
    expect(sent).toContain('user-agent')
    expect(sent).not.toContain('cookie')
    expect(sent).not.toContain('referer')
    expect(sent).not.toContain('authorization')
  })
})

describe('limits', () => {
  const limits = { connect: 300, firstByte: 300, total: 600, bytes: 10_000, redirects: 5 }

  /** Sends a piece again and again until it is hung up on. */
  const drip =
    (piece: string, every: number): RequestListener =>
    (_request, response) => {
      const timer = setInterval(() => response.write(piece), every)
      response.on('close', () => clearInterval(timer))
    }

  test('a body over the limit is refused', async () => {
    await expect(
      fetchFrom((_request, response) => response.end('x'.repeat(10_001)), { limits }),
    ).rejects.toMatchObject({ code: 'TOO_LARGE' })
  })

  test('a body at the limit is taken', async () => {
    const fetched = await fetchFrom((_request, response) => response.end('x'.repeat(10_000)), {
      limits,
    })
    expect(text(fetched)).toHaveLength(10_000)
  })

  test('a small body that unpacks to a giant one is refused', async () => {
    const bomb = gzipSync(Buffer.alloc(50 * 1024 * 1024))
    await expect(
      fetchFrom((_request, response) =>
        response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb),
      ),
    ).rejects.toMatchObject({ code: 'TOO_LARGE' })
  })

  test('a body packed twice is refused', async () => {
    await expect(
      fetchFrom((_request, response) =>
        response
          .writeHead(200, { 'content-encoding': 'gzip, gzip' })
          .end(gzipSync(gzipSync('hello'))),
      ),
    ).rejects.toMatchObject({ code: 'BAD_RESPONSE' })
  })

  test('a server that never answers is given up', async () => {
    await expect(fetchFrom(() => {}, { limits })).rejects.toMatchObject({ code: 'TIMEOUT' })
  })

  test('a body that stalls is given up', async () => {
    await expect(
      fetchFrom((_request, response) => void response.write('half of'), { limits }),
    ).rejects.toMatchObject({ code: 'TIMEOUT' })
  })

  test('a body that trickles for ever is given up', async () => {
    await expect(fetchFrom(drip('.', 50), { limits })).rejects.toMatchObject({
      code: 'TIMEOUT',
      message: expect.stringContaining('0.6 s'),
    })
  })

  test('a body that trickles is given up before its time is over', async () => {
    await expect(
      fetchFrom(drip('.', 50), { limits: { rate: 1_024, rateAfter: 200 } }),
    ).rejects.toMatchObject({
      code: 'TIMEOUT',
      message: expect.stringMatching(/slower than 1024 bytes a second/),
    })
  })

  test('a body that flows is read to its end', async () => {
    const fetched = await fetchFrom(
      (_request, response) => {
        let left = 20
        const timer = setInterval(() => {
          response.write('x'.repeat(500))
          left -= 1
          if (left === 0) response.end(() => clearInterval(timer))
        }, 20)
        response.on('close', () => clearInterval(timer))
      },
      { limits: { rate: 1_024, rateAfter: 100 } },
    )
    expect(text(fetched)).toHaveLength(10_000)
  })

  test('redirects do not restart the clock', async () => {
    await expect(
      fetchFrom((_request, response) => void setTimeout(() => redirect(response, '/again'), 200), {
        limits,
      }),
    ).rejects.toMatchObject({ code: 'TIMEOUT' })
  })
})

describe('broken servers', () => {
  /** A server that answers each connection with what it likes, HTTP or not. */
  async function serveTcp(listener: (socket: Socket) => void) {
    const open = new Set<Socket>()
    const server = createTcpServer((socket) => {
      open.add(socket.on('error', () => {}).on('close', () => open.delete(socket)))
      listener(socket)
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    stops.push(() => {
      for (const socket of open) socket.destroy()
      server.close()
    })
    const host = `127.0.0.1:${(server.address() as AddressInfo).port}`
    return { url: `http://${host}/`, host, open }
  }

  test.each<[string, (socket: Socket) => void, string]>([
    [
      'headers that trickle for ever',
      (socket) => {
        socket.write('HTTP/1.1 200 OK\r\n')
        const timer = setInterval(() => socket.write('x: y\r\n'), 50)
        socket.on('close', () => clearInterval(timer))
      },
      'TIMEOUT',
    ],
    [
      'headers without end',
      (socket) => {
        socket.write('HTTP/1.1 200 OK\r\n')
        const timer = setInterval(() => socket.write(`x: ${'y'.repeat(10_000)}\r\n`), 1)
        socket.on('close', () => clearInterval(timer))
      },
      'BAD_RESPONSE',
    ],
    ['a connection reset at once', (socket) => socket.resetAndDestroy(), 'BAD_RESPONSE'],
    [
      'a connection reset in the middle',
      (socket) => {
        socket.write('HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nhalf', () =>
          setTimeout(() => socket.resetAndDestroy(), 50),
        )
      },
      'BAD_RESPONSE',
    ],
  ])('%s', async (_case, listener, code) => {
    const { url, host } = await serveTcp((socket) => {
      socket.once('data', () => listener(socket))
    })
    const limits = { firstByte: 2_000, total: 3_000 }
    await expect(fetchDocument(url, { allowPrivateHosts: [host], limits })).rejects.toMatchObject({
      code,
    })
  })

  test('no connection is left open, neither after an answer nor after giving up', async () => {
    const { url, host, open } = await serveTcp((socket) => {
      socket.once('data', () =>
        socket.write('HTTP/1.1 200 OK\r\ncontent-length: 2\r\nconnection: keep-alive\r\n\r\nok'),
      )
    })
    const allowPrivateHosts = [host]
    await fetchDocument(url, { allowPrivateHosts })
    await vi.waitFor(() => expect(open.size).toBe(0), 10_000)
    await expect(
      fetchDocument(url, { allowPrivateHosts, limits: { bytes: 1 } }),
    ).rejects.toMatchObject({ code: 'TOO_LARGE' })
    await vi.waitFor(() => expect(open.size).toBe(0), 10_000)
  })

  test('nobody listens', async () => {
    await expect(
      fetchDocument('http://127.0.0.1:1/', { allowPrivateHosts: ['127.0.0.1'] }),
    ).rejects.toMatchObject({ code: 'UNREACHABLE' })
  })

  test('a name that does not exist', async () => {
    await expect(fetchDocument('http://courant.invalid/')).rejects.toMatchObject({
      code: 'UNREACHABLE',
      message: 'http://courant.invalid/: no such host: courant.invalid',
    })
  })

  test.each([
    ['no HTTP', 'SSH-2.0-OpenSSH_9.2\r\n'],
    ['a body cut short', 'HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nhalf of it'],
    ['broken gzip', 'HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\nconnection: close\r\n\r\nhello'],
  ])('%s', async (_case, bytes) => {
    const { url, host } = await serveTcp((socket) => socket.end(bytes))
    await expect(fetchDocument(url, { allowPrivateHosts: [host] })).rejects.toMatchObject({
      code: 'BAD_RESPONSE',
    })
  })

  test('the caller can give up, and is told its own reason', async () => {
    const reason = new Error('shutting down')
    await expect(fetchFrom(() => {}, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason)
  })
})
