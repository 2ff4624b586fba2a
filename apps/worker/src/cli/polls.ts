import { requestPolls, requireSources } from '@courant/feed'
import { pollDue, pollNow, type PollReport, type PutOff } from '@courant/ingest'

import { modelOf } from './model.ts'
import { startProgress } from './progress.ts'
import { type Run, UsageError } from './run.ts'

export interface PollFlags {
  all?: true
  json?: true
}

/**
 * Polls sources once: those that are named, all that are polled, or those that are due.
 * @returns whether every one of them could be read
 */
export async function pollOnce(
  run: Run,
  ids: readonly string[],
  { all, json }: PollFlags,
): Promise<boolean> {
  const { db, env, signal, terminal } = run
  if (all && ids.length > 0) throw new UsageError('Name sources, or take --all, not both.')
  const named = ids.length > 0 ? await requireSources(db, ids) : null
  const asked = all ? await requestPolls(db) : named
  const progress = startProgress('Reading feeds', { json, terminal })
  let done = 0
  let allRead = true
  const onReport = (report: PollReport | PutOff) => {
    done += 1
    allRead &&= isFine(report)
    if (json) terminal.sayJson(reportJson(report))
    else if (isFine(report)) progress.say(`${report.source.slug}: ${outcomeLine(report)}`)
    else terminal.note(`${report.source.slug}: ${outcomeLine(report)}`)
    progress.at(done, Math.max(asked?.length ?? 0, done), report.source.name)
  }
  const options = { ...env, model: modelOf(run), signal, onReport }
  try {
    await (named ? pollNow(db, named, options) : pollDue(db, options))
  } finally {
    progress.stop()
  }
  if (done === 0 && !json) terminal.say('no source is due')
  return allRead
}

/** That the worker was faster is fine too. */
function isFine(report: PollReport | PutOff): boolean {
  if (report.outcome === 'PUT_OFF') return report.why === 'POLLED'
  return report.outcome !== 'FAILED'
}

export function outcomeLine(report: PollReport | PutOff): string {
  if (report.outcome === 'TAKEN') {
    const { added, revised, unchanged } = report.result
    return `added ${added}, revised ${revised}, unchanged ${unchanged}`
  }
  return report.outcome === 'UNCHANGED' ? 'nothing new' : report.reason
}

/** What came of a poll, as scripts are told of it. */
export function reportJson(report: PollReport | PutOff): object {
  const { id, slug, name } = report.source
  const { outcome } = report
  const nothing = { added: 0, revised: 0, unchanged: 0, reason: null }
  const poll = { source: { id, slug, name }, outcome, ...nothing }
  if (report.outcome === 'UNCHANGED') return poll
  if (report.outcome !== 'TAKEN') return { ...poll, reason: report.reason }
  const { added, revised, unchanged } = report.result
  return { ...poll, added, revised, unchanged }
}
