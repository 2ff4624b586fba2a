import { schedulePolling } from '@courant/feed'
import { ingestDocument, IngestError, type IngestResult } from '@courant/ingest'
import type { Db } from '@courant/prisma'

import type { Env } from '../env.ts'
import { modelOf } from './model.ts'
import { isAddress, readDocument } from './read.ts'

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
  db: Db,
  env: Env,
  names: readonly string[],
  { source, subscribe, json }: IngestFlags,
): Promise<boolean> {
  const model = modelOf(env)
  let allTaken = true
  for (const name of names) {
    try {
      if (subscribe) requireAddress(name)
      const result = await ingestDocument(db, await readDocument(name, env), { source, model })
      if (subscribe) await subscribeTo(db, name, result)
      console.log(json ? JSON.stringify(asJson(name, result)) : asLine(name, result))
    } catch (error) {
      if (!(error instanceof IngestError)) throw error
      allTaken = false
      process.stderr.write(`${error.message}\n`)
      if (json) console.log(JSON.stringify(errorAsJson(name, error)))
    }
  }
  return allTaken
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

function errorAsJson(document: string, { code, message, line, column }: IngestError): object {
  return { document, error: { code, message, line, column } }
}
