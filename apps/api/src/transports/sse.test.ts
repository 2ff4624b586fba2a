import { once } from 'node:events'
import { get, type IncomingMessage } from 'node:http'

import { createClient } from 'graphql-sse'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { post, startTestApi, startTestServer, type TestApi } from '../api.fixture.ts'
import { articleAdded, liveCursor, readSubscription } from '../live.fixture.ts'

let test: TestApi
beforeAll(async () => {
  test = await startTestApi()
})
afterAll(() => test.close())

const now = () => liveCursor(test)
const accept = 'text/event-stream'

function addressOf(parameters: { query: string; variables?: object }, url = test.url): string {
  const variables = JSON.stringify(parameters.variables ?? {})
  return `${url}?${new URLSearchParams({ query: parameters.query, variables }).toString()}`
}

/** What a browser's EventSource does. */
async function openEvents(address: string): Promise<IncomingMessage> {
  const [response] = (await once(get(address, { headers: { accept } }), 'response')) as [
    IncomingMessage,
  ]
  return response.setEncoding('utf8')
}

async function hearUntil(response: IncomingMessage, end: string): Promise<string> {
  let heard = ''
  for await (const chunk of response.iterator({ destroyOnReturn: false })) {
    heard += String(chunk)
    if (heard.includes(end)) return heard
  }
  return heard
}

describe('over server-sent events', () => {
  it('new articles arrive, as the graphql-sse client reads them', async () => {
    const client = createClient({ url: test.url, retryAttempts: 0 })
    const variables = { after: await now() }
    const subscription = readSubscription(client.iterate({ query: articleAdded, variables }))
    await test.save({ headline: 'First' })
    await test.save({ headline: 'Second' })
    expect(await subscription.headlines(2)).toEqual(['First', 'Second'])
    await subscription.close()
    client.dispose()
  })

  it("new articles arrive by GET, which is all a browser's EventSource can do", async () => {
    const query = `subscription ($after: String) { articleAdded(after: $after) { article { headline } } }`
    const response = await openEvents(addressOf({ query, variables: { after: await now() } }))
    expect(response.statusCode).toBe(200)
    expect(response.headers['content-type']).toBe('text/event-stream; charset=utf-8')
    await test.save({ headline: 'Two\nlines' })
    expect(await hearUntil(response, 'lines')).toBe(
      ':\n\nevent: next\ndata: {"data":{"articleAdded":{"article":{"headline":"Two\\nlines"}}}}\n\n',
    )
    response.destroy()
  })

  it('a query is answered and completed', async () => {
    const response = await post(test.url, { query: '{ sources { slug } }' }, { accept })
    const [, data = ''] =
      /^:\n\nevent: next\ndata: (.*)\n\nevent: complete\ndata:\n\n$/.exec(await response.text()) ??
      []
    expect(JSON.parse(data)).toMatchObject({ data: { sources: [{ slug: 'gazette' }] } })
  })

  it.each([
    ['{', 'GRAPHQL_PARSE_FAILED'],
    ['{ sauces }', 'GRAPHQL_VALIDATION_FAILED'],
    ['subscription { articleAdded(after: "forged") { cursor } }', 'BAD_CURSOR'],
  ])('%s is told what is wrong with it', async (query, code) => {
    const text = await (await post(test.url, { query }, { accept })).text()
    const [, data = ''] = /data: (.*)/.exec(text) ?? []
    expect(JSON.parse(data)).toMatchObject({ errors: [{ extensions: { code } }] })
    expect(text).toContain('event: complete')
  })

  it.each<[string, string, RequestInit, number]>([
    ['without a query', '', {}, 400],
    ['whose variables are no JSON', '?query={a}&variables={', {}, 400],
    ['by another method', '', { method: 'PUT' }, 405],
    ['that a form on another site could send', '', { method: 'POST', body: 'query={a}' }, 415],
  ])('a request %s is refused', async (_, search, init, status) => {
    const response = await fetch(`${test.url}${search}`, { ...init, headers: { accept } })
    expect(response.status).toBe(status)
    expect(await response.json()).toMatchObject({
      errors: [{ extensions: { code: 'BAD_REQUEST' } }],
    })
  })

  it('a stream ends without "complete" when the server stops, so that its reader connects again', async () => {
    const server = await startTestServer(test.databaseUrl)
    const query = 'subscription { articleAdded { cursor } }'
    const response = await openEvents(addressOf({ query }, `${server.url}/graphql`))
    const heard = hearUntil(response, 'complete')
    await server.stop()
    expect(await heard).toBe(':\n\n')
  })
})
