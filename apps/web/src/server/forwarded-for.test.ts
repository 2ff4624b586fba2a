import type { IncomingMessage } from 'node:http'

import { expect, it } from 'vitest'

import { addForwardedFor } from './forwarded-for.ts'

it.each<[string, string | undefined, string]>([
  ['of itself', undefined, '203.0.113.5'],
  ['behind a proxy, or of what poses as one', '1.2.3.4', '1.2.3.4, 203.0.113.5'],
])('a request is passed on with the address %s', (_, before, after) => {
  const headers = before === undefined ? {} : { 'x-forwarded-for': before }
  const request = { headers, socket: { remoteAddress: '203.0.113.5' } }
  addForwardedFor(request as unknown as IncomingMessage)
  expect(request.headers).toEqual({ 'x-forwarded-for': after })
})
