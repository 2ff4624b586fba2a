import { writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'

import { allSources } from '@courant/feed'
import {
  decode,
  exportOpml,
  importOpml,
  IngestError,
  type ListImport,
  type StarterPack,
  starterPacks,
  subscribeToFeeds,
} from '@courant/ingest'

import { confirm } from './confirm.ts'
import { readDocument } from './read.ts'
import { count, writeJson } from './report.ts'
import { type Run, UsageError } from './run.ts'
import { sourceJson } from './source-text.ts'

interface Json {
  json?: true
}

/** @returns whether every entry of the list could be subscribed to */
export async function importList(
  { db, env, signal }: Run,
  name: string,
  { json }: Json,
): Promise<boolean> {
  const { content, contentType } = await readDocument(name, { ...env, signal })
  const text = typeof content === 'string' ? content : decode(content, contentType)
  const imported = await importOpml(db, text, { name, ...env })
  return tell(name, imported, json)
}

function tell(name: string, list: ListImport, json: true | undefined): boolean {
  const { created, known, problems } = list
  for (const { line, message } of problems) {
    process.stderr.write(`${name}${line === null ? '' : `:${line}`}: ${message}\n`)
  }
  if (json) {
    const now = new Date()
    const sources = list.sources.map(({ source }) => sourceJson(source, now))
    writeJson({ list: name, created, known, problems, sources })
  } else {
    const first = created > 0 ? '; the worker reads them in the next minutes' : ''
    console.log(`${name}: ${count(created, 'new source')}, ${known} known already${first}`)
  }
  return problems.length === 0
}

/** Writes all subscriptions to a file, or to standard output. */
export async function exportList({ db, env }: Run, file: string | undefined): Promise<void> {
  const list = await exportOpml(db, new Date())
  if (file === undefined) {
    process.stdout.write(list.endsWith('\n') ? list : `${list}\n`)
    return
  }
  await writeFile(resolve(env.workingDir, file), list).catch((cause: unknown) => {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new IngestError('UNREACHABLE', `it cannot be written: ${reason}`, {
      document: file,
      cause,
    })
  })
  const feeds = (await allSources(db)).filter(({ feedUrl }) => feedUrl !== null).length
  console.log(`${file}: ${count(feeds, 'feed')}`)
}

export async function listPacks({ json }: Json): Promise<void> {
  const packs = await starterPacks()
  if (json) writeJson(packs)
  else for (const pack of packs) console.log(packLine(pack))
}

function packLine({ slug, title, description, language, feeds }: StarterPack): string {
  return [slug, title, language, count(feeds.length, 'feed'), description].join('\t')
}

export interface PackFlags extends Json {
  feed?: string[]
  yes?: true
}

/**
 * Subscribes to the feeds of a starter pack, or to some of them, once whoever sits there has agreed.
 * @returns whether every one of them could be subscribed to
 */
export async function addPack(
  { db, env, signal }: Run,
  slug: string,
  { feed: wanted, yes, json }: PackFlags,
): Promise<boolean> {
  const pack = (await starterPacks()).find((each) => each.slug === slug)
  if (!pack) {
    throw new UsageError(`There is no starter pack "${slug}". \`pack list\` shows those there are.`)
  }
  const feeds = wanted?.map((url) => feedIn(pack, url)) ?? pack.feeds
  if (!yes) {
    for (const { title, feedUrl } of feeds) process.stderr.write(`${title}\t${feedUrl}\n`)
    if (!(await confirm(`Subscribe to ${count(feeds.length, 'feed')}?`, signal))) {
      console.log('nothing was subscribed to')
      return false
    }
  }
  return tell(slug, await subscribeToFeeds(db, feeds, env), json)
}

function feedIn(pack: StarterPack, url: string) {
  const feed = pack.feeds.find(({ feedUrl }) => feedUrl === url)
  if (feed) return feed
  throw new UsageError(`${url} is not a feed of ${pack.slug}; \`pack list --json\` shows those.`)
}
