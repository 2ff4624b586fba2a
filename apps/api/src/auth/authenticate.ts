import type { Request, RequestHandler, Response } from 'express'

import type { Services } from '../context.ts'
import type { ToPublicError } from '../errors.ts'
import { isOriginAllowed } from '../transports/origin.ts'
import { refuseWith } from '../transports/refuse.ts'
import { sessionIn } from './session-cookie.ts'
import { anonymous, identifyViewer, type Viewer } from './viewer.ts'
import { createVisit, type Visit } from './visit.ts'

const visits = new WeakMap<Response, Visit & { viewer: Viewer }>()

/** Finds out who asks, and turns away whoever comes with a key that is wrong. */
export function authenticate(
  { db, access }: Pick<Services, 'db' | 'access'>,
  toPublic: ToPublicError,
  allowedOrigins: readonly string[],
): RequestHandler {
  return async (req, res, next) => {
    try {
      const viewer = await identifyViewer(db, {
        authorization: req.get('authorization'),
        session: isOfOwnPage(req, allowedOrigins) ? sessionIn(req, access) : undefined,
      })
      visits.set(res, { ...createVisit(res, access), viewer })
    } catch (error) {
      return refuseWith(res, toPublic(error))
    }
    next()
  }
}

/**
 * Whether the page that sent this may act for whoever reads it (CSRF). Browsers say where it is from, in
 * one header or the other, for all but the reader's own going to an address.
 */
function isOfOwnPage(req: Request, allowedOrigins: readonly string[]): boolean {
  const site = req.get('sec-fetch-site')
  if (req.get('origin') !== undefined) return isOriginAllowed(req, allowedOrigins)
  return site === undefined || site === 'same-origin' || site === 'none'
}

/** Who asked for this response. */
export function viewerOf(res: Response): Viewer {
  return visits.get(res)?.viewer ?? anonymous
}

/** The request that this response answers, for signing in and out. */
export function visitOf(res: Response): Visit | null {
  return visits.get(res) ?? null
}
