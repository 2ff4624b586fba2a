import { allSources } from '@courant/feed'
import { pollDue, type PollReport } from '@courant/ingest'
import type { Db, Source } from '@courant/prisma'

import type { Env } from '../env.ts'
import { modelOf } from './model.ts'

/**
 * Polls what is due, once.
 * @returns whether every source could be read
 */
export async function pollOnce(db: Db, env: Env): Promise<boolean> {
  const { allowPrivateHosts, contact } = env
  const reports = await pollDue(db, { allowPrivateHosts, contact, model: modelOf(env) })
  if (reports.length === 0) console.log('no source is due')
  for (const report of reports) {
    const line = `${report.source.slug}: ${outcomeOf(report)}`
    if (report.outcome === 'FAILED') process.stderr.write(`${line}\n`)
    else console.log(line)
  }
  return reports.every(({ outcome }) => outcome !== 'FAILED')
}

function outcomeOf(report: PollReport): string {
  if (report.outcome === 'FAILED') return report.reason
  if (report.outcome === 'UNCHANGED') return 'nothing new'
  const { added, revised, unchanged } = report.result
  return `added ${added}, revised ${revised}, unchanged ${unchanged}`
}

export async function listSources(db: Db, { json }: { json?: true }): Promise<void> {
  const sources = await allSources(db)
  if (json) console.log(JSON.stringify(sources.map(asJson)))
  else if (sources.length === 0) console.log('there are no sources yet')
  else for (const source of sources) console.log(asLine(source))
}

function asLine(source: Source): string {
  const polled = source.nextPollAt ? `polled, next at ${source.nextPollAt.toISOString()}` : null
  const failing = source.lastError && `failed ${source.failures} times: ${source.lastError}`
  const parts = [source.slug, source.name, source.feedUrl ?? source.siteUrl, polled, failing]
  return parts.filter(Boolean).join('\t')
}

function asJson(source: Source): object {
  const { id, slug, name, siteUrl, feedUrl, language } = source
  const { nextPollAt, lastPolledAt, failures, lastError } = source
  return {
    id,
    slug,
    name,
    siteUrl,
    feedUrl,
    language,
    nextPollAt,
    lastPolledAt,
    failures,
    lastError,
  }
}
