import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'

import { HeaderMap } from '@apollo/server'
import { GraphQLError } from 'graphql'

import { bytesOf } from '../answers/bytes.ts'
import { anonymous } from '../auth/viewer.ts'
import { createContext } from '../context.ts'
import { perRequest } from '../limits/admit.ts'
import { clientOf } from '../limits/client.ts'
import type { Log } from '../log.ts'
import type { ApolloHandler } from './apollo.ts'
import { createReadPlainQuery, largestBody, type PlainQuery } from './plain-query.ts'
import type { GraphqlService } from './service.ts'

export interface Answering {
  apollo: Pick<ApolloHandler, 'execute'>
  /** What answers everything else. */
  otherwise: RequestListener
  log: Log
}

/**
 * Answers queries that programs ask in the plainest form, for nobody in particular: what is kept at once, the
 * rest by Apollo Server, without the routes and handlers in front of it, which such a request has no use for
 * and which take as long as its answer. Who brings a key, a cookie or a page's origin is for those handlers,
 * and so is whatever has to be refused.
 */
export function answerPlain(
  service: GraphqlService,
  path: string,
  { apollo, otherwise, log }: Answering,
): RequestListener {
  const { answers, budgets, addressOf, services } = service
  const readQuery = createReadPlainQuery(service)

  /** @returns whether it is answered, or will be */
  function answer(request: IncomingMessage, response: ServerResponse, body: string): boolean {
    const query = readQuery(body)
    if (!query) return false
    const address = addressOf(request)
    const kept = answers.get(query.key)
    const client = clientOf({ viewer: anonymous, address })
    const cost = affordable(() => budgets.spend(client, perRequest + (kept?.cost ?? 0)))
    if (!cost) return false
    if (kept) send(response, 200, whenKept, bytesOf(kept, { ...cost, requested: kept.cost }))
    else {
      execute(query, request, response, address).catch((error: unknown) => {
        log.error('A request failed', { error })
        response.destroy()
      })
    }
    return true
  }

  async function execute(
    { asked }: PlainQuery,
    request: IncomingMessage,
    response: ServerResponse,
    address: string,
  ): Promise<void> {
    const { status, headers, body } = await apollo.execute({
      httpGraphQLRequest: { method: 'POST', headers: headersOf(request), search: '', body: asked },
      context: async () => createContext(services, anonymous, address),
    })
    const text = body.kind === 'complete' ? body.string : ''
    send(response, status ?? 200, Object.fromEntries(headers), Buffer.from(text))
  }

  return (request, response) => {
    if (services.access.reading !== 'public' || !isPlain(request, path)) {
      return otherwise(request, response)
    }
    request.once('readable', () => {
      const chunk = request.read() as Buffer | null
      const isWhole = chunk?.length === Number(request.headers['content-length'])
      if (isWhole && answer(request, response, chunk.toString())) return
      if (chunk) request.unshift(chunk)
      otherwise(request, response)
    })
  }
}

const acceptsJson = new Set(['*/*', 'application/json'])

/** As a program sends it that wants JSON, and says nothing of itself. */
function isPlain({ method, url, headers }: IncomingMessage, path: string): boolean {
  return (
    method === 'POST' &&
    url === path &&
    headers.authorization === undefined &&
    headers.cookie === undefined &&
    headers.origin === undefined &&
    headers.expect === undefined &&
    headers['content-encoding'] === undefined &&
    /^application\/json(; *charset=utf-8)?$/i.test(headers['content-type'] ?? '') &&
    (headers.accept === undefined || acceptsJson.has(headers.accept)) &&
    Number(headers['content-length']) > 0 &&
    Number(headers['content-length']) <= largestBody
  )
}

/** What is given, or undefined where there is not enough left of a budget. */
function affordable<Value>(spend: () => Value): Value | undefined {
  try {
    return spend()
  } catch (error) {
    if (error instanceof GraphQLError) return undefined
    throw error
  }
}

function headersOf({ headers }: IncomingMessage): HeaderMap {
  const all = new HeaderMap()
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) all.set(name, Array.isArray(value) ? value.join(', ') : value)
  }
  return all
}

/** As Apollo Server has them. */
const whenKept = { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' }

function send(
  response: ServerResponse,
  status: number,
  headers: Record<string, string>,
  bytes: Buffer,
): void {
  response.writeHead(status, {
    'x-content-type-options': 'nosniff',
    ...headers,
    vary: 'Origin',
    'content-length': bytes.length,
  })
  response.end(bytes)
}
