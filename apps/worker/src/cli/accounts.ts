import { inviteAsOwner } from '@courant/feed'
import type { AccountRole } from '@courant/prisma'

import type { Run } from './run.ts'

export interface InviteFlags {
  role: AccountRole
  email?: string
  json?: true
}

/** Makes an invitation and shows it, this once. */
export async function invite(
  { db, terminal }: Run,
  { role, email, json }: InviteFlags,
): Promise<void> {
  const { token, expiresAt } = await inviteAsOwner(db, { role, email: email ?? null })
  if (json) return terminal.sayJson({ invitation: token, role, email: email ?? null, expiresAt })
  // On its own, so that it can be piped into where it belongs.
  terminal.say(`/welcome?invitation=${token}`)
  terminal.note("Open this below the address of Courant's pages. It is shown this once.")
}
