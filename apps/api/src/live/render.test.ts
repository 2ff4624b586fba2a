import { buildSchema, parse } from 'graphql'
import { expect, it } from 'vitest'

import type { Context } from '../context.ts'
import type { Viewer } from '../auth/viewer.ts'
import type { Operation } from '../operation.ts'
import { keyOfResult } from './asked.ts'
import type { LiveEvent } from './live-event.ts'
import { createRender } from './render.ts'

/** What is rendered, and how often each of two fields was resolved for it. */
function rendering() {
  const resolved = { shared: 0, personal: 0 }
  const schema = buildSchema(`
    type Query { ok: Boolean }
    type Subscription { shared: Int! personal: String! }
  `)
  const fields = schema.getSubscriptionType()!.getFields()
  fields['shared']!.resolve = () => (resolved.shared += 1)
  fields['personal']!.resolve = (_event, _args, { viewer }: Context) => {
    resolved.personal += 1
    return viewer.kind === 'key' ? viewer.name : viewer.kind
  }
  const render = createRender(
    (error) => error as never,
    async () => null,
  )
  const operationOf = (field: string, name: string | null) => {
    const viewer: Viewer = name
      ? { kind: 'key', id: name, name, scopes: [] }
      : { kind: 'anonymous' }
    const document = parse(`subscription { ${field} }`)
    return { schema, document, contextValue: { viewer, address: '192.0.2.1' } } as Operation
  }
  return {
    resolved,
    ask: async (event: LiveEvent, field: string, name: string | null = null) =>
      new Promise<string>((resolve, reject) => {
        const give = (json: Buffer) => resolve(String(json))
        const operation = operationOf(field, name)
        render(event, { operation, asked: keyOfResult(operation), give, fail: reject })
      }),
  }
}

const event = () => ({}) as LiveEvent

it('an event is executed once for all who ask the same, who get the same text', async () => {
  const { ask, resolved } = rendering()
  const added = event()
  const texts = await Promise.all(Array.from({ length: 100 }, () => ask(added, 'shared')))
  texts.push(await ask(added, 'shared'))
  expect(new Set(texts)).toEqual(new Set(['{"data":{"shared":1}}']))
  expect(resolved.shared).toBe(1)
})

it('an event that is read again is executed again', async () => {
  const { ask } = rendering()
  await ask(event(), 'shared')
  expect(await ask(event(), 'shared')).toBe('{"data":{"shared":2}}')
})

it('what depends on who asks is nobody else’s', async () => {
  const { ask, resolved } = rendering()
  const added = event()
  const names = ['ada', 'bob', 'ada', null, 'bob']
  const texts = await Promise.all(names.map((name) => ask(added, 'personal', name)))
  expect(texts).toEqual(
    ['ada', 'bob', 'ada', 'anonymous', 'bob'].map((name) => `{"data":{"personal":"${name}"}}`),
  )
  // Once to see that it is personal, and once for each of three.
  expect(resolved.personal).toBe(4)
})
