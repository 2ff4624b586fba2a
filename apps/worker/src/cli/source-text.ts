import { healthOf } from '@courant/feed'
import type { Source } from '@courant/prisma'

/** A source on one line: its slug, name, feed, folder and how it is doing, parted by tabs. */
export function sourceLine(source: Source, now: Date): string {
  const { slug, name, feedUrl, siteUrl, folder, nextPollAt } = source
  const { message } = healthOf(source, now)
  const next = nextPollAt && `Next poll ${inWords(nextPollAt, now)}.`
  const parts = [slug, name, feedUrl ?? siteUrl, folder && `in ${folder}`, message, next]
  return parts.filter(Boolean).join('\t')
}

/** A source as scripts are told of it. */
export function sourceJson(source: Source, now: Date): object {
  const { id, slug, name, siteUrl, feedUrl, language, folder, fullText } = source
  const { state, message, code } = healthOf(source, now)
  const { failures, lastError, lastPolledAt, lastReadAt, nextPollAt, pollSeconds } = source
  return {
    id,
    slug,
    name,
    siteUrl,
    feedUrl,
    language,
    folder,
    fullText,
    state,
    message,
    code,
    failures,
    lastError,
    lastPolledAt,
    lastReadAt,
    nextPollAt,
    pollSeconds,
  }
}

function inWords(time: Date, now: Date): string {
  const seconds = Math.round((time.getTime() - now.getTime()) / 1_000)
  if (seconds <= 0) return 'now'
  if (seconds < 90) return `in ${seconds} s`
  const minutes = Math.round(seconds / 60)
  return minutes < 90 ? `in ${minutes} min` : `in ${Math.round(minutes / 60)} h`
}
