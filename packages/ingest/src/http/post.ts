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

/** What a server says to what was posted. */
export interface PostAnswer {
  status: number
  /** The beginning of the answer, where it is text. */
  words: string | null
  /** Seconds for which it asks to be left alone. */
  retryAfter: number | null
}

/** Redirects are not followed: whoever moves says so to whoever knows them. */
const noRedirects: ReadonlySet<number> = new Set()

/**
 * Posts JSON to an address that somebody gave us, under the same guard as `postForm`, but for redirects, which
 * are an answer like any other.
 * @param headers besides those that say who we are and what it is
 * @throws {IngestError} what `fetchDocument` throws, but for HTTP_STATUS
 */
export async function postJson(
  address: string,
  body: string,
  headers: Readonly<Record<string, string>>,
  options: FetchOptions = {},
): Promise<PostAnswer> {
  const all = {
    'user-agent': userAgent(options),
    'content-type': 'application/json',
    accept: 'text/plain, application/json, */*;q=0.5',
    ...headers,
  }
  return guarded(address, options, (first, limits, signal) =>
    followRedirects(first, options, limits, {
      by: noRedirects,
      send: (url, dispatcher) =>
        request(url, { method: 'POST', dispatcher, signal, headers: all, body }),
      read: async (response) => ({
        status: response.statusCode,
        words: await wordsOf(response, limits, /^(?:text\/plain|application\/json)\b/i),
        retryAfter: retryAfterOf(response.headers),
      }),
    }),
  )
}

async function readAnswer(
  url: URL,
  response: Dispatcher.ResponseData,
  limits: FetchLimits,
): Promise<void> {
  const { statusCode, headers, body } = response
  if (statusCode >= 200 && statusCode < 300) {
    body.on('error', () => {}).destroy()
    return
  }
  const answer = `the server answered ${statusCode} ${STATUS_CODES[statusCode] ?? ''}`.trim()
  const words = await wordsOf(response, limits, /^text\/plain\b/i)
  throw new IngestError('HTTP_STATUS', words ? `${answer}: ${words}` : answer, {
    document: url.href,
    status: statusCode,
    retryAfter: retryAfterOf(headers),
  })
}

/** The beginning of an answer of a type that people can read. */
async function wordsOf(
  { headers, body }: Dispatcher.ResponseData,
  limits: FetchLimits,
  readable: RegExp,
): Promise<string | null> {
  if (!readable.test(String(headers['content-type'] ?? ''))) {
    body.on('error', () => {}).destroy()
    return null
  }
  const encoding = headers['content-encoding']
  const sized = { ...limits, bytes: refusalBytes }
  const said = await readBody(body, encoding ? String(encoding) : null, sized).catch(() => null)
  return said && (shorten(cleanText(Buffer.from(said).toString()), refusalLength) || null)
}
