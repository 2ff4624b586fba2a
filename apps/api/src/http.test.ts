import { getIntrospectionQuery } from 'graphql'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { post, startTestApi, type TestApi } from './api.fixture.ts'

let test: TestApi
beforeAll(async () => {
  test = await startTestApi()
})
afterAll(() => test.close())

const sources = '{ sources { slug } }'
const answer = { data: { sources: [{ slug: 'gazette' }] } }
const inAddress = (query: string) => `${test.url}?query=${encodeURIComponent(query)}`

describe('a query', () => {
  it('is answered by POST', async () => {
    const response = await post(test.url, { query: sources })
    expect([response.status, await response.json()]).toMatchObject([200, answer])
  })

  it('is answered by GET', async () => {
    const response = await fetch(inAddress(sources))
    expect([response.status, await response.json()]).toMatchObject([200, answer])
  })

  it('names its operation and takes variables', async () => {
    const query =
      'query A { sources { id } } query B($slug: String) { topic(slug: $slug) { slug } }'
    const response = await post(test.url, {
      query,
      operationName: 'B',
      variables: { slug: 'sport' },
    })
    expect(await response.json()).toMatchObject({ data: { topic: { slug: 'sport' } } })
  })

  it('is answered in the media type that was asked for', async () => {
    const accept = 'application/graphql-response+json'
    const response = await post(test.url, { query: sources }, { accept })
    expect(response.headers.get('content-type')).toContain(accept)
  })

  it('may be GraphiQL asking for the whole schema', async () => {
    const query = getIntrospectionQuery({
      descriptions: true,
      schemaDescription: true,
      inputValueDeprecation: true,
      oneOf: true,
      specifiedByUrl: true,
      directiveIsRepeatable: true,
    })
    const response = await post(test.url, { query })
    expect(response.status).toBe(200)
    expect(await response.json()).not.toHaveProperty('errors')
  })
})

describe('a page of another site', () => {
  const preflight = async (origin: string) =>
    (
      await fetch(test.url, {
        method: 'OPTIONS',
        headers: { origin, 'access-control-request-method': 'POST' },
      })
    ).headers.get('access-control-allow-origin')

  it('may read only when its origin is on the list', async () => {
    expect(await preflight('http://localhost:3000')).toBe('http://localhost:3000')
    expect(await preflight('https://evil.example')).toBeNull()
  })
})

describe('the other addresses', () => {
  it.each([
    ['/health/live', 200, { live: true }],
    ['/health/ready', 200, { ready: true }],
    [
      '/elsewhere',
      404,
      { errors: [expect.objectContaining({ message: 'GraphQL is at /graphql.' })] },
    ],
  ])('%s answers %i', async (path, status, body) => {
    const response = await fetch(`${test.api.url}${path}`)
    expect([response.status, await response.json()]).toEqual([status, body])
  })

  it('/ says where GraphQL is', async () => {
    expect(await (await fetch(test.api.url)).json()).toMatchObject({
      graphql: test.url,
      subscriptions: { webSocket: test.url.replace('http', 'ws') },
    })
  })
})
