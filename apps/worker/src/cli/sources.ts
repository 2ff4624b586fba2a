import { allSources, countArticles, removeSource, requireSource, updateSource } from '@courant/feed'
import type { Source } from '@courant/prisma'

import { confirm } from './confirm.ts'
import { startProgress } from './progress.ts'
import { count, eachOf } from './report.ts'
import { type Run, UsageError } from './run.ts'
import { sourceJson, sourceLine } from './source-text.ts'
import type { Terminal } from './terminal.ts'

interface Json {
  json?: true
}

export async function listSources({ db, terminal }: Run, { json }: Json): Promise<void> {
  const sources = await allSources(db)
  const now = new Date()
  if (json) terminal.sayJson(sources.map((source) => sourceJson(source, now)))
  else if (sources.length === 0) terminal.say('there are no sources yet')
  else for (const source of sources) terminal.say(sourceLine(source, now))
}

export interface UpdateFlags extends Json {
  name?: string
  folder?: string
  fullText?: boolean
}

export async function changeSource(
  { db, terminal }: Run,
  id: string,
  { json, ...changes }: UpdateFlags,
): Promise<void> {
  if (Object.keys(changes).length === 0) {
    throw new UsageError('Say what to change: --name, --folder, --full-text or --no-full-text.')
  }
  show(terminal, await updateSource(db, id, changes), json)
}

/** @returns whether all of them could be paused or resumed */
export async function setPolled(
  { db, signal, terminal }: Run,
  ids: readonly string[],
  polled: boolean,
  { json }: Json,
): Promise<boolean> {
  const called = (source: string) => ({ source })
  return eachOf(ids, { json, called, signal, terminal }, async (id) =>
    show(terminal, await updateSource(db, id, { polled }), json),
  )
}

function show(terminal: Terminal, source: Source, json: true | undefined): void {
  const now = new Date()
  if (json) terminal.sayJson(sourceJson(source, now))
  else terminal.say(sourceLine(source, now))
}

export interface RemoveFlags extends Json {
  yes?: true
}

/** @returns false where whoever was asked said no */
export async function takeSourceAway(
  { db, signal, terminal }: Run,
  id: string,
  { yes, json }: RemoveFlags,
): Promise<boolean> {
  const source = await requireSource(db, id)
  const all = await countArticles(db, source.id)
  const question = `Remove ${source.name} and its ${count(all, 'article')}?`
  if (!yes && !(await confirm(question, { terminal, signal }))) {
    terminal.say('nothing was removed')
    return false
  }
  const progress = startProgress(`Removing ${source.name}`, { json, terminal })
  try {
    const onProgress = (done: number) => progress.at(done, Math.max(all, done))
    const removed = await removeSource(db, source.id, { signal, onProgress })
    progress.stop()
    const { slug, name } = source
    if (json)
      terminal.sayJson({ removed: { id: removed.id, slug, name }, articles: removed.articles })
    else terminal.say(`removed ${name} with ${count(removed.articles, 'article')}`)
    return true
  } finally {
    progress.stop()
  }
}
