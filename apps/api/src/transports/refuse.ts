import type { Response } from 'express'
import type { GraphQLError } from 'graphql'

import { errorCode } from '../errors.ts'

/** Answers a request that never became an operation, in the form of a GraphQL error. */
export function refuse(res: Response, status: number, code: string, message: string): void {
  res.status(status).json({ errors: [{ message, extensions: { code } }] })
}

/** By the code of the error. Others are the request's fault, but for those that we caused. */
const statuses: Record<string, number> = {
  [errorCode.forbidden]: 403,
  [errorCode.internal]: 500,
  [errorCode.rateLimited]: 429,
  [errorCode.unauthenticated]: 401,
  [errorCode.unavailable]: 503,
}

/**
 * Answers with what a client is told of an error, and with the status and headers that say it too.
 * @param challenge how one can say who one is, for `WWW-Authenticate`
 */
export function refuseWith(
  res: Response,
  { message, extensions: all }: GraphQLError,
  challenge = 'Bearer',
): void {
  const { http: _http, ...extensions } = all
  const code = String(extensions['code'])
  if (code === errorCode.unauthenticated) res.set('www-authenticate', challenge)
  if (code === errorCode.unavailable) res.set('retry-after', '5')
  if (code === errorCode.rateLimited)
    res.set('retry-after', Number(extensions['retryAfter']).toString())
  res.status(statuses[code] ?? 400).json({ errors: [{ message, extensions }] })
}
