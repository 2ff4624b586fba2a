import { allSources, countArticles, removeSource, requireSource, updateSource } from '@courant/feed'
import { pollNow, type Subscribed, subscribeTo } from '@courant/ingest'
import type { Source } from '@courant/prisma'

import { confirm } from './confirm.ts'
import { modelOf } from './model.ts'
import { outcomeLine, reportJson } from './polls.ts'
import { startProgress } from './progress.ts'
import { asAddress } from './read.ts'
import { count, eachOf, writeJson } from './report.ts'
import { type Run, UsageError } from './run.ts'
import { sourceJson, sourceLine } from './source-text.ts'

interface Json {
  json?: true
}

export interface AddFlags extends Json {
  name?: string
  folder?: string
  fullText?: true
}

/**
 * Subscribes to feeds, and takes in at once what is in them.
 * @returns whether all of them could be subscribed to and read
 */
export async function addSources(
  { db, env, signal }: Run,
  addresses: readonly string[],
  { json, ...wanted }: AddFlags,
): Promise<boolean> {
  if (wanted.name !== undefined && addresses.length > 1) {
    throw new UsageError('--name names one source: add the others on their own.')
  }
  let allRead = true
  const options = { ...env, model: modelOf(env), signal }
  const called = (address: string) => ({ address })
  const allAdded = await eachOf(addresses, { json, called, signal }, async (address) => {
    const subscribed = await subscribeTo(db, asAddress(address), wanted, options)
    const [report] = await pollNow(db, [subscribed.source], options)
    if (report?.outcome === 'FAILED') allRead = false
    const { source, created } = subscribed
    if (json) {
      const current = await requireSource(db, source.id)
      const outcome = report && reportJson(report)
      writeJson({ ...outcome, address, created, source: sourceJson(current, new Date()) })
      return
    }
    console.log(`${address}: ${howSubscribed(subscribed)}; ${report ? outcomeLine(report) : ''}`)
  })
  return allAdded && allRead
}

function howSubscribed({ source, created, others }: Subscribed): string {
  const already = created ? 'subscribed to' : 'already subscribed to'
  const more = others.length > 0 ? ` (it also has ${others.map(({ url }) => url).join(', ')})` : ''
  return `${already} ${source.name} as ${source.slug}${more}`
}

export async function listSources({ db }: Run, { json }: Json): Promise<void> {
  const sources = await allSources(db)
  const now = new Date()
  if (json) writeJson(sources.map((source) => sourceJson(source, now)))
  else if (sources.length === 0) console.log('there are no sources yet')
  else for (const source of sources) console.log(sourceLine(source, now))
}

export interface UpdateFlags extends Json {
  name?: string
  folder?: string
  fullText?: boolean
}

export async function changeSource(
  { db }: Run,
  id: string,
  { json, ...changes }: UpdateFlags,
): Promise<void> {
  if (Object.keys(changes).length === 0) {
    throw new UsageError('Say what to change: --name, --folder, --full-text or --no-full-text.')
  }
  show(await updateSource(db, id, changes), json)
}

/** @returns whether all of them could be paused or resumed */
export async function setPolled(
  { db, signal }: Run,
  ids: readonly string[],
  polled: boolean,
  { json }: Json,
): Promise<boolean> {
  const called = (source: string) => ({ source })
  return eachOf(ids, { json, called, signal }, async (id) =>
    show(await updateSource(db, id, { polled }), json),
  )
}

function show(source: Source, json: true | undefined): void {
  const now = new Date()
  if (json) writeJson(sourceJson(source, now))
  else console.log(sourceLine(source, now))
}

export interface RemoveFlags extends Json {
  yes?: true
}

/** @returns false where whoever was asked said no */
export async function takeSourceAway(
  { db, signal }: Run,
  id: string,
  { yes, json }: RemoveFlags,
): Promise<boolean> {
  const source = await requireSource(db, id)
  const all = await countArticles(db, source.id)
  const question = `Remove ${source.name} and its ${count(all, 'article')}?`
  if (!yes && !(await confirm(question, signal))) {
    console.log('nothing was removed')
    return false
  }
  const progress = startProgress(`Removing ${source.name}`, { json })
  try {
    const onProgress = (done: number) => progress.at(done, Math.max(all, done))
    const removed = await removeSource(db, source.id, { signal, onProgress })
    progress.stop()
    const { slug, name } = source
    if (json) writeJson({ removed: { id: removed.id, slug, name }, articles: removed.articles })
    else console.log(`removed ${name} with ${count(removed.articles, 'article')}`)
    return true
  } finally {
    progress.stop()
  }
}
