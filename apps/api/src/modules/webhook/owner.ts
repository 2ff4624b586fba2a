import type { WebhookOwner, WebhookReach } from '@courant/feed'

import { requireScope } from '../../auth/access.ts'
import type { Context } from '../../context.ts'
import { requestError } from '../../errors.ts'

type Asking = Pick<Context, 'viewer'>

/** Whose webhooks somebody makes. @throws {GraphQLError} as `requireScope` does */
export function ownerOf(context: Asking): WebhookOwner {
  requireScope(context, 'WEBHOOKS_WRITE')
  const { viewer } = context
  if (viewer.kind === 'key') return { apiKeyId: viewer.id }
  if (viewer.kind === 'account') return { accountId: viewer.accountId }
  throw requestError('Sign in for this.')
}

/** Whose webhooks somebody may see and change. @throws {GraphQLError} as `requireScope` does */
export function reachOf(context: Asking): WebhookReach {
  const owner = ownerOf(context)
  const { viewer } = context
  return viewer.kind === 'account' && viewer.role === 'ADMIN' ? 'EVERYBODY' : owner
}

/** The private hosts that somebody may have this server ask: of those who may add sources. */
export function privateHostsFor({ viewer, intake }: Pick<Context, 'viewer' | 'intake'>): string[] {
  const isReader = viewer.kind === 'account' && viewer.role === 'READER'
  return isReader ? [] : [...(intake.allowPrivateHosts ?? [])]
}
