import type { SourceState } from '../generated/graphql.ts'
import type { Words } from './words-in.ts'

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
