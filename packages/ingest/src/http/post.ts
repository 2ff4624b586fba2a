import { STATUS_CODES } from 'node:http'

import { type Dispatcher, request } from 'undici'

import { IngestError } from '../errors.ts'
import { cleanText, shorten } from '../plain-text.ts'
import { readBody } from './body.ts'
import {
  type FetchLimits,
  type FetchOptions,
  followRedirects,
  guarded,
  userAgent,
} from './guarded.ts'
import { retryAfterOf } from './times.ts'

/** By these the form is posted again. 303 asks for a GET, which is not what a form is for. */
const redirectStatuses = new Set([301, 302, 307, 308])

/** Bytes of a refusal that are read; people are shown its beginning. */
const refusalBytes = 64 * 1024
const refusalLength = 200

/**
 * Posts a form to an address that somebody gave us, under the same guard as `fetchDocument`: each hop is
 * checked, and no more than the limits of bytes and time is spent.
 * @throws {IngestError} what `fetchDocument` throws; HTTP_STATUS with what the server says in plain text
 */
export async function postForm(
  address: string,
  fields: Record<string, string>,
  options: FetchOptions = {},
): Promise<void> {
  const headers = {
    'user-agent': userAgent(options),
    'content-type': 'application/x-www-form-urlencoded',
    accept: 'text/plain, */*;q=0.5',
  }
  const body = new URLSearchParams(fields).toString()
  await guarded(address, options, (first, limits, signal) =>
    followRedirects(first, options, limits, {
      by: redirectStatuses,
      send: (url, dispatcher) =>
        request(url, { method: 'POST', dispatcher, signal, headers, body }),
      read: (response, { url }) => readAnswer(url, response, limits),
    }),
  )
}

async function readAnswer(
  url: URL,
  { statusCode, headers, body }: Dispatcher.ResponseData,
  limits: FetchLimits,
): Promise<void> {
  const accepted = statusCode >= 200 && statusCode < 300
  const isReadable = !accepted && /^text\/plain\b/i.test(String(headers['content-type'] ?? ''))
  const encoding = headers['content-encoding']
  const said = isReadable
    ? await readBody(body, encoding ? String(encoding) : null, {
        ...limits,
        bytes: refusalBytes,
      }).catch(() => null)
    : body.on('error', () => {}).destroy() && null
  if (accepted) return

  const answer = `the server answered ${statusCode} ${STATUS_CODES[statusCode] ?? ''}`.trim()
  const words = said && shorten(cleanText(Buffer.from(said).toString()), refusalLength)
  throw new IngestError('HTTP_STATUS', words ? `${answer}: ${words}` : answer, {
    document: url.href,
    status: statusCode,
    retryAfter: retryAfterOf(headers),
  })
}
