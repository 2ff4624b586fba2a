import type { RequestHandler } from 'express'

import { isOriginAllowed } from './origin.ts'
import { refuse } from './refuse.ts'

/**
 * Turns away a GET that a page of another site made its reader's browser send: a link, an image, a form.
 * Browsers say so in `Sec-Fetch-Site`, and in `Origin` where a script asks. POST needs no such care: it
 * takes `application/json` alone, which a page of another site may send only after asking first.
 */
export function refuseCrossSite(allowedOrigins: readonly string[]): RequestHandler {
  return (req, res, next) => {
    if (req.method !== 'GET' && req.method !== 'HEAD') return next()
    const site = req.get('sec-fetch-site')
    const foreign =
      req.get('origin') === undefined
        ? site === 'cross-site' || site === 'same-site'
        : !isOriginAllowed(req, allowedOrigins)
    if (!foreign) return next()
    refuse(
      res,
      403,
      'FORBIDDEN',
      'A page of another site may not ask by GET (CSRF). ALLOWED_ORIGINS names those that may.',
    )
  }
}
