import { STATUS_CODES } from 'node:http'
import type { IncomingHttpHeaders } from 'node:http'

import { type Dispatcher, request } from 'undici'

import { IngestError } from '../errors.ts'
import { acceptedEncodings, readBody } from './body.ts'
import {
  type FetchLimits,
  type FetchOptions,
  followRedirects,
  guarded,
  type Trail,
  userAgent,
} from './guarded.ts'
import { freshForOf, retryAfterOf } from './times.ts'

/** What an answer says besides the document. */
export interface Answer {
  /** The address asked for. */
  requestedUrl: string
  /** Where to ask the next time: the address asked for, or where it has moved for good (301, 308). */
  url: string
  /** Where the answer came from, after all redirects; relative addresses in it count from here. */
  finalUrl: string
  /** The Link header, as sent. */
  linkHeader: string | null
  /** Seconds for which the server says that asking again would find the same. */
  freshFor: number | null
}

export type FetchedDocument = Answer &
  (
    | { changed: false }
    | {
        changed: true
        bytes: Uint8Array
        contentType: string | null
        etag: string | null
        lastModified: string | null
      }
  )

const redirectStatuses = new Set([301, 302, 303, 307, 308])

/**
 * The one way out, but for the language model that the operator names (`model/fetch.ts`): fetches a
 * document from the open internet, and from nowhere else. Proxy settings
 * of the environment are not heeded, and neither cookies nor credentials are ever sent.
 * @throws {IngestError} SSRF_BLOCKED, BAD_ADDRESS, REDIRECT_BLOCKED, TOO_MANY_REDIRECTS, TIMEOUT,
 *   TOO_LARGE, HTTP_STATUS (with `status`), UNREACHABLE, BAD_RESPONSE
 */
export async function fetchDocument(
  address: string,
  options: FetchOptions = {},
): Promise<FetchedDocument> {
  return guarded(address, options, (first, limits, signal) =>
    followRedirects(first, options, limits, {
      by: redirectStatuses,
      send: (url, dispatcher) =>
        request(url, { dispatcher, signal, headers: requestHeaders(options) }),
      read: (response, trail) => readResponse(trail, response, limits),
    }),
  )
}

export function requestHeaders(options: FetchOptions): Record<string, string> {
  const headers: Record<string, string> = {
    'user-agent': userAgent(options),
    accept:
      'application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, text/xml;q=0.9, text/plain;q=0.8, */*;q=0.5',
    'accept-encoding': acceptedEncodings,
  }
  if (options.etag) headers['if-none-match'] = options.etag
  if (options.lastModified) headers['if-modified-since'] = options.lastModified
  return headers
}

async function readResponse(
  { first, lasting, url }: Trail,
  { statusCode, headers, body }: Dispatcher.ResponseData,
  limits: FetchLimits,
): Promise<FetchedDocument> {
  const answer: Answer = {
    requestedUrl: first.href,
    url: lasting.href,
    finalUrl: url.href,
    linkHeader: header(headers, 'link'),
    freshFor: freshForOf(headers),
  }
  if (statusCode >= 200 && statusCode < 300) {
    return {
      ...answer,
      changed: true,
      bytes: await readBody(body, header(headers, 'content-encoding'), limits),
      contentType: header(headers, 'content-type'),
      etag: header(headers, 'etag'),
      lastModified: header(headers, 'last-modified'),
    }
  }
  body.on('error', () => {}).destroy()
  if (statusCode === 304) return { ...answer, changed: false }
  throw new IngestError(
    'HTTP_STATUS',
    `the server answered ${statusCode} ${STATUS_CODES[statusCode] ?? ''}`.trim(),
    {
      document: url.href,
      status: statusCode,
      retryAfter: retryAfterOf(headers),
      onDetour: lasting !== url,
    },
  )
}

function header(headers: IncomingHttpHeaders, name: string): string | null {
  const value = headers[name]
  return (Array.isArray(value) ? value.join(', ') : value) ?? null
}
