import { request } from 'undici'

import { IngestError } from '../errors.ts'
import { readAddress } from './address.ts'
import { requestHeaders } from './fetch.ts'
import { defaultLimits, type FetchOptions, guardedAgent } from './guarded.ts'
import { retryAfterOf } from './times.ts'

export type LocateOptions = Pick<
  FetchOptions,
  'allowPrivateHosts' | 'contact' | 'limits' | 'signal' | 'enterHost'
>

const redirectStatuses = new Set([301, 302, 303, 307, 308])

/**
 * Asks one address where it leads, by the guarded connector: one hop, headers alone, no body read.
 * @returns an absolute address, which was not asked; null for an address that leads nowhere else
 * @throws what asking fails with, IngestError SSRF_BLOCKED, BAD_ADDRESS and HTTP_STATUS among it
 */
export async function locationOf(
  address: string,
  { allowPrivateHosts = [], limits, contact, signal, enterHost }: LocateOptions = {},
): Promise<string | null> {
  const url = readAddress(address, allowPrivateHosts)
  await enterHost?.(url.host)
  const agent = guardedAgent(allowPrivateHosts, { ...defaultLimits, ...limits })
  try {
    const answerTo = async (method: 'HEAD' | 'GET') => {
      const headers = requestHeaders({ contact })
      const response = await request(url, { dispatcher: agent, method, headers, signal })
      response.body.on('error', () => {}).destroy()
      return response
    }
    const toHead = await answerTo('HEAD')
    // Some servers know no HEAD, and say so in many ways; one that has had enough is not asked again.
    const isAnswer = toHead.statusCode < 400 || toHead.statusCode === 429
    const { statusCode, headers } = isAnswer ? toHead : await answerTo('GET')
    if (statusCode >= 400) {
      throw new IngestError('HTTP_STATUS', `the server answered ${statusCode}`, {
        document: url.href,
        status: statusCode,
        retryAfter: retryAfterOf(headers),
      })
    }
    const location = redirectStatuses.has(statusCode) ? headers.location : undefined
    if (!location || !URL.canParse(String(location), url.href)) return null
    return new URL(String(location), url).href
  } finally {
    await agent.destroy()
  }
}
