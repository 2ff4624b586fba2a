import { type EnsuredSource, sourcesByFeed, subscribe } from '@courant/feed'
import type { Db } from '@courant/prisma'

import { discoverFeeds, type FoundFeed } from './discover.ts'
import type { FetchOptions } from './http/guarded.ts'
import { sourceOf } from './source.ts'

export interface Subscription {
  /** What to call it; else as the feed calls itself. */
  name?: string | null
  /** Its folder in subscription lists; levels are parted by `/`. */
  folder?: string | null
  fullText?: boolean | null
}

export interface Subscribed extends EnsuredSource {
  /** Other feeds of the site, where it was looked at. */
  others: FoundFeed[]
}

/**
 * Subscribes to the feed at an address, or to the one that the site there links to. One that is there
 * already keeps its name and its folder; it is polled again where it was not.
 * @throws {IngestError} NO_FEED, BAD_FEED, and what `fetchDocument` throws
 * @throws {CourantError} BAD_ADDRESS, BAD_FOLDER
 */
export async function subscribeTo(
  db: Db,
  address: string,
  { name, folder, fullText }: Subscription,
  options: FetchOptions = {},
): Promise<Subscribed> {
  const written = URL.canParse(address) ? new URL(address).href : address
  const known = (await sourcesByFeed(db, [written])).get(written)
  const found = known
    ? { stated: known, feedUrl: written, others: [] }
    : await discovered(address, options)
  const draft = sourceOf({ ...found.stated, feedUrl: found.feedUrl }, name?.trim() || null)
  const [subscribed] = await subscribe(
    db,
    [{ ...draft, feedUrl: found.feedUrl, folder: folder ?? null, fullText: fullText ?? false }],
    { paused: 'resume' },
  )
  return { ...subscribed!, others: found.others }
}

async function discovered(address: string, options: FetchOptions) {
  const { feeds, document } = await discoverFeeds(address, options)
  const [likeliest, ...others] = feeds
  return { stated: document.source, feedUrl: likeliest!.url, others }
}
