import type { RequestHandler } from 'express'

import type { Services } from '../context.ts'
import type { ToPublicError } from '../errors.ts'
import { refuseWith } from '../transports/refuse.ts'
import { requireReading } from './access.ts'
import { viewerOf } from './authenticate.ts'

/** Feed readers ask their owner for a name and a password, and know nothing else: the key is the password. */
const challenge = 'Bearer, Basic realm="Courant", charset="UTF-8"'

/** For what is read without GraphQL. Expects that `authenticate` came before. */
export function requireReader(
  { access }: Pick<Services, 'access'>,
  toPublic: ToPublicError,
): RequestHandler {
  return (_req, res, next) => {
    try {
      requireReading({ viewer: viewerOf(res), access })
    } catch (error) {
      return refuseWith(res, toPublic(error), challenge)
    }
    next()
  }
}
