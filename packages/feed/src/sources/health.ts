import type { Source } from '@courant/prisma'

export type SourceState = 'OK' | 'WAITING' | 'FAILING' | 'GONE' | 'PAUSED'

export interface SourceHealth {
  state: SourceState
  /** Sentences for people: what is wrong, and what happens next. */
  message: string
  /** Stable, for programs and translations; null where nothing is wrong. */
  code: string | null
}

type PolledSource = Pick<
  Source,
  'feedUrl' | 'nextPollAt' | 'lastPolledAt' | 'failures' | 'lastError' | 'lastErrorCode' | 'goneAt'
>

/** Milliseconds after which a source that is due shows that nobody polls. */
const patience = 15 * 60_000

/**
 * How the feed of a source is doing. When exactly it is asked again, `nextPollAt` says.
 * @param now by the database's clock, or close to it
 */
export function healthOf(source: PolledSource, now: Date): SourceHealth {
  const { feedUrl, nextPollAt, lastPolledAt, failures, lastError, lastErrorCode } = source
  if (source.goneAt) {
    const message = 'Its server said that the feed is gone for good. It is not asked any more.'
    return { state: 'GONE', message, code: 'GONE' }
  }
  if (!feedUrl) {
    return { state: 'PAUSED', message: 'It has no feed: articles came from it once.', code: null }
  }
  if (!nextPollAt) {
    const message = 'It is not polled: nobody subscribed to it, or somebody paused it.'
    return { state: 'PAUSED', message, code: null }
  }
  const overdue = now.getTime() - nextPollAt.getTime() > patience
  const nobodyPolls = 'It should have been asked long ago: see that a worker runs.'
  if (failures > 0) {
    const next = overdue ? nobodyPolls : 'It is asked again by itself, ever more seldom.'
    const message = `${failed(failures, reasonOf(lastError, feedUrl))} ${next}`
    return { state: 'FAILING', message, code: lastErrorCode ?? 'UNKNOWN' }
  }
  if (!lastPolledAt) {
    const message = overdue ? nobodyPolls : 'It was not asked yet; that happens in a moment.'
    return { state: 'WAITING', message, code: overdue ? 'OVERDUE' : null }
  }
  if (overdue) return { state: 'OK', message: nobodyPolls, code: 'OVERDUE' }
  const noted = lastError ? ` ${sentence(reasonOf(lastError, feedUrl))}` : ''
  return {
    state: 'OK',
    message: `Its feed could be read the last time.${noted}`,
    code: lastErrorCode,
  }
}

function failed(times: number, reason: string): string {
  const often = times === 1 ? '' : ` ${times} times in a row`
  return sentence(
    reason ? `It could not be read${often}: ${reason}` : `It could not be read${often}`,
  )
}

/** Errors begin with the address, which stands beside the message anyway; a place in it stays. */
function reasonOf(lastError: string | null, feedUrl: string): string {
  const reason = lastError?.trim() ?? ''
  if (!reason.startsWith(feedUrl)) return reason
  const rest = reason.slice(feedUrl.length)
  const [, line, column, problem] = /^(?::(\d+))?(?::(\d+))?: (.*)$/s.exec(rest) ?? []
  if (problem === undefined) return reason
  const place = column ? ` (line ${line}, column ${column})` : line ? ` (line ${line})` : ''
  return `${problem}${place}`
}

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`
}
