import { Agent, request } from 'undici'

import { IngestError } from '../errors.ts'
import { readAddress } from './address.ts'
import { guardedConnector } from './connector.ts'
import { defaultLimits, type FetchOptions, requestHeaders } from './fetch.ts'

export type LocateOptions = Pick<
  FetchOptions,
  'allowPrivateHosts' | 'contact' | 'enterHost' | 'limits' | 'signal'
>

const redirectStatuses = new Set([301, 302, 303, 307, 308])

/**
 * Asks one address where it leads, by the guarded connector: one hop, headers alone, no body read.
 * @returns an absolute address, which was not asked; null for an address that leads nowhere else
 * @throws what asking fails with, IngestError SSRF_BLOCKED and BAD_ADDRESS among it
 */
export async function locationOf(
  address: string,
  options: LocateOptions = {},
): Promise<string | null> {
  const url = readAddress(address, options.allowPrivateHosts ?? [])
  return inTurn(url.host, () => ask(url, options))
}

/** The last of those who ask a host, by host: one connection to each. */
const asking = new Map<string, Promise<unknown>>()

async function inTurn<T>(host: string, work: () => Promise<T>): Promise<T> {
  const turn = (asking.get(host) ?? Promise.resolve()).then(work, work)
  asking.set(host, turn)
  try {
    return await turn
  } finally {
    if (asking.get(host) === turn) asking.delete(host)
  }
}

async function ask(
  url: URL,
  { allowPrivateHosts = [], enterHost, limits, contact, signal }: LocateOptions,
): Promise<string | null> {
  await enterHost?.(url.host)
  const { connect, firstByte } = { ...defaultLimits, ...limits }
  const agent = new Agent({
    connect: guardedConnector(allowPrivateHosts, connect),
    headersTimeout: firstByte,
    bodyTimeout: firstByte,
  })
  try {
    const answerTo = async (method: 'HEAD' | 'GET') => {
      const headers = requestHeaders({ contact })
      const response = await request(url, { dispatcher: agent, method, headers, signal })
      response.body.on('error', () => {}).destroy()
      return response
    }
    const toHead = await answerTo('HEAD')
    // Some servers know no HEAD, and say so in many ways.
    const { statusCode, headers } = toHead.statusCode < 400 ? toHead : await answerTo('GET')
    if (statusCode >= 400) {
      const problem = `the server answered ${statusCode}`
      throw new IngestError('HTTP_STATUS', problem, { document: url.href, status: statusCode })
    }
    const location = redirectStatuses.has(statusCode) ? headers.location : undefined
    if (!location || !URL.canParse(String(location), url.href)) return null
    return new URL(String(location), url).href
  } finally {
    await agent.destroy()
  }
}
