import { allSources, type EnsuredSource, subscribe } from '@courant/feed'
import type { Db } from '@courant/prisma'

import { IngestError } from './errors.ts'
import { type OpmlFeed, type OpmlProblem, writeOpml } from './formats/opml.ts'
import { readAddress } from './http/address.ts'
import { shorten } from './plain-text.ts'
import { readOpml } from './reading/read-document.ts'
import { sourceOf } from './source.ts'

/** UTF-16 units. */
const longestAddress = 2_000
const longestFolder = 200

/** An entry of a list that could not be subscribed to. */
export interface ListProblem {
  message: string
  /** Counted from 1; null where it is not known. */
  line: number | null
}

export interface ListImport {
  /** Those of the list that are sources now, in its order, each once. */
  sources: EnsuredSource[]
  created: number
  known: number
  problems: ListProblem[]
}

/**
 * Subscribes to the feeds of a subscription list (OPML), a thousand as quickly as one; nothing is
 * fetched before the worker's first polls. Sources that are there stay as they are, also those that
 * somebody paused.
 * @param options.name what people call the list; errors begin with it
 * @param list text, or bytes in any encoding
 * @throws {IngestError} BAD_OPML, TOO_LARGE, TOO_SLOW; then nothing is imported
 */
export async function importOpml(
  db: Db,
  list: string | Uint8Array,
  { name, allowPrivateHosts = [] }: { name: string; allowPrivateHosts?: readonly string[] },
): Promise<ListImport> {
  const { feeds, problems } = await readOpml(list, name)
  return subscribeToFeeds(db, feeds, { allowPrivateHosts, problems: problems.map(inWords) })
}

function inWords({ title, problem, line }: OpmlProblem): ListProblem {
  return { message: title === null ? problem : `${title}: ${problem}`, line }
}

/** Subscribes to these feeds as `importOpml` does to those of a list. */
export async function subscribeToFeeds(
  db: Db,
  feeds: readonly Omit<OpmlFeed, 'folder'>[] | readonly OpmlFeed[],
  {
    allowPrivateHosts,
    problems: found = [],
  }: { allowPrivateHosts: readonly string[]; problems?: readonly ListProblem[] },
): Promise<ListImport> {
  const problems = [...found]
  const drafts = new Map<string, ReturnType<typeof draftOf>>()
  for (const feed of feeds) {
    try {
      const draft = draftOf(feed, allowPrivateHosts)
      if (!drafts.has(draft.feedUrl)) drafts.set(draft.feedUrl, draft)
    } catch (error) {
      if (!(error instanceof IngestError)) throw error
      problems.push({ message: error.message, line: null })
    }
  }
  const sources = await subscribe(db, [...drafts.values()], { paused: 'leave' })
  const created = sources.filter((source) => source.created).length
  return { sources, created, known: sources.length - created, problems }
}

function draftOf(feed: Omit<OpmlFeed, 'folder'> | OpmlFeed, allowPrivateHosts: readonly string[]) {
  const { title, siteUrl } = feed
  const feedUrl = readAddress(feed.feedUrl, allowPrivateHosts).href
  if (feedUrl.length > longestAddress) {
    const problem = `an address of more than ${longestAddress} characters`
    throw new IngestError('BAD_ADDRESS', problem, { document: shorten(feedUrl, 100) })
  }
  const folder = 'folder' in feed ? (feed.folder?.slice(0, longestFolder) ?? null) : null
  return {
    ...sourceOf({ name: title || null, siteUrl, feedUrl, language: null }, null),
    feedUrl,
    folder,
  }
}

/** All sources that have a feed, as a subscription list (OPML 2.0). */
export async function exportOpml(db: Db, now: Date): Promise<string> {
  const feeds = (await allSources(db)).flatMap(({ name, feedUrl, siteUrl, folder }) =>
    feedUrl ? [{ title: name, feedUrl, siteUrl, folder }] : [],
  )
  return writeOpml({ title: 'Courant', createdAt: now, feeds })
}
