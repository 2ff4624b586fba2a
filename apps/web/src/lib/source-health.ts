import type { SourceState } from '../generated/graphql.ts'
import type { Messages } from '../generated/messages.ts'
import type { Words } from './words-in.ts'

type Told = keyof Messages['sources']['health']

interface Health {
  state: SourceState
  code?: string | null
}

/** Whether nothing about a source needs somebody's attention. */
export function isWell({ state, code }: Health): boolean {
  return state !== 'FAILING' && state !== 'GONE' && code !== 'OVERDUE'
}

/** The state of a source in a word or two. */
export function stateWords(t: Words<'sources'>, health: Health, hasFeed: boolean): string {
  if (!hasFeed) return t('noFeed')
  const overdue = health.code === 'OVERDUE' && health.state !== 'FAILING'
  return overdue ? t('overdue') : t(`states.${health.state}`)
}

/**
 * How a source is doing, in a sentence.
 * @returns null where only the API can tell, since it is about what the feed's server answered
 */
export function healthWords(
  t: Words<'sources'>,
  { state, code = null }: Health,
  hasFeed: boolean,
): string | null {
  const told: Partial<Record<SourceState, Told>> = { GONE: 'gone', WAITING: 'waiting', OK: 'well' }
  if (state === 'PAUSED') return t(hasFeed ? 'health.paused' : 'health.withoutFeed')
  if (code === 'OVERDUE' && state !== 'FAILING') return t('health.overdue')
  const key = code === null || state === 'GONE' ? told[state] : undefined
  return key ? t(`health.${key}`) : null
}
