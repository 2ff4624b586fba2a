import { schedulePolling } from '@courant/feed'
import { IngestError, type IngestResult, takeIn } from '@courant/ingest'
import type { Db } from '@courant/prisma'

import { modelOf } from './model.ts'
import { startProgress } from './progress.ts'
import { isAddress, readDocument } from './read.ts'
import { eachOf } from './report.ts'
import type { Run } from './run.ts'

export interface IngestFlags {
  source?: string
  subscribe?: true
  json?: true
}

/**
 * Takes in files and addresses, one after the other, and says of each what came of it.
 * @returns whether all of them were taken; those that were not do not hold up the others
 */
export async function ingestAll(
  run: Run,
  names: readonly string[],
  { source, subscribe, json }: IngestFlags,
): Promise<boolean> {
  const { db, env, signal, terminal } = run
  const model = modelOf(run)
  const progress = startProgress('Taking in', { json, terminal })
  const called = (document: string) => ({ document })
  try {
    return await eachOf(names, { json, called, signal, terminal }, async (name) => {
      if (subscribe) requireAddress(name)
      const onProgress = (done: number, all: number) => progress.at(done, all, name)
      const document = await readDocument(name, { ...env, signal })
      const { allowPrivateHosts, contact } = env
      const options = { allowPrivateHosts, contact, source, model, signal, onProgress }
      const result = await takeIn(db, document, options)
      if (subscribe) await subscribeTo(db, name, result)
      if (json) terminal.sayJson(asJson(name, result))
      else progress.say(asLine(name, result))
    })
  } finally {
    progress.stop()
  }
}

function requireAddress(name: string): void {
  if (isAddress(name)) return
  const problem =
    'only an address can be subscribed to; leave --subscribe out to take a file in once'
  throw new IngestError('BAD_ADDRESS', problem, { document: name })
}

async function subscribeTo(db: Db, name: string, { format, source }: IngestResult): Promise<void> {
  if (format !== 'feed') {
    const problem = 'its article was taken in, but only a feed can be subscribed to'
    throw new IngestError('UNSUPPORTED_FORMAT', problem, { document: name })
  }
  await schedulePolling(db, source.id)
}

function asLine(name: string, result: IngestResult): string {
  const { articles, source, added, revised, unchanged } = result
  const [only] = articles
  if (articles.length === 1 && only) {
    const outcomes = {
      ADDED: `added 1 article: ${only.headline}`,
      REVISED: `revision ${only.revision}: ${only.headline}`,
      UNCHANGED: `unchanged: ${only.headline}`,
    }
    return `${name}: ${outcomes[only.outcome]}`
  }
  if (articles.length === 0) return `${name}: no articles in ${source.name}`
  return `${name}: added ${added}, revised ${revised}, unchanged ${unchanged} of ${source.name}`
}

function asJson(document: string, result: IngestResult): object {
  const { source, added, revised, unchanged } = result
  const articles = result.articles.map(({ articleId: id, ...article }) => ({ id, ...article }))
  const { id, slug, name } = source
  return { document, source: { id, slug, name }, added, revised, unchanged, articles }
}
