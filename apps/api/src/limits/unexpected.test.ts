import { createApiKey } from '@courant/feed'
import { ApiKeyScope } from '@courant/prisma'
import {
  getNamedType,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputType,
  isCompositeType,
  isInputObjectType,
  isListType,
  isNonNullType,
} from 'graphql'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { bearing, post, startTestApi, type TestApi } from '../api.fixture.ts'
import { createSchema } from '../schema.ts'

const schema = createSchema()
let test: TestApi
let key: string
beforeAll(async () => {
  test = await startTestApi()
  await test.save()
  key = (await createApiKey(test.db, { name: 'all', scopes: Object.values(ApiKeyScope) })).key
})
afterAll(() => test.close())

/** What nobody means, of every kind that JSON has. */
const values: unknown[] = [
  null,
  true,
  -1,
  0,
  1.5,
  2_147_483_648,
  1e308,
  '',
  ' ',
  "' OR 1=1 --",
  '\u0000',
  '\u202e%_\\',
  '👩‍👩‍👧'.repeat(500),
  'x'.repeat(20_000),
  'bm9kZQ==',
  '00000000-0000-0000-0000-000000000000',
  '275760-09-13T00:00:00.001Z',
  '-271821-04-20T00:00:00Z',
  'https://',
  [],
  [null],
  {},
  { __proto__: null, constructor: 1 },
]

/** What an argument of this type may be given: any of these, and any of these in each field of an input. */
function unexpected(type: GraphQLInputType, depth = 0): unknown[] {
  if (isNonNullType(type)) return unexpected(type.ofType, depth)
  if (isListType(type)) {
    const inner: GraphQLInputType = type.ofType
    return [...values, ...unexpected(inner, depth).map((value) => [value])]
  }
  if (!isInputObjectType(type) || depth > 1) return values
  const fields = Object.values(type.getFields())
  const needed = fields.filter((field) => isNonNullType(field.type))
  const plain = Object.fromEntries(needed.map(({ name }) => [name, 'a']))
  return [
    ...values,
    ...fields.flatMap(({ name, type: inner }) =>
      unexpected(inner, depth + 1).map((value) => ({ ...plain, [name]: value })),
    ),
  ]
}

function documentFor(kind: string, field: GraphQLField<unknown, unknown>, arg: GraphQLArgument) {
  const others = field.args.filter((other) => other !== arg && isNonNullType(other.type))
  const given = [`${arg.name}: $value`, ...others.map(({ name }) => `${name}: "a"`)].join(', ')
  const selection = isCompositeType(getNamedType(field.type)) ? '{ __typename }' : ''
  return `${kind} ($value: ${String(arg.type)}) { ${field.name}(${given}) ${selection} }`
}

const fieldsOf = (kind: 'query' | 'mutation') => {
  const type = kind === 'query' ? schema.getQueryType() : schema.getMutationType()
  return Object.values(type?.getFields() ?? {}).flatMap((field) =>
    field.args.map((arg) => ({
      name: `${field.name}(${arg.name}:)`,
      query: documentFor(kind, field, arg),
      type: arg.type,
    })),
  )
}

describe('what nobody expects is never an error of ours, given to', () => {
  it.each([...fieldsOf('query'), ...fieldsOf('mutation')])('$name', async ({ query, type }) => {
    const faults: unknown[] = []
    const queue = unexpected(type)
    async function work(): Promise<void> {
      for (let value = queue.pop(); value !== undefined; value = queue.pop()) {
        const response = await post(test.url, { query, variables: { value } }, bearing(key))
        const answer = await response.text()
        if (![200, 400].includes(response.status) || answer.includes('INTERNAL_SERVER_ERROR')) {
          faults.push([value, response.status, answer.slice(0, 300)])
        }
      }
    }
    await Promise.all([work(), work(), work(), work()])
    expect(faults).toEqual([])
  })

  it.each<[string, unknown]>([
    ['nothing', ''],
    ['null', 'null'],
    ['a number', '7'],
    ['a text', '"query"'],
    ['a list of nothing', '[]'],
    ['a query that is a number', { query: 7 }],
    ['a query that is a list', { query: ['{ __typename }'] }],
    ['variables that are a text', { query: '{ __typename }', variables: '{}' }],
    ['variables that are a list', { query: '{ __typename }', variables: [1] }],
    ['a name that is an object', { query: '{ __typename }', operationName: {} }],
    ['extensions that are a number', { query: '{ __typename }', extensions: 7 }],
    ['a persisted query without its hash', { extensions: { persistedQuery: {} } }],
    ['names from the prototype', '{"__proto__":{"query":"{ __typename }"}}'],
    ['a byte that is no UTF-8', '{"query":"{ __typename } #\ud800"}'],
  ])('HTTP: %s', async (_, body) => {
    for (const accept of ['*/*', 'text/event-stream', 'application/graphql-response+json']) {
      const { status } = await post(test.url, body, { accept })
      expect([200, 400]).toContain(status)
    }
  })

  it.each([
    '?query=%',
    '?query=%00',
    '?query[]=a&query[]=b',
    '?query={__typename}&variables=%FF',
    '?query={__typename}&variables={',
    '?query={__typename}&variables=[]',
    '?query={__typename}&extensions=[',
    '?query={__typename}&query={a}',
    '?__proto__[query]={__typename}',
  ])('an address: %s', async (search) => {
    for (const accept of ['*/*', 'text/event-stream']) {
      const { status } = await fetch(`${test.url}${search}`, { headers: { accept } })
      expect([200, 400]).toContain(status)
    }
  })
})
