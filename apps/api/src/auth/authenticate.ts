import type { RequestHandler, Response } from 'express'

import type { Services } from '../context.ts'
import type { ToPublicError } from '../errors.ts'
import { refuseWith } from '../transports/refuse.ts'
import { anonymous, identifyViewer, type Viewer } from './viewer.ts'

const viewers = new WeakMap<Response, Viewer>()

/** Finds out who asks, and turns away whoever comes with a key that is wrong. */
export function authenticate(
  { db }: Pick<Services, 'db'>,
  toPublic: ToPublicError,
): RequestHandler {
  return async (req, res, next) => {
    try {
      viewers.set(res, await identifyViewer(db, req.get('authorization')))
    } catch (error) {
      return refuseWith(res, toPublic(error))
    }
    next()
  }
}

/** Who asked for this response. */
export function viewerOf(res: Response): Viewer {
  return viewers.get(res) ?? anonymous
}
