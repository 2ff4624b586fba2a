import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { post, startTestApi, startTestServer, type TestApi } from '../api.fixture.ts'
import type { Api } from '../server.ts'

let test: TestApi
beforeAll(async () => {
  test = await startTestApi()
})
afterAll(() => test.close())

const repeat = (count: number, part: (n: number) => string) =>
  Array.from({ length: count }, (_, n) => part(n)).join(' ')

interface Answer {
  data?: Record<string, unknown> | null
  errors?: { message: string; extensions: Record<string, unknown> }[]
}

async function ask(body: unknown): Promise<Answer> {
  return (await (await post(test.url, body)).json()) as Answer
}

/** What the security audit graphql-cop looks for. */
describe('an audit finds', () => {
  it.each([
    ['no alias overloading', `{ ${repeat(101, (n) => `alias${n}: __typename`)} }`],
    ['no field duplication', `{ ${repeat(500, () => '__typename')} }`],
    ['no directive overloading', `{ __typename ${repeat(100, () => '@skip(if: false)')} }`],
    [
      'no circular fragments',
      `{ __schema { ...A } } fragment A on __Schema { __typename ...B } fragment B on __Schema { ...A }`,
    ],
    [
      'no circular introspection',
      '{ __schema { types { fields { type { fields { type { fields { type { fields { type { name } } } } } } } } } } }',
    ],
  ])('%s', async (_, query) => {
    const { data, errors } = await ask({ query })
    expect({ data, codes: errors?.map(({ extensions }) => extensions['code']) }).toEqual({
      data: undefined,
      codes: expect.arrayContaining(['GRAPHQL_VALIDATION_FAILED']),
    })
  })

  it('no error for each of many unknown directives', async () => {
    const { errors } = await ask({ query: `{ __typename ${repeat(10, () => '@aa')} }` })
    expect(errors).toHaveLength(5)
  })

  it('no batching', async () => {
    const { data, errors } = await ask(
      Array.from({ length: 10 }, () => ({ query: '{ __typename }' })),
    )
    expect({ data, errors }).toMatchObject({ data: undefined, errors: [{}] })
  })

  it('no mutation by GET', async () => {
    const response = await fetch(`${test.url}?query=${encodeURIComponent('mutation {__typename}')}`)
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'POST'])
  })

  it('no query by GET that a page of another site can make', async () => {
    const response = await fetch(`${test.url}?query=${encodeURIComponent('{__typename}')}`, {
      headers: { origin: 'https://evil.example' },
    })
    expect(response.status).toBe(403)
    expect(response.headers.get('access-control-allow-origin')).toBeNull()
  })

  it.each(['application/x-www-form-urlencoded', 'text/plain'])(
    'no query by POST as %s, which a form of another site can make',
    async (type) => {
      const body = new URLSearchParams({ query: '{__typename}' }).toString()
      const response = await post(`${test.url}?${body}`, body, { 'content-type': type })
      expect(await response.json()).not.toHaveProperty('data')
    },
  )

  it('no tracing and no stack traces', async () => {
    const answers = [
      await ask({ query: '{ __typename }' }),
      await ask({ query: 'qwerty cop { abc }' }),
      await ask({ query: '{ sauces }' }),
    ]
    expect(JSON.stringify(answers)).not.toMatch(/tracing|stacktrace|exception|node_modules/i)
  })

  it.each(['/graphiql', '/playground', '/console', '/graphql'])(
    'no page of an IDE at %s',
    async (path) => {
      const response = await fetch(`${test.api.url}${path}`, { headers: { accept: 'text/html' } })
      expect(response.headers.get('content-type')).toContain('application/json')
      expect(await response.text()).not.toMatch(/graphiql|playground/i)
    },
  )
})

describe('where introspection is off, an audit finds', () => {
  let closed: Api
  beforeAll(async () => {
    closed = await startTestServer(test.databaseUrl, [], { INTROSPECTION: 'off' })
  })
  afterAll(() => closed.stop())

  it.each(['application/json', 'text/event-stream'])('none, as %s', async (accept) => {
    const query = '{ __schema { types { name } } }'
    const response = await post(`${closed.url}/graphql`, { query }, { accept })
    const text = await response.text()
    expect(text).toContain('GRAPHQL_VALIDATION_FAILED')
    expect(text).not.toContain('"types":')
  })

  it.each(['application/json', 'text/event-stream'])(
    'no field suggestions, as %s',
    async (accept) => {
      const query = '{ __schema { directive } sourses { slug } }'
      const text = await (await post(`${closed.url}/graphql`, { query }, { accept })).text()
      expect(text).toContain('Cannot query field')
      expect(text).not.toContain('Did you mean')
    },
  )
})
