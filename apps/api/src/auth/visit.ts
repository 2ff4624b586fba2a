import type { Response } from 'express'

import type { AccessSettings } from './access.ts'
import { sessionCookie } from './session-cookie.ts'

/** The request by which somebody signs in or out. */
export interface Visit {
  /** Has the browser keep this session, or, with null, none. */
  keepSession(token: string | null): void
  /** The session that it kept, if any. */
  begun(): string | null
}

export function createVisit(res: Response, access: AccessSettings): Visit {
  let begun: string | null = null
  return {
    keepSession(token) {
      begun = token
      res.append('set-cookie', sessionCookie(token, access))
      res.set('cache-control', 'no-store')
    },
    begun: () => begun,
  }
}
