import type { ApiKeyScope } from '../generated/graphql.ts'

/** What a key may do besides reading, in the order in which it is offered. */
export const keyScopes = [
  'SOURCES_WRITE',
  'WEBHOOKS_WRITE',
  'ARTICLES_WRITE',
  'ENTITIES_WRITE',
] as const satisfies readonly ApiKeyScope[]
