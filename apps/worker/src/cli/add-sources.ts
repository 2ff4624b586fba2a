import { requireSource } from '@courant/feed'
import { pollNow, type Subscribed, subscribeTo } from '@courant/ingest'

import { modelOf } from './model.ts'
import { outcomeLine, reportJson } from './polls.ts'
import { eachOf } from './report.ts'
import { type Run, UsageError } from './run.ts'
import { sourceJson } from './source-text.ts'

export interface AddFlags {
  json?: true
  name?: string
  folder?: string
  fullText?: true
}

/**
 * Subscribes to feeds, and takes in at once what is in them.
 * @returns whether all of them could be subscribed to and read
 */
export async function addSources(
  run: Run,
  addresses: readonly string[],
  { json, ...wanted }: AddFlags,
): Promise<boolean> {
  if (wanted.name !== undefined && addresses.length > 1) {
    throw new UsageError('--name names one source: add the others on their own.')
  }
  const { db, env, signal, terminal } = run
  let allRead = true
  const options = { ...env, model: modelOf(run), signal }
  const called = (address: string) => ({ address })
  const allAdded = await eachOf(addresses, { json, called, signal, terminal }, async (address) => {
    const subscribed = await subscribeTo(db, address, wanted, options)
    const [report] = await pollNow(db, [subscribed.source], options)
    if (report?.outcome === 'FAILED') allRead = false
    const { source, created } = subscribed
    if (json) {
      const current = await requireSource(db, source.id)
      const outcome = report && reportJson(report)
      terminal.sayJson({ ...outcome, address, created, source: sourceJson(current, new Date()) })
      return
    }
    terminal.say(`${address}: ${howSubscribed(subscribed)}; ${report ? outcomeLine(report) : ''}`)
  })
  return allAdded && allRead
}

function howSubscribed({ source, created, others }: Subscribed): string {
  const already = created ? 'subscribed to' : 'already subscribed to'
  const more = others.length > 0 ? ` (it also has ${others.map(({ url }) => url).join(', ')})` : ''
  return `${already} ${source.name} as ${source.slug}${more}`
}
