import {
  answerHub,
  findHubCallback,
  type HubCallback,
  hubSecretText,
  recordBadSignature,
  recordPush,
} from '@courant/feed'
import type { Db } from '@courant/prisma'
import type { Request, RequestHandler, Response } from 'express'

import type { Log } from '../log.ts'
import { targetOf } from '../transports/target.ts'
import { isUnreachable } from '../unreachable.ts'
import { checkSignature } from './signature.ts'

/** Bytes of a push: as much as a feed may have. None of it is kept. */
const largestPush = 10 * 1024 * 1024

/** Of what a hub says in words, as much as people are shown. */
const longestReason = 200

/**
 * Where WebSub hubs call: `/websub/:token`. A GET asks whether a subscription is meant, a POST pushes. The
 * token in the address is all that a hub has to show; no page of any origin has business here.
 */
export function createHubCallback({ db, log }: { db: Db; log: Log }): RequestHandler {
  return async (req, res) => {
    res.set('cache-control', 'no-store')
    try {
      if (req.method === 'GET') await verify(db, req, res, log)
      else if (req.method === 'POST') await receive(db, req, res, log)
      else answer(res.set('allow', 'GET, POST'), 405, 'Use GET or POST.')
    } catch (error) {
      // The hub went away in the middle of its push.
      if (req.readableAborted) return
      if (!isUnreachable(error)) throw error
      answer(res.set('retry-after', '60'), 503, 'The database does not answer.')
    }
  }
}

async function verify(db: Db, req: Request, res: Response, log: Log): Promise<void> {
  const token = tokenOf(req)
  const { params } = targetOf(req)
  const mode = params.get('hub.mode')
  const challenge = params.get('hub.challenge')
  if (token === null || (challenge === null && mode !== 'denied')) return unknown(res)
  const topic = params.get('hub.topic')
  const lease = params.get('hub.lease_seconds')
  const agreed = await answerHub(db, token, {
    mode,
    topic,
    lease: lease !== null && /^\d{1,10}$/.test(lease) ? Number(lease) : null,
    reason: words(params.get('hub.reason')),
  })
  if (!agreed) return unknown(res)
  log.info('A hub called back', { mode, topic })
  answer(res, 200, challenge ?? '')
}

async function receive(db: Db, req: Request, res: Response, log: Log): Promise<void> {
  const token = tokenOf(req)
  const callback = token === null ? null : await findHubCallback(db, token)
  if (callback === null) return unknown(res)
  if (callback === 'ENDED') return answer(res, 410, 'This subscription has ended.')

  const { sourceId } = callback
  const judgement = await judge(req, callback)
  if (judgement === 'TOO_LARGE') {
    log.warn('A push was too large', { sourceId, largestPush })
    return answer(res.set('connection', 'close'), 413, `A push has at most ${largestPush} bytes.`)
  }
  if (judgement === 'GOOD') {
    await recordPush(db, callback)
    log.debug('A hub pushed', { sourceId })
  } else {
    await recordBadSignature(db, callback)
    log.warn('A push was not believed: its signature is wrong', { sourceId })
  }
  // The same answer to both, as WebSub has it: a forger learns nothing.
  answer(res, 202, '')
}

/** Reads a push to its end, and whether the hub has signed it. One that was told no secret signs nothing. */
async function judge(
  req: Request,
  { secret }: HubCallback,
): Promise<'GOOD' | 'FORGED' | 'TOO_LARGE'> {
  const isSigned = secret.length > 0
  const signature = isSigned
    ? checkSignature(req.get('x-hub-signature'), hubSecretText(secret))
    : null
  if (Number(req.get('content-length')) > largestPush) return 'TOO_LARGE'
  let bytes = 0
  for await (const chunk of req as AsyncIterable<Uint8Array>) {
    bytes += chunk.length
    if (bytes > largestPush) return 'TOO_LARGE'
    signature?.update(chunk)
  }
  return !isSigned || signature?.matches() ? 'GOOD' : 'FORGED'
}

/** Null for what cannot be a token of ours. */
function tokenOf(req: Request): string | null {
  const { token } = req.params
  return typeof token === 'string' && /^[\w-]{43}$/.test(token) ? token : null
}

/** Of a text that somebody sent, what can be kept and shown. */
function words(text: string | null): string | null {
  return (
    text
      ?.replace(/\p{Cc}+/gu, ' ')
      .trim()
      .slice(0, longestReason) || null
  )
}

function unknown(res: Response): void {
  answer(res, 404, 'There is no such subscription.')
}

/** The body of an answer is what a hub compares, to the letter. */
function answer(res: Response, status: number, body: string): void {
  res.status(status).set('content-type', 'text/plain; charset=utf-8').end(body)
}
