import { lookup } from 'node:dns/promises'
import { isIP } from 'node:net'

import ipaddr from 'ipaddr.js'

import { IngestError } from '../errors.ts'

export interface Address {
  address: string
  family: number
}

/** A public address by its number, but inside Azure it is the platform's own control service. */
const azureWireServer = '168.63.129.16'

/** The only IPv6 block that addresses of the open internet are given out from (RFC 4291, IANA). */
const globalUnicast = ipaddr.IPv6.parseCIDR('2000::/3')

/**
 * Whether an IP address is one of the open internet: unicast, and none of the private, loopback,
 * link-local, carrier, documentation, multicast, tunnel or translation ranges. An IPv4 address that
 * is written as IPv6 is judged as the IPv4 address.
 */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false
  const parsed = ipaddr.process(address)
  if (parsed.range() !== 'unicast' || parsed.toString() === azureWireServer) return false
  return parsed instanceof ipaddr.IPv4 || parsed.match(globalUnicast)
}

/**
 * Whether the installation's owner named this host: as `host`, for each of its ports, or as
 * `host:port`. An IPv6 address stands in brackets, as in an address bar.
 */
export function isAllowedHost(url: URL, allowed: readonly string[]): boolean {
  const port = url.port || (url.protocol === 'https:' ? '443' : '80')
  return allowed.some((entry) => {
    const name = entry.trim().toLowerCase()
    return name === url.hostname || name === `${url.hostname}:${port}`
  })
}

/**
 * Reads an address that somebody gave us and refuses what no publisher needs.
 * @throws {IngestError} BAD_ADDRESS, SSRF_BLOCKED
 */
export function readAddress(address: string, allowed: readonly string[], base?: URL): URL {
  if (!URL.canParse(address, base?.href)) {
    throw new IngestError('BAD_ADDRESS', 'this is not an address', { document: address })
  }
  const url = new URL(address, base)
  const refuse = (problem: string) =>
    new IngestError('BAD_ADDRESS', problem, { document: url.href })

  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw refuse('only http and https addresses are fetched')
  }
  if (url.username || url.password) {
    url.username = ''
    url.password = ''
    throw refuse('an address with a user name or password in it is not fetched')
  }
  const usualPort = url.port === '' || url.port === '80' || url.port === '443'
  if (!usualPort && !isAllowedHost(url, allowed)) {
    throw new IngestError(
      'SSRF_BLOCKED',
      `port ${url.port} is not fetched from; to allow it, name ${url.host} in ALLOW_PRIVATE_HOSTS`,
      { document: url.href },
    )
  }
  url.hash = ''
  return url
}

/**
 * Reads an address that is to be sent to later, and refuses what can be refused already. Where its host's name
 * leads is looked at each time that something is sent.
 * @throws {IngestError} BAD_ADDRESS, SSRF_BLOCKED
 */
export function checkReceiver(address: string, allowed: readonly string[]): string {
  const url = readAddress(address, allowed)
  const hostname = url.hostname.replace(/^\[|\]$/g, '')
  if (isIP(hostname) && !isAllowedHost(url, allowed) && !isPublicAddress(hostname)) {
    throw notPublic(url)
  }
  return url.href
}

function notPublic(url: URL): IngestError {
  return new IngestError(
    'SSRF_BLOCKED',
    `${url.hostname} is not on the public internet; to allow it, name ${url.host} in ALLOW_PRIVATE_HOSTS`,
    { document: url.href },
  )
}

/**
 * The addresses of a URL's host, each of them checked. One private address among public ones refuses
 * the host: which of them is connected to would be a matter of luck.
 * @throws {IngestError} SSRF_BLOCKED, UNREACHABLE
 */
export async function resolveHost(url: URL, allowed: readonly string[]): Promise<Address[]> {
  const hostname = url.hostname.replace(/^\[|\]$/g, '')
  const family = isIP(hostname)
  const addresses = family
    ? [{ address: hostname, family }]
    : await lookup(hostname, { all: true }).catch((cause: unknown) => {
        throw new IngestError('UNREACHABLE', `no such host: ${hostname}`, {
          document: url.href,
          cause,
        })
      })

  if (!isAllowedHost(url, allowed) && !addresses.every(({ address }) => isPublicAddress(address))) {
    throw notPublic(url)
  }
  return addresses
}
