import { allSources, countArticles, removeSource, requireSource, updateSource } from '@courant/feed'
import type { Source } from '@courant/prisma'

import { confirm } from './confirm.ts'
import { startProgress } from './progress.ts'
import { count, eachOf, writeJson } from './report.ts'
import { type Run, UsageError } from './run.ts'
import { sourceJson, sourceLine } from './source-text.ts'

interface Json {
  json?: true
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
