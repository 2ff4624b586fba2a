import type { WebhookState } from '../generated/graphql.ts'

/** How a webhook does, as its reader is told: one that fails for the time being is not stopped yet. */
export type ShownState = WebhookState | 'FAILING'

export function shownState({
  state,
  failingSince,
}: {
  state: WebhookState
  failingSince?: string | null
}): ShownState {
  return state === 'ACTIVE' && failingSince ? 'FAILING' : state
}
