import { randomUUID } from 'node:crypto'

import { leaveHostAlone, releaseHosts, takeHost } from '@courant/feed'
import type { Db } from '@courant/prisma'

import { IngestError } from './errors.ts'
import type { FetchPage } from './full-text.ts'
import { fetchDocument, type FetchedDocument } from './http/fetch.ts'
import type { FetchOptions } from './http/guarded.ts'
import { postForm } from './http/post.ts'
import { type LocateOptions, locationOf } from './http/location.ts'

/** Seconds for which a host is left alone that has had too many requests (429) and does not say more. */
const usualRest = 15 * 60
/** Seconds; nobody is left alone for longer, whatever they ask for. */
const longestRest = 24 * 60 * 60

/** Milliseconds until one who waits looks again whether a host is free that somebody else asks. */
export const busyPause = 250

/** A host that cannot be asked now, which is nobody's fault. */
export class HostUnavailable extends Error {
  override name = 'HostUnavailable'
  readonly host: string
  /** Seconds for which it wants to be left alone; null where somebody else asks it now. */
  readonly seconds: number | null

  constructor(host: string, seconds: number | null) {
    super(
      seconds === null
        ? `${host} is being asked by somebody else`
        : `${host} wants to be left alone for ${Math.ceil(seconds)} s`,
    )
    this.host = host
    this.seconds = seconds
  }
}

export interface PoliteFetcher {
  /** Makes sure of a host before it is needed. @throws {HostUnavailable} */
  enter(host: string): Promise<void>
  /**
   * `fetchDocument`, one host after the other, each held until `leave`.
   * @throws {IngestError} as `fetchDocument` does
   * @throws {HostUnavailable} a host on the way cannot be asked now
   */
  fetch(address: string, options?: FetchOptions): Promise<FetchedDocument>
  /** `postForm`, in the same way. */
  post: typeof postForm
  /** `locationOf`, in the same way. */
  locate(address: string, options?: LocateOptions): Promise<string | null>
  /** Lets go of all hosts. */
  leave(): Promise<void>
}

/**
 * Fetches for one who asks one thing after the other: of all processes on the database, none asks a host
 * that another asks at the moment, nor one that wants to be left alone (429, 503 with Retry-After).
 * @param holder a UUID; who holds hosts by the same one may go on with them
 */
export function createPoliteFetcher(db: Db, holder: string = randomUUID()): PoliteFetcher {
  const enter = async (host: string) => {
    const taken = await takeHost(db, host, holder)
    if (taken.taken) return
    throw new HostUnavailable(host, taken.reason === 'LEFT_ALONE' ? taken.seconds : null)
  }
  const heeding = async <Result>(asking: Promise<Result>): Promise<Result> => {
    try {
      return await asking
    } catch (error) {
      const seconds = error instanceof IngestError ? restAfter(error) : null
      if (error instanceof IngestError && seconds !== null && error.document) {
        await leaveHostAlone(db, new URL(error.document).host, seconds)
      }
      throw error
    }
  }
  return {
    enter,
    fetch: (address, options) => heeding(fetchDocument(address, { ...options, enterHost: enter })),
    locate: (address, options) => heeding(locationOf(address, { ...options, enterHost: enter })),
    post: (address, fields, options) =>
      heeding(postForm(address, fields, { ...options, enterHost: enter })),
    // Where the database is gone, the hosts are free again by themselves after a while.
    leave: () => releaseHosts(db, [holder]).catch(() => {}),
  }
}

/** Seconds for which a failure asks to leave its whole host alone, not just this document. */
function restAfter({ status, retryAfter }: IngestError): number | null {
  if (status === 429) return Math.min(retryAfter ?? usualRest, longestRest)
  if (status === 503 && retryAfter !== null) return Math.min(retryAfter, longestRest)
  return null
}

/** How a document's articles are looked up outside while it is taken in: politely, by one fetcher. */
export function outwardBy(
  { fetch, locate }: PoliteFetcher,
  { allowPrivateHosts, contact, limits, signal }: FetchOptions,
): { redirects: LocateOptions & { locate: PoliteFetcher['locate'] }; fetchPage: FetchPage } {
  const outward = { allowPrivateHosts, contact, limits, signal }
  return {
    redirects: { ...outward, locate },
    fetchPage: (address) => fetch(address, outward),
  }
}
