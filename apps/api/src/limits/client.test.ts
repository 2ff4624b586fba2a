import type { IncomingMessage } from 'node:http'

import { describe, expect, it } from 'vitest'

import { clientOf, createAddressOf } from './client.ts'

function asked(remoteAddress: string, forwarded?: string): IncomingMessage {
  const headers = forwarded === undefined ? {} : { 'x-forwarded-for': forwarded }
  return { headers, socket: { remoteAddress } } as unknown as IncomingMessage
}

describe('the address that a request counts for is', () => {
  const addressOf = createAddressOf(['loopback', '10.0.0.0/8'])

  it.each<[string, string, string | undefined, string]>([
    ["the socket's", '203.0.113.5', undefined, '203.0.113.5'],
    ["the socket's, whatever somebody unknown says", '203.0.113.5', '1.2.3.4', '203.0.113.5'],
    ['what our proxy says', '127.0.0.1', '203.0.113.5', '203.0.113.5'],
    [
      'what our proxy says, not what it was told',
      '127.0.0.1',
      '1.2.3.4, 203.0.113.5',
      '203.0.113.5',
    ],
    ['what the first of our proxies says', '::1', '1.2.3.4, 203.0.113.5, 10.1.2.3', '203.0.113.5'],
    ["our proxy's own, where it says nothing", '10.1.2.3', undefined, '10.1.2.3'],
    ['one, in the clothes of IPv6 or not', '::ffff:203.0.113.5', undefined, '203.0.113.5'],
    ['a household of IPv6', '2001:db8:1:2:3:4:5:6', undefined, '2001:db8:1:2::/64'],
    ['of the same household', '2001:db8:1:2::9', undefined, '2001:db8:1:2::/64'],
    ['one for all that make no sense', '127.0.0.1', 'nonsense'.repeat(1_000), 'unknown'],
  ])('%s', (_, socket, forwarded, expected) => {
    expect(addressOf(asked(socket, forwarded))).toBe(expected)
  })
})

describe('the client is', () => {
  it.each([
    ['the key, wherever it is used', { kind: 'key', id: '7', name: 'n', scopes: [] }, 'key 7'],
    ['the address of somebody unknown', { kind: 'anonymous' }, 'address 203.0.113.5'],
  ] as const)('%s', (_, viewer, expected) => {
    expect(clientOf({ viewer, address: '203.0.113.5' })).toBe(expected)
  })
})
