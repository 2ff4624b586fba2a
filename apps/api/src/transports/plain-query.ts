import { getOperationAST, OperationTypeNode } from 'graphql'
import { LRUCache } from 'lru-cache'

import { type AskedFor, keyOf } from '../answers/key.ts'
import { readDocument } from '../documents.ts'
import type { GraphqlService } from './service.ts'

/** What of a request is remembered: bodies of a page are a hundred bytes, those with their text a thousand. */
const remembered = { max: 20_000, maxSize: 8 * 2 ** 20 }
/** In bytes. */
export const largestBody = 8 * 1_024

/** A query as a request's body brings it, its document by text or id. */
export interface PlainQuery {
  asked: AskedFor
  /** The same for all that ask the same. */
  key: string
}

type Service = Pick<GraphqlService, 'schema' | 'rules' | 'operations'>

/** Undefined for what is no query, or is wrong, or is not to be asked. */
export function createReadPlainQuery(service: Service): (body: string) => PlainQuery | undefined {
  const known = new LRUCache<string, PlainQuery>({
    ...remembered,
    sizeCalculation: ({ key }, { length }) => 2 * (key.length + 2 * length),
  })
  return (body) => {
    let query = known.get(body)
    if (query === undefined) {
      query = readPlainQuery(body, service)
      if (query) known.set(body, query)
    }
    return query
  }
}

function readPlainQuery(body: string, service: Service): PlainQuery | undefined {
  const asked = askedIn(body, service)
  if (!asked) return undefined
  const document = readDocument(service, asked.query)
  if (!('kind' in document)) return undefined
  const operation = getOperationAST(document, asked.operationName)
  if (operation?.operation !== OperationTypeNode.QUERY) return undefined
  return { asked, key: keyOf(asked) }
}

function askedIn(body: string, { operations }: Service): AskedFor | undefined {
  try {
    const { documentId, ...given } = JSON.parse(body) as Body
    if (!Object.keys(given).every((name) => names.has(name))) return undefined
    if (!isRecord(given.variables ?? {})) return undefined
    if (documentId === undefined) {
      const { query } = given
      return typeof query !== 'string' || operations.refusalOf(query)
        ? undefined
        : { ...given, query }
    }
    if (typeof documentId !== 'string' || given.query !== undefined) return undefined
    return { ...given, query: operations.textOf(documentId) }
  } catch {
    return undefined
  }
}

const names = new Set(['query', 'operationName', 'variables'])

interface Body {
  query?: unknown
  documentId?: unknown
  operationName?: string
  variables?: Record<string, unknown>
}

function isRecord(value: object): boolean {
  return typeof value === 'object' && !Array.isArray(value)
}
