import type { ErrorRequestHandler } from 'express'

import type { ToPublicError } from '../errors.ts'
import { refuse, refuseWith } from './refuse.ts'

/**
 * Answers what went wrong in the form of a GraphQL error, behind routes that are no GraphQL.
 * @param badRequest the code of an error that is the request's fault; null for any other
 */
export function answerErrors(
  toPublic: ToPublicError,
  badRequest: (error: Error) => string | null = () => null,
): ErrorRequestHandler {
  return (error: unknown, _req, res, next) => {
    // A body that is too large or cut off is told of where all of them are.
    if (res.headersSent || (error instanceof Error && 'type' in error)) return next(error)
    const code = error instanceof Error ? badRequest(error) : null
    if (error instanceof Error && code !== null) return refuse(res, 400, code, error.message)
    return refuseWith(res, toPublic(error))
  }
}
