import { once } from 'node:events'
import { createServer } from 'node:http'
import type { RequestListener, Server, ServerResponse } from 'node:http'
import { afterEach, describe, expect, it } from 'vitest'

import { finishDocument } from './document-answer.ts'

let server: Server | undefined

afterEach(() => {
  server?.closeAllConnections()
  server?.close()
})

/** The address of a server whose documents are finished in this way. */
async function serve(
  answer: RequestListener,
  finish: (html: string, response: ServerResponse) => Promise<string> | string,
): Promise<string> {
  server = createServer((request, response) => {
    finishDocument(response, (html) => finish(html, response))
    answer(request, response)
  }).listen(0)
  await once(server, 'listening')
  return `http://localhost:${(server.address() as { port: number }).port}`
}

const html = { 'Content-Type': 'text/html; charset=utf-8' }

describe('finishing a document', () => {
  it('is given all that was written, also a letter that two writes share', async () => {
    const bytes = Buffer.from('<p>Äpfel</p>')
    const url = await serve(
      (_request, response) => {
        response.setHeaders(new Headers(html))
        response.flushHeaders()
        response.write(bytes.subarray(0, 4))
        response.write(bytes.subarray(4))
        response.end('<p>end</p>')
      },
      (document) => document.toUpperCase(),
    )
    const answer = await fetch(url)
    expect(await answer.text()).toBe('<P>ÄPFEL</P><P>END</P>')
    expect(answer.headers.get('content-length')).toBe('23')
  })

  it('may change the status and the headers', async () => {
    const url = await serve(
      (_request, response) => response.setHeaders(new Headers(html)).end('<p>a</p>'),
      async (document, response) => {
        response.statusCode = 418
        response.setHeader('X-Kind', 'teapot')
        return document
      },
    )
    const answer = await fetch(url)
    expect([answer.status, answer.headers.get('x-kind')]).toEqual([418, 'teapot'])
  })

  it('leaves an answer of another kind as it is written', async () => {
    const url = await serve(
      (_request, response) => {
        response.setHeader('Content-Type', 'application/json')
        response.write('{"a":')
        response.end('1}')
      },
      () => 'changed',
    )
    expect(await (await fetch(url)).text()).toBe('{"a":1}')
  })

  it('leaves the head of a document without a body', async () => {
    const url = await serve(
      (_request, response) => response.setHeaders(new Headers(html)).end(),
      () => 'changed',
    )
    const answer = await fetch(url, { method: 'HEAD' })
    expect([answer.status, await answer.text()]).toEqual([200, ''])
  })
})
