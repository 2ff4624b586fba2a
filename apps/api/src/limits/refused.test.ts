import { once } from 'node:events'
import { type IncomingMessage, request } from 'node:http'

import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { post, startTestApi, type TestApi } from '../api.fixture.ts'

let test: TestApi
beforeAll(async () => {
  test = await startTestApi()
})
afterAll(() => test.close())

const sources = '{ sources { slug } }'
const inAddress = (query: string) => `${test.url}?query=${encodeURIComponent(query)}`

const nested = (depth: number) => `{ sources ${'{ a '.repeat(depth)}${'}'.repeat(depth)} }`
const many = (count: number, part: (n: number) => string) =>
  Array.from({ length: count }, (_, n) => part(n)).join(' ')
const fragments = many(30, (n) => `fragment F${n} on Topic { ...F${n + 1} ...F${n + 1} }`)

describe('a request is refused', () => {
  it.each<[string, unknown, string]>([
    ['that is no GraphQL', { query: '{ sources {' }, 'GRAPHQL_PARSE_FAILED'],
    ['for fields that are not there', { query: '{ sauces }' }, 'GRAPHQL_VALIDATION_FAILED'],
    ['without a query', { variables: {} }, 'BAD_REQUEST'],
    ['that is no JSON', '{"query": ', 'BAD_REQUEST'],
    ['that is a batch', [{ query: sources }, { query: sources }], 'BAD_REQUEST'],
    [
      'without a needed variable',
      { query: 'query ($id: ID!) { node(id: $id) { id } }' },
      'BAD_USER_INPUT',
    ],
    [
      'for an operation that it does not hold',
      { query: sources, operationName: 'Other' },
      'OPERATION_RESOLUTION_FAILURE',
    ],
    ['of 5,000 nested braces', { query: nested(5_000) }, 'GRAPHQL_PARSE_FAILED'],
    [
      'of 1,000 tokens',
      { query: `{ ${many(1_000, () => '__typename')} }` },
      'GRAPHQL_PARSE_FAILED',
    ],
    [
      'of 2,000 inline fragments',
      { query: `{ ${'... { '.repeat(2_000)} __typename ${'} '.repeat(2_000)} }` },
      'GRAPHQL_PARSE_FAILED',
    ],
    [
      'that is too deep',
      { query: `{ topics { ${'parent { '.repeat(10)} id ${'} '.repeat(10)} } }` },
      'GRAPHQL_VALIDATION_FAILED',
    ],
    [
      'with introspection that goes round',
      {
        query: `{ __schema { types { ${'fields { type { '.repeat(10)} name ${'} } '.repeat(10)} } } }`,
      },
      'GRAPHQL_VALIDATION_FAILED',
    ],
    [
      'with too many aliases',
      { query: `{ ${many(16, (n) => `a${n}: __typename`)} }` },
      'GRAPHQL_VALIDATION_FAILED',
    ],
    [
      'with too many directives',
      { query: `{ ${many(3, () => `... { ${many(7, () => '__typename @skip(if: false)')} }`)} }` },
      'GRAPHQL_VALIDATION_FAILED',
    ],
    [
      'that repeats a field',
      { query: `{ ${many(11, () => '__typename')} }` },
      'GRAPHQL_VALIDATION_FAILED',
    ],
    [
      'whose fragments go round',
      { query: '{ topics { ...A } } fragment A on Topic { ...B } fragment B on Topic { ...A }' },
      'GRAPHQL_VALIDATION_FAILED',
    ],
    [
      'whose fragments multiply',
      { query: `{ topics { ...F0 } } ${fragments} fragment F30 on Topic { slug }` },
      'GRAPHQL_VALIDATION_FAILED',
    ],
    ['with a NUL in a literal', { query: '{ topic(slug: "a\\u0000") { id } }' }, 'BAD_USER_INPUT'],
    [
      'with a NUL in a variable',
      { query: 'query ($s: String) { topic(slug: $s) { id } }', variables: { s: 'a\u0000' } },
      'BAD_USER_INPUT',
    ],
    [
      'with half a surrogate pair',
      '{"query":"query ($s: String) { topic(slug: $s) { id } }","variables":{"s":"\\ud800"}}',
      'BAD_USER_INPUT',
    ],
    [
      'whose variables nest without end',
      `{"query":"${sources}","variables":{"a":${'['.repeat(20_000)}${']'.repeat(20_000)}}}`,
      'BAD_USER_INPUT',
    ],
    ['for a subscription', { query: 'subscription { articleAdded { cursor } }' }, 'BAD_USER_INPUT'],
  ])('%s', async (_, body, code) => {
    const response = await post(test.url, body)
    expect(response.status).toBe(400)
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code } }] })
  })

  it('whose body is larger than 64 KB', async () => {
    const response = await post(test.url, { query: `${sources} #${' '.repeat(65_536)}` })
    expect(response.status).toBe(413)
    expect(await response.json()).toMatchObject({
      errors: [{ extensions: { code: 'BAD_REQUEST' } }],
    })
  })

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=a'])(
    'that a form on another site could send, as %s',
    async (type) => {
      const response = await post(test.url, { query: sources }, { 'content-type': type })
      expect(response.status).toBe(400)
    },
  )

  it.each<[string, Record<string, string>, number]>([
    [
      'by GET that an image or a link on another site makes',
      { 'sec-fetch-site': 'cross-site' },
      403,
    ],
    ['by GET from a page of a sister site', { 'sec-fetch-site': 'same-site' }, 403],
    ['by GET that a script of another site makes', { origin: 'https://evil.example' }, 403],
    ['but not by GET that somebody typed in', { 'sec-fetch-site': 'none' }, 200],
    ['but not by GET from the web app', { origin: 'http://localhost:3000' }, 200],
  ])('%s', async (_, headers, status) => {
    // As a browser sends them: fetch sets some of these itself.
    const asked = request(inAddress(sources), { headers }).end()
    const [response] = (await once(asked, 'response')) as [IncomingMessage]
    expect(response.resume().statusCode).toBe(status)
  })

  it('by GET for anything but a query', async () => {
    const address = inAddress('subscription { articleAdded { cursor } }')
    expect((await fetch(address)).status).toBe(405)
  })

  it.each([
    ['application/json', 200],
    ['application/graphql-response+json, application/json;q=0.9', 400],
    ['*/*', 400],
  ])('with the status that a client expects that accepts %s', async (accept, status) => {
    expect((await post(test.url, { query: '{ sauces }' }, { accept })).status).toBe(status)
  })
})
