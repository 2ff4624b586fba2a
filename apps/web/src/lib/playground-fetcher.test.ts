import { once } from 'node:events'
import { createServer } from 'node:http'
import type { RequestListener, Server } from 'node:http'
import { json } from 'node:stream/consumers'
import { isAsyncIterable } from '@graphiql/toolkit'
import { parse } from 'graphql'
import { afterEach, describe, expect, it } from 'vitest'

import { createPlaygroundFetcher, operationToRun } from './playground-fetcher.ts'

describe('the operation to run', () => {
  it.each([
    ['is the chosen one', '{ a } query B { b } query C { c }', 'C', 'C'],
    ['is the first where none is chosen', 'query B { b } query C { c }', undefined, 'B'],
    ['is the first where the chosen one is of another tab', 'query B { b }', 'Other', 'B'],
    ['is found behind fragments', 'fragment F on Query { b } query B { ...F }', 'F', 'B'],
    ['has no name where the text gives none', '{ b }', 'Other', undefined],
    ['is none where there are fragments only', 'fragment F on Query { b }', 'Other', undefined],
  ])('%s', (_sentence, text, chosen, expected) => {
    expect(operationToRun(parse(text), chosen)).toBe(expected)
  })
})

describe('the fetcher', () => {
  let server: Server

  async function fetcherOf(listener: RequestListener) {
    server = createServer(listener).listen(0, '127.0.0.1')
    await once(server, 'listening')
    const { port } = server.address() as { port: number }
    return createPlaygroundFetcher({ url: `http://127.0.0.1:${port}/graphql`, fetch })
  }

  afterEach(() => {
    server.closeAllConnections()
    server.close()
  })

  const respond = (response: Parameters<RequestListener>[1], body: unknown) =>
    response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(body))

  it('names the operation of the text, whatever the editor still thinks of', async () => {
    const fetcher = await fetcherOf(async (request, response) => {
      respond(response, { data: await json(request) })
    })
    const answers = await fetcher(
      { query: 'query New { a }', operationName: 'Old' },
      { documentAST: parse('subscription Old { b }') },
    )
    expect(await all(answers)).toEqual([
      { data: { query: 'query New { a }', operationName: 'New' } },
    ])
  })

  it('passes on a text that is no GraphQL, for the API to complain', async () => {
    const fetcher = await fetcherOf(async (request, response) => {
      respond(response, { data: await json(request) })
    })
    const answers = await fetcher({ query: '{ a', operationName: 'Old' })
    expect(await all(answers)).toEqual([{ data: { query: '{ a' } }])
  })

  it('says nothing more once it is stopped, although an answer comes', async () => {
    const fetcher = await fetcherOf((_request, response) => {
      server.once('stopped', () => respond(response, { data: 'late' }))
      server.emit('asked')
    })
    const answers = await fetcher({ query: '{ a }' })
    if (!isAsyncIterable(answers)) throw new Error('It is no stream.')
    const iterator = answers[Symbol.asyncIterator]()
    const asked = once(server, 'asked')
    const next = iterator.next()
    await asked
    await iterator.return?.()
    server.emit('stopped')
    expect(await next).toEqual({ done: true, value: undefined })
  })
})

async function all(answers: unknown): Promise<unknown[]> {
  if (!isAsyncIterable(answers)) throw new Error('It is no stream.')
  const results: unknown[] = []
  for await (const result of answers) results.push(result)
  return results
}
