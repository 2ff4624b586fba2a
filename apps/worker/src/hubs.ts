import {
  callbackBaseOf,
  type HubOptions,
  IngestError,
  leaveHubs,
  subscribeDueHubs,
} from '@courant/ingest'
import { moveHubs } from '@courant/feed'
import type { Db } from '@courant/prisma'

import type { Env } from './env.ts'
import type { Log } from './log.ts'

/**
 * Keeps the subscriptions at WebSub hubs: asks for new ones, renews them, and takes leave. Nothing is done
 * where hubs cannot call this installation, for then all that they could do is fail; polling goes on by
 * itself.
 * @returns what is to be done again and again
 */
export function keepHubs(
  db: Db,
  { publicUrl, allowPrivateHosts, contact }: Env,
  { signal, log }: { signal: AbortSignal; log: Log },
): () => Promise<void> {
  let said: string | null = null
  const sayOnce = (reason: string) => {
    if (said !== reason) log('debug', 'Hubs are not asked to push', { reason })
    said = reason
  }
  let movedTo: string | null = null

  return async () => {
    if (publicUrl === null) return sayOnce('PUBLIC_URL is not set')
    let callbackBase: string
    try {
      callbackBase = await callbackBaseOf(publicUrl, allowPrivateHosts)
    } catch (error) {
      if (!(error instanceof IngestError)) throw error
      return sayOnce(`PUBLIC_URL: ${error.message}`)
    }
    said = null
    if (movedTo !== callbackBase) await moveHubs(db, callbackBase)
    movedTo = callbackBase

    const options: HubOptions = { callbackBase, allowPrivateHosts, contact, signal }
    for (const { sourceId, hubUrl, problem } of await subscribeDueHubs(db, options)) {
      if (problem === null) log('info', 'A hub was asked to push', { sourceId, hubUrl })
      else log('warn', 'A hub could not be asked to push', { sourceId, hubUrl, reason: problem })
    }
    await leaveHubs(db, options)
  }
}
