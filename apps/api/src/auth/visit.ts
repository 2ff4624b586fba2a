import { isIPv6 } from 'node:net'

import type { Request, Response } from 'express'

import type { AccessSettings } from './access.ts'
import { sessionCookie } from './session-cookie.ts'

/** The request by which somebody signs in or out. */
export interface Visit {
  /** The network that it comes from. */
  network: string
  /** Has the browser keep this session, or, with null, none. */
  keepSession(token: string | null): void
}

export function createVisit(req: Request, res: Response, access: AccessSettings): Visit {
  return {
    network: networkOf(req.ip ?? ''),
    keepSession(token) {
      res.append('set-cookie', sessionCookie(token, access))
      res.set('cache-control', 'no-store')
    },
  }
}

/** Whoever has one IPv6 address has the 2^64 of its network. */
export function networkOf(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '')
  if (!isIPv6(plain)) return plain
  const [before = '', after] = plain.replace(/%.*$/, '').split('::')
  const left = before === '' ? [] : before.split(':')
  const right = after === undefined || after === '' ? [] : after.split(':')
  const zeros = after === undefined ? 0 : Math.max(0, 8 - left.length - right.length)
  const groups = [...left, ...Array<string>(zeros).fill('0'), ...right]
  const prefix = groups.slice(0, 4).map((group) => Number.parseInt(group, 16).toString(16))
  return `${prefix.join(':')}::/64`
}
