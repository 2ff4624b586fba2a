import { createHash } from 'node:crypto'

import type { Request, Response } from 'express'

/** A change may become visible so much later than the time that it bears, in milliseconds. */
const settledAfter = 60_000

/**
 * Sends a document with a strong tag of what it says, or 304 to whoever has it already.
 * @param changedAt when anything in it last changed, where that is known
 */
export function sendConditionally(
  req: Request,
  res: Response,
  { type, body, changedAt }: { type: string; body: string; changedAt: Date | null },
): void {
  res.set({
    'content-type': type,
    etag: `"${createHash('sha256').update(body).digest('base64url')}"`,
    'cache-control': 'no-cache',
  })
  res.vary('Authorization')
  if (changedAt) res.set('last-modified', changedAt.toUTCString())
  // The tag is exact. A date is of whole seconds, and younger changes may still come in before it.
  if (Date.now() - Number(changedAt) < settledAfter) delete req.headers['if-modified-since']
  // Some clients add it to whatever is conditional, Node's fetch for one; it is meant for caches.
  delete req.headers['cache-control']
  res.send(Buffer.from(body))
}
