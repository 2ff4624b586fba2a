import type { Request } from 'express'

/** Where this client reached us, through proxies that are trusted. Without a trailing slash. */
export function baseUrlOf(req: Request): string {
  return `${req.protocol}://${req.host || 'localhost'}`
}
