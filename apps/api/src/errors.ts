import { randomUUID } from 'node:crypto'

import { CourantError } from '@courant/feed'
import { type ExecutionResult, GraphQLError } from 'graphql'

import { SubscriberTooSlowError } from './live/follow.ts'
import type { Log } from './log.ts'
import { isUnreachable } from './unreachable.ts'

/** The codes that are not the domain's. Stable: clients branch on these. */
export const errorCode = {
  badInput: 'BAD_USER_INPUT',
  costExceeded: 'COST_EXCEEDED',
  forbidden: 'FORBIDDEN',
  internal: 'INTERNAL_SERVER_ERROR',
  notParsed: 'GRAPHQL_PARSE_FAILED',
  notValid: 'GRAPHQL_VALIDATION_FAILED',
  operationNotFound: 'PERSISTED_OPERATION_NOT_FOUND',
  operationOnly: 'PERSISTED_OPERATION_ONLY',
  rateLimited: 'RATE_LIMITED',
  tooSlow: 'SUBSCRIBER_TOO_SLOW',
  unauthenticated: 'UNAUTHENTICATED',
  unavailable: 'SERVICE_UNAVAILABLE',
} as const

/** What this app itself refuses. */
export function requestError(message: string): GraphQLError {
  const extensions = { code: errorCode.badInput, http: { status: 400 } }
  return new GraphQLError(message, { extensions })
}

/** Turns whatever went wrong into what the client is told; the same for HTTP, WebSocket and SSE. */
export type ToPublicError = (error: unknown) => GraphQLError

/** @param suggest whether somebody who misspelt a name is told of names like it */
export function createErrorMapper(log: Log, { suggest = true } = {}): ToPublicError {
  return (error) => {
    const cause = rootCause(error)
    if (cause instanceof CourantError) {
      const { code, field } = cause
      return restate(error, cause.message, { code, ...(field !== undefined && { field }) })
    }
    if (cause instanceof SubscriberTooSlowError) {
      return restate(error, cause.message, { code: errorCode.tooSlow, cursor: cause.cursor })
    }
    if (error instanceof GraphQLError && cause instanceof GraphQLError && isForClient(error)) {
      const message = suggest ? error.message : error.message.replace(/ Did you mean .+\?$/s, '')
      return restate(error, message, { code: errorCode.badInput, ...error.extensions })
    }
    if (isUnreachable(cause)) {
      log.warn('The database does not answer', { error: cause })
      return restate(error, 'The database does not answer. Try again in a few seconds.', {
        code: errorCode.unavailable,
      })
    }
    const reference = randomUUID()
    log.error('Internal error', { reference, error: cause })
    return restate(error, 'Internal error', { code: errorCode.internal, reference })
  }
}

/** A result whose errors are what the client is told. */
export function toPublicResult(result: ExecutionResult, toPublic: ToPublicError): ExecutionResult {
  return result.errors ? { ...result, errors: result.errors.map(toPublic) } : result
}

function rootCause(error: unknown): unknown {
  return error instanceof GraphQLError && error.originalError
    ? rootCause(error.originalError)
    : error
}

/**
 * GraphQL errors raised with a code are written for clients, and so is what GraphQL itself finds wrong
 * with a request before a field is resolved, when there is no path yet.
 */
function isForClient({ extensions, path }: GraphQLError): boolean {
  return path === undefined || extensions.code !== undefined
}

function restate(
  error: unknown,
  message: string,
  { http: _http, ...extensions }: Record<string, unknown>,
): GraphQLError {
  const { nodes, source, positions, path } = error instanceof GraphQLError ? error : {}
  return new GraphQLError(message, { nodes, source, positions, path, extensions })
}
