import type { Claim } from '@courant/feed'

import type { Viewer } from '../../auth/viewer.ts'

/**
 * By which a change is made once, if the client gave it a key of its own.
 * @param operation the mutation's name: one key does not serve two of them
 */
export function claimOf(
  viewer: Viewer,
  operation: string,
  { idempotencyKey, ...input }: { idempotencyKey?: string | null },
): Claim | null {
  if (idempotencyKey == null || viewer.kind === 'anonymous') return null
  const ownerId = viewer.kind === 'key' ? viewer.id : viewer.accountId
  return { ownerId, key: idempotencyKey, input: [operation, input] }
}
