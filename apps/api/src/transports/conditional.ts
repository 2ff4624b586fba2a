import { createHash } from 'node:crypto'

import type { Request, Response } from 'express'
import { LRUCache } from 'lru-cache'

/** Addresses whose documents are remembered; of the others a date says nothing until they are asked for again. */
const remembered = 10_000

/** A document as it is now. */
interface Document {
  /** What it is asked for by; one that says the same elsewhere is another. */
  address: string
  type: string
  body: string
}

interface Seen {
  tag: string
  /** Since when it has said so, in milliseconds. */
  since: number
}

/** Sends a document with a strong tag of what it says, or 304 to whoever has it already. */
export type SendConditionally = (req: Request, res: Response, document: Document) => void

/**
 * A date of the newest article would not do for `Last-Modified`: a document changes as well when one is
 * removed, or does not match any more. So it is when this process first saw the document say what it
 * says, and stays unsaid for the second in which it might still say something else.
 */
export function createSendConditionally(): SendConditionally {
  const documents = new LRUCache<string, Seen>({ max: remembered })
  return (req, res, { address, type, body }) => {
    const tag = `"${createHash('sha256').update(body).digest('base64url')}"`
    const before = documents.get(address)
    const seen = before?.tag === tag ? before : { tag, since: Date.now() }
    documents.set(address, seen)
    res.set({ 'content-type': type, etag: tag, 'cache-control': 'no-cache' })
    res.vary('Authorization')
    const isOver = Math.floor(seen.since / 1_000) < Math.floor(Date.now() / 1_000)
    if (isOver) res.set('last-modified', new Date(seen.since).toUTCString())
    // Some clients add it to whatever is conditional, Node's fetch for one; it is meant for caches.
    delete req.headers['cache-control']
    res.send(Buffer.from(body))
  }
}
