import type { Request, RequestHandler } from 'express'
import { GraphQLError } from 'graphql'

import { refuseWith } from '../transports/refuse.ts'
import { targetOf } from '../transports/target.ts'
import type { KnownOperations } from './known.ts'

/**
 * Puts the text in the place of `documentId`, as GraphQL over HTTP has persisted documents, and refuses what
 * is not known where only that may be asked. Expects a parsed JSON body.
 */
export function persisted(operations: KnownOperations): RequestHandler {
  return (req, res, next) => {
    try {
      const refusal = operations.refusalOf(req.method === 'GET' ? fromAddress(req) : fromBody(req))
      if (refusal) return refuseWith(res, refusal)
    } catch (error) {
      if (error instanceof GraphQLError) return refuseWith(res, error)
      throw error
    }
    next()
  }

  function fromAddress(req: Request): unknown {
    const { path, params } = targetOf(req)
    const id = params.get('documentId')
    if (id !== null && !params.has('query')) {
      params.delete('documentId')
      params.set('query', operations.textOf(id))
      req.url = `${path}?${params.toString()}`
    }
    return params.get('query')
  }

  function fromBody(req: Request): unknown {
    const body: unknown = req.body
    if (typeof body !== 'object' || body === null || Array.isArray(body)) return undefined
    const { documentId, query, ...rest }: { documentId?: unknown; query?: unknown } = body
    if (typeof documentId !== 'string' || query !== undefined) return query
    const text = operations.textOf(documentId)
    req.body = { ...rest, query: text }
    return text
  }
}
