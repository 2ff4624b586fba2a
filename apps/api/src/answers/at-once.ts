import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'

import { GraphQLError } from 'graphql'
import { LRUCache } from 'lru-cache'

import { anonymous } from '../auth/viewer.ts'
import { perRequest } from '../limits/admit.ts'
import type { Cost } from '../limits/budget.ts'
import { clientOf } from '../limits/client.ts'
import type { GraphqlService } from '../transports/service.ts'
import type { Answer } from './answers.ts'
import { keyOf } from './key.ts'

/** What of a request is remembered: bodies of a page are a hundred bytes, those with their text a thousand. */
const remembered = { max: 20_000, maxSize: 8 * 2 ** 20 }
const largestBody = 8 * 1_024

type Service = Pick<GraphqlService, 'answers' | 'operations' | 'budgets' | 'addressOf' | 'services'>

/**
 * Sends what is kept (see `Answers`) before any of the ordinary handlers runs, which take far longer. For
 * nobody in particular: who brings a key, a cookie or a page's origin is for those handlers, and
 * so is whatever is not kept, or costs more than its client has left.
 */
export function answerAtOnce(
  service: Service,
  path: string,
  otherwise: RequestListener,
): RequestListener {
  const { answers, budgets, addressOf, services } = service
  const keys = new LRUCache<string, string>({
    ...remembered,
    sizeCalculation: (key, body) => 2 * (key.length + body.length),
  })

  function keyFor(body: string): string | undefined {
    const known = keys.get(body)
    if (known !== undefined) return known
    const key = keyIn(body, service)
    if (key !== undefined) keys.set(body, key)
    return key
  }

  /** @returns whether it was answered */
  function answer(request: IncomingMessage, response: ServerResponse, body: string): boolean {
    const key = keyFor(body)
    const found = key === undefined ? undefined : answers.get(key)
    if (!found) return false
    const client = clientOf({ viewer: anonymous, address: addressOf(request) })
    const cost = spendAtOnce(budgets, client, found.cost)
    if (!cost) return false
    send(response, bytesOf(found), cost)
    return true
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

/** Undefined for what the ordinary handlers answer, or refuse. */
function keyIn(body: string, { operations }: Pick<Service, 'operations'>): string | undefined {
  try {
    const { query, documentId, operationName, variables } = JSON.parse(body) as {
      query?: unknown
      documentId?: unknown
      operationName?: string
      variables?: Record<string, unknown>
    }
    if (typeof query === 'string') {
      return operations.refusalOf(query) ? undefined : keyOf({ query, operationName, variables })
    }
    if (typeof documentId !== 'string' || query !== undefined) return undefined
    return keyOf({ query: operations.textOf(documentId), operationName, variables })
  } catch {
    return undefined
  }
}

/** What a request and its operation cost; undefined where there is not enough left, and nothing is taken. */
function spendAtOnce(
  budgets: GraphqlService['budgets'],
  client: string,
  cost: number,
): Cost | undefined {
  try {
    const { available, ...rest } = budgets.spend(client, perRequest + cost)
    return { ...rest, requested: cost, available }
  } catch (error) {
    if (error instanceof GraphQLError) return undefined
    throw error
  }
}

/** Each answer as it begins, turned into bytes once. */
const bytes = new WeakMap<Answer, Buffer>()

function bytesOf(answer: Answer): Buffer {
  let beginning = bytes.get(answer)
  if (!beginning) bytes.set(answer, (beginning = Buffer.from(`{"data":${answer.data}`)))
  return beginning
}

function send(response: ServerResponse, data: Buffer, cost: Cost): void {
  const end = Buffer.from(`,"extensions":${JSON.stringify({ cost })}}\n`)
  response.writeHead(200, {
    'x-content-type-options': 'nosniff',
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store',
    vary: 'Origin',
    'content-length': data.length + end.length,
  })
  response.end(Buffer.concat([data, end]))
}
