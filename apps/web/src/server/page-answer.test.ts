import { once } from 'node:events'
import { createServer } from 'node:http'
import type { RequestListener, Server } from 'node:http'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

import { finishDocument } from './document-answer.ts'
import { finishPage } from './page-answer.ts'

let server: Server
let origin: string
/** What Next would answer. */
let pages: RequestListener

beforeEach(async () => {
  server = createServer((request, response) => {
    finishDocument(response, (html) => finishPage(request, response, html, origin))
    response.setHeader('Content-Type', 'text/html; charset=utf-8')
    response.setHeader('Cache-Control', 'private, no-cache, no-store, max-age=0, must-revalidate')
    pages(request, response)
  }).listen(0)
  await once(server, 'listening')
  origin = `http://localhost:${(server.address() as { port: number }).port}`
})

afterEach(() => {
  server.closeAllConnections()
  server.close()
})

const page = '<p>a</p><script src="/_next/static/1.js"></script>'

describe('a page', () => {
  beforeEach(() => {
    pages = (_request, response) => response.end(page)
  })

  it.each([
    ['/articles/1', '<p>a</p>'],
    ['/playground?x', page],
  ])('at %s goes out as %s', async (path, expected) => {
    expect(await (await fetch(origin + path)).text()).toBe(expected)
  })

  it.each([
    ['nobody in particular', '', 'private, no-cache'],
    ['somebody', 'courant-session=abc', expect.stringContaining('no-store')],
    ['somebody, over TLS', 'a=b; __Host-courant-session=abc', expect.stringContaining('no-store')],
  ])('of %s may be kept so: %s', async (_who, cookie, expected) => {
    const answer = await fetch(origin, { headers: { Cookie: cookie } })
    expect(answer.headers.get('cache-control')).toEqual(expected)
  })
})

describe('a page that failed', () => {
  it('is replaced by the one that says so, in the language of its reader', async () => {
    pages = ({ url, headers }, response) => {
      response.statusCode = url?.startsWith('/fault') ? 200 : 500
      response.end(`<p>${url} ${headers['accept-language']} ${headers.cookie}</p>`)
    }
    const answer = await fetch(`${origin}/articles/1?a=b`, {
      headers: { 'Accept-Language': 'de', Cookie: 'theme=dark' },
    })
    expect(answer.status).toBe(500)
    expect(await answer.text()).toBe('<p>/fault?page=%2Farticles%2F1%3Fa%3Db de theme=dark</p>')
  })

  it('is replaced by a sentence where that one fails too', async () => {
    const noted = vi.spyOn(console, 'error').mockReturnValue()
    pages = (_request, response) => {
      response.statusCode = 500
      response.end('<p>never seen</p>')
    }
    const answer = await fetch(origin)
    expect(answer.status).toBe(500)
    expect(answer.headers.get('content-type')).toBe('text/plain; charset=utf-8')
    expect(await answer.text()).toBe('Something went wrong on our side.')
    expect(noted).toHaveBeenCalled()
    noted.mockRestore()
  })
})

it('a page that is left to the client of Next to say that it is not there says so', async () => {
  pages = ({ url }, response) => {
    response.statusCode = 404
    response.end(url === '/missing' ? '<p>gone</p>' : '<html id="__next_error__"></html>')
  }
  const answer = await fetch(`${origin}/articles/1`)
  expect(answer.status).toBe(404)
  expect(await answer.text()).toBe('<p>gone</p>')
})
