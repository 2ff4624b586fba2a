import type { RequestListener } from 'node:http'

import { afterEach, describe, expect, test } from 'vitest'

import { serve as serveHttp } from '../http-server.fixture.ts'
import type { FetchOptions } from './guarded.ts'
import { postForm, postJson } from './post.ts'

const stops: (() => void)[] = []
afterEach(() => stops.splice(0).forEach((stop) => stop()))

async function serve(listener: RequestListener) {
  const server = await serveHttp(listener)
  stops.push(server.close)
  return server
}

async function postTo(listener: RequestListener, options: FetchOptions = {}) {
  const { url, host } = await serve(listener)
  return postForm(url, { a: 'b' }, { allowPrivateHosts: [host], ...options })
}

describe('posting a form', () => {
  test('sends its fields, and says who we are', async () => {
    const { url, host, requests } = await serve((_request, response) =>
      response.writeHead(202).end(),
    )
    const contact = 'https://news.example/about'
    await postForm(url, { 'a.b': 'ä & 1', c: '' }, { allowPrivateHosts: [host], contact })
    expect(requests[0]?.form).toEqual({ 'a.b': 'ä & 1', c: '' })
    expect(requests[0]?.request.headers).toMatchObject({
      'content-type': 'application/x-www-form-urlencoded',
      'user-agent': 'Courant/1 (+https://news.example/about)',
    })
  })

  test.each([200, 202, 204])('is done at %i', async (status) => {
    const posting = postTo((_request, response) => response.writeHead(status).end())
    await expect(posting).resolves.toBeUndefined()
  })

  test.each([301, 302, 307, 308])('follows %i with the same form', async (status) => {
    const target = await serve((_request, response) => response.writeHead(202).end())
    const from = await serve((_request, response) =>
      response.writeHead(status, { location: target.url }).end(),
    )
    await postForm(from.url, { a: 'b' }, { allowPrivateHosts: [from.host, target.host] })
    expect(target.requests[0]).toMatchObject({ form: { a: 'b' }, request: { method: 'POST' } })
  })

  test('does not follow 303, which asks for something else', async () => {
    const posting = postTo((_request, response) => response.writeHead(303, { location: '/' }).end())
    await expect(posting).rejects.toMatchObject({ code: 'HTTP_STATUS', status: 303 })
  })

  test('gives up on a circle', async () => {
    const posting = postTo((_request, response) => response.writeHead(307, { location: '/' }).end())
    await expect(posting).rejects.toMatchObject({ code: 'TOO_MANY_REDIRECTS' })
  })

  test.each([
    ['the metadata service of clouds', 'http://169.254.169.254/latest/'],
    ['this machine', 'http://127.0.0.1/'],
    ['a database', 'http://localhost:5432/'],
  ])('is not sent to %s, be it by a redirect', async (_what, location) => {
    await expect(postForm(location, {})).rejects.toMatchObject({ code: 'SSRF_BLOCKED' })
    const posting = postTo((_request, response) => response.writeHead(307, { location }).end())
    await expect(posting).rejects.toMatchObject({ code: 'SSRF_BLOCKED' })
  })

  test('opens no connection to a host that is not allowed', async () => {
    const { url, requests } = await serve((_request, response) => response.end())
    await expect(postForm(url, {})).rejects.toMatchObject({ code: 'SSRF_BLOCKED' })
    expect(requests).toEqual([])
  })
})

describe('a refusal', () => {
  const refuse =
    (type: string, body: string | Buffer): RequestListener =>
    (_request, response) =>
      response.writeHead(422, { 'content-type': type }).end(body)

  test('is told in the server’s words', async () => {
    const posting = postTo(refuse('text/plain; charset=utf-8', 'No such\n\u0000 topic.'))
    await expect(posting).rejects.toMatchObject({
      code: 'HTTP_STATUS',
      status: 422,
      message: expect.stringMatching(
        /: the server answered 422 Unprocessable Entity: No such topic\.$/,
      ),
    })
  })

  test.each([
    ['a page', 'text/html', '<p>No'],
    ['nothing', 'text/plain', ''],
    ['a megabyte', 'text/plain', Buffer.alloc(1024 * 1024, 'x')],
  ])('with %s is told by its number', async (_what, type, body) => {
    await expect(postTo(refuse(type, body))).rejects.toMatchObject({
      message: expect.stringMatching(/: the server answered 422 Unprocessable Entity$/),
    })
  })

  test('is cut where it is long', async () => {
    const posting = postTo(refuse('text/plain', 'no '.repeat(1_000)))
    await expect(posting).rejects.toMatchObject({ message: expect.stringMatching(/no…$/) })
  })
})

describe('posting JSON', () => {
  const say = (listener: RequestListener) =>
    serve(listener).then(({ url, host, requests }) => ({
      requests,
      answer: postJson(url, '{"a":1}', { 'webhook-id': 'x' }, { allowPrivateHosts: [host] }),
    }))

  test('sends it with the headers that it is given', async () => {
    const { requests, answer } = await say((_request, response) => response.writeHead(204).end())
    expect(await answer).toEqual({ status: 204, words: null, retryAfter: null })
    expect(requests[0]?.request).toMatchObject({
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'content-length': '7',
        'user-agent': 'Courant/1',
        'webhook-id': 'x',
      },
    })
  })

  test.each([200, 301, 307, 410, 500])('tells of %i as of any other answer', async (status) => {
    const headers = { location: '/elsewhere', 'retry-after': '7', 'content-type': 'text/plain' }
    const { requests, answer } = await say((_request, response) =>
      response.writeHead(status, headers).end('So\n it is.'),
    )
    expect(await answer).toEqual({ status, words: 'So it is.', retryAfter: 7 })
    expect(requests).toHaveLength(1)
  })

  test.each(['http://169.254.169.254/latest/', 'http://127.0.0.1/', 'http://localhost:5432/'])(
    'is not done to %s',
    async (address) => {
      await expect(postJson(address, '{}', {})).rejects.toMatchObject({ code: 'SSRF_BLOCKED' })
    },
  )
})

test('a server that never answers is given up', async () => {
  const posting = postTo(() => {}, { limits: { firstByte: 50 } })
  await expect(posting).rejects.toMatchObject({ code: 'TIMEOUT' })
})

test('a caller who stops is obeyed', async () => {
  const stop = new AbortController()
  const posting = postTo(() => stop.abort(new Error('stopping')), { signal: stop.signal })
  await expect(posting).rejects.toThrow('stopping')
})
