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
import { count } from './report.ts'
import { type Bare, type Run, UsageError } from './run.ts'
import { sourceJson } from './source-text.ts'
import type { Terminal } from './terminal.ts'

interface Json {
  json?: true
}

/** @returns whether every entry of the list could be subscribed to */
export async function importList(
  { db, env, signal, terminal }: Run,
  name: string,
  { json }: Json,
): Promise<boolean> {
  const { content, contentType } = await readDocument(name, { ...env, signal })
  const text = typeof content === 'string' ? content : decode(content, contentType)
  const imported = await importOpml(db, text, { name, ...env })
  return tell(terminal, name, imported, json)
}

function tell(terminal: Terminal, name: string, list: ListImport, json: true | undefined): boolean {
  const { created, known, problems } = list
  for (const { line, message } of problems) {
    terminal.note(`${name}${line === null ? '' : `:${line}`}: ${message}`)
  }
  if (json) {
    const now = new Date()
    const sources = list.sources.map(({ source }) => sourceJson(source, now))
    terminal.sayJson({ list: name, created, known, problems, sources })
  } else {
    const first = created > 0 ? '; the worker reads them in the next minutes' : ''
    terminal.say(`${name}: ${count(created, 'new source')}, ${known} known already${first}`)
  }
  return problems.length === 0
}

/** Writes all subscriptions to a file, or to standard output. */
export async function exportList(
  { db, env, terminal }: Run,
  file: string | undefined,
): Promise<void> {
  const list = await exportOpml(db, new Date())
  if (file === undefined) {
    terminal.say(list.trimEnd())
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
  terminal.say(`${file}: ${count(feeds, 'feed')}`)
}

export async function listPacks({ terminal }: Bare, { json }: Json): Promise<void> {
  const packs = await starterPacks()
  if (json) terminal.sayJson(packs)
  else for (const pack of packs) terminal.say(packLine(pack))
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
  { db, env, signal, terminal }: Run,
  slug: string,
  { feed: wanted, yes, json }: PackFlags,
): Promise<boolean> {
  const pack = (await starterPacks()).find((each) => each.slug === slug)
  if (!pack) {
    throw new UsageError(`There is no starter pack "${slug}". \`pack list\` shows those there are.`)
  }
  const feeds = wanted?.map((url) => feedIn(pack, url)) ?? pack.feeds
  if (!yes) {
    for (const { title, feedUrl } of feeds) terminal.note(`${title}\t${feedUrl}`)
    if (!(await confirm(`Subscribe to ${count(feeds.length, 'feed')}?`, { terminal, signal }))) {
      terminal.say('nothing was subscribed to')
      return false
    }
  }
  return tell(terminal, slug, await subscribeToFeeds(db, feeds, env), json)
}

function feedIn(pack: StarterPack, url: string) {
  const feed = pack.feeds.find(({ feedUrl }) => feedUrl === url)
  if (feed) return feed
  throw new UsageError(`${url} is not a feed of ${pack.slug}; \`pack list --json\` shows those.`)
}
