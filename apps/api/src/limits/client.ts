import type { IncomingMessage } from 'node:http'

import ipaddr from 'ipaddr.js'
import proxyAddr from 'proxy-addr'

import type { Viewer } from '../auth/viewer.ts'

/** Where a request comes from, as it is counted. */
export type AddressOf = (request: IncomingMessage) => string

/**
 * Looks behind the proxies that are trusted, from the nearest on: what stands in `X-Forwarded-For` before
 * the first other address was written by whoever sent it, and counts for nothing.
 * @param trusted addresses and networks, or `loopback`, `linklocal`, `uniquelocal`
 */
export function createAddressOf(trusted: readonly string[]): AddressOf {
  const isTrusted = proxyAddr.compile([...trusted])
  return (request) => networkOf(proxyAddr(request, isTrusted))
}

const noHost: readonly number[] = Array.from({ length: 8 }, () => 0)

/** One household has 2^64 addresses of IPv6. */
function networkOf(address = ''): string {
  if (!ipaddr.isValid(address)) return 'unknown'
  const parsed = ipaddr.process(address)
  if (parsed.kind() === 'ipv4') return parsed.toString()
  const network = ipaddr.fromByteArray([...parsed.toByteArray().slice(0, 8), ...noHost])
  return `${network.toString()}/64`
}

/** Whose budget an operation is taken from: a key's or an account's own, or else that of the address. */
export function clientOf({ viewer, address }: { viewer: Viewer; address: string }): string {
  switch (viewer.kind) {
    case 'anonymous':
      return `address ${address}`
    case 'account':
      return `account ${viewer.accountId}`
    case 'key':
      return `key ${viewer.id}`
  }
}
