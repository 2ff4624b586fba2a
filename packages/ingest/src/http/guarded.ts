import { Agent, type Dispatcher } from 'undici'

import { IngestError } from '../errors.ts'
import { readAddress } from './address.ts'
import type { BodyLimits } from './body.ts'
import { guardedConnector } from './connector.ts'

/** Times in milliseconds. */
export interface FetchLimits extends BodyLimits {
  connect: number
  /** From the request to the first byte of the answer, and between two pieces of it. */
  firstByte: number
  /** All hops together, to the last byte. */
  total: number
  redirects: number
}

export const defaultLimits: Readonly<FetchLimits> = {
  connect: 5_000,
  firstByte: 10_000,
  total: 30_000,
  bytes: 10 * 1024 * 1024,
  rate: 1024,
  rateAfter: 10_000,
  redirects: 5,
}

export interface FetchOptions {
  /** Hosts (`host` or `host:port`) that may have private addresses and unusual ports. */
  allowPrivateHosts?: readonly string[]
  /** Where a publisher can reach whoever runs this installation; named in the User-Agent. */
  contact?: string | null
  /** Validators of the copy we have; an unchanged document is then not sent again. */
  etag?: string | null
  lastModified?: string | null
  limits?: Partial<FetchLimits>
  signal?: AbortSignal
  /**
   * Asked before each server that is asked, also by a redirect: `host` with its port where that is not
   * the usual one. Refuses by throwing, which ends the fetch with what it threw.
   */
  enterHost?: (host: string) => Promise<void>
}

const movedForGood = new Set([301, 308])

/**
 * Runs a request to an address that somebody gave us, and ends it at the limits.
 * @throws {IngestError} what the request throws, in words
 */
export async function guarded<Result>(
  address: string,
  options: FetchOptions,
  run: (first: URL, limits: FetchLimits, signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const limits = { ...defaultLimits, ...options.limits }
  const first = readAddress(address, options.allowPrivateHosts ?? [])
  options.signal?.throwIfAborted()

  // AbortSignal.any would hold on to a signal that lives as long as the process.
  const ending = new AbortController()
  const end = () => ending.abort()
  const timer = setTimeout(end, limits.total)
  options.signal?.addEventListener('abort', end)
  try {
    return await run(first, limits, ending.signal)
  } catch (error) {
    options.signal?.throwIfAborted()
    if (error instanceof Refusal) throw error.cause
    throw asIngestError(error, ending.signal.aborted, first, limits)
  } finally {
    clearTimeout(timer)
    options.signal?.removeEventListener('abort', end)
  }
}

/** Connections to checked addresses alone; to be destroyed. */
export function guardedAgent(allowed: readonly string[], limits: FetchLimits): Agent {
  return new Agent({
    connect: guardedConnector(allowed, limits.connect),
    headersTimeout: limits.firstByte,
    bodyTimeout: limits.firstByte,
  })
}

/** Where an answer came from. */
export interface Trail {
  /** The address asked for. */
  first: URL
  /** Where that has moved for good (301, 308). */
  lasting: URL
  /** Where the redirects led to. */
  url: URL
}

/**
 * Goes from hop to hop, each checked, until something other than a redirect is answered.
 * @param by the statuses that are redirects
 * @param send asks one address, by the guarded connections that it is given
 * @param read makes the result of the answer, while the connections last
 */
export async function followRedirects<Result>(
  first: URL,
  options: FetchOptions,
  limits: FetchLimits,
  {
    by,
    send,
    read,
  }: {
    by: ReadonlySet<number>
    send: (url: URL, dispatcher: Dispatcher) => Promise<Dispatcher.ResponseData>
    read: (response: Dispatcher.ResponseData, trail: Trail) => Promise<Result>
  },
): Promise<Result> {
  const allowed = options.allowPrivateHosts ?? []
  const agent = guardedAgent(allowed, limits)
  let url = first
  let lasting = first
  try {
    for (let hops = 0; ; hops++) {
      await enterHost(url, options)
      const response = await send(url, agent)
      const location = by.has(response.statusCode) && response.headers.location
      if (!location) return await read(response, { first, lasting, url })

      response.body.on('error', () => {}).destroy()
      if (hops === limits.redirects) {
        const problem = `redirected more than ${limits.redirects} times`
        throw new IngestError('TOO_MANY_REDIRECTS', problem)
      }
      const isForGood = movedForGood.has(response.statusCode) && lasting === url
      url = followRedirect(url, String(location), allowed)
      if (isForGood) lasting = url
    }
  } finally {
    await agent.destroy()
  }
}

/** Carries what `enterHost` threw past those who would explain it as the server's fault. */
class Refusal extends Error {}

async function enterHost(url: URL, options: FetchOptions): Promise<void> {
  try {
    await options.enterHost?.(url.host)
  } catch (cause) {
    throw new Refusal('refused', { cause })
  }
}

function followRedirect(from: URL, location: string, allowed: readonly string[]): URL {
  const to = readAddress(location, allowed, from)
  if (from.protocol === 'https:' && to.protocol === 'http:') {
    throw new IngestError(
      'REDIRECT_BLOCKED',
      `redirected from https to http (${to.href}), which could be read and changed on the way`,
    )
  }
  return to
}

export function userAgent({ contact }: FetchOptions): string {
  return contact ? `Courant/1 (+${contact})` : 'Courant/1'
}

/** What went wrong below us, in words; ours already have theirs, but may not know the address. */
function asIngestError(
  error: unknown,
  deadlinePassed: boolean,
  url: URL,
  limits: FetchLimits,
): IngestError {
  const document = url.href
  if (error instanceof IngestError) {
    return error.document ? error : new IngestError(error.code, error.message, { document })
  }
  const seconds = (milliseconds: number) => `${milliseconds / 1000} s`
  const failed = (code: 'TIMEOUT' | 'UNREACHABLE' | 'BAD_RESPONSE', problem: string) =>
    new IngestError(code, problem, { document, cause: error })
  if (deadlinePassed) return failed('TIMEOUT', `not finished after ${seconds(limits.total)}`)

  const reason = error instanceof Error ? error.message : String(error)
  switch (error instanceof Error && 'code' in error ? error.code : undefined) {
    case 'UND_ERR_CONNECT_TIMEOUT':
      return failed('TIMEOUT', `no connection after ${seconds(limits.connect)}`)
    case 'UND_ERR_HEADERS_TIMEOUT':
      return failed('TIMEOUT', `no answer after ${seconds(limits.firstByte)}`)
    case 'UND_ERR_BODY_TIMEOUT':
      return failed('TIMEOUT', `nothing more came for ${seconds(limits.firstByte)}`)
    case 'ECONNREFUSED':
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
    case 'ETIMEDOUT':
      return failed('UNREACHABLE', `no connection: ${reason}`)
    default:
      return failed('BAD_RESPONSE', `the answer cannot be read: ${reason}`)
  }
}
