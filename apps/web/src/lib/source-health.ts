import type { SourceState } from '../generated/graphql.ts'
import { messages } from '../messages/messages.ts'

interface Health {
  state: SourceState
  code?: string | null
}

/** Whether nothing about a source needs somebody's attention. */
export function isWell({ state, code }: Health): boolean {
  return state !== 'FAILING' && state !== 'GONE' && code !== 'OVERDUE'
}

/** The state of a source in a word or two. */
export function stateWords(health: Health, hasFeed: boolean): string {
  const { states, noFeed, overdue } = messages.sources
  if (!hasFeed) return noFeed
  return health.code === 'OVERDUE' && health.state !== 'FAILING' ? overdue : states[health.state]
}
