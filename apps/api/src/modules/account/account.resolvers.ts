import {
  accountPage,
  changePassword,
  createAccount,
  endSession,
  findAccount,
  inviteAccountOnce,
  type SignedIn,
  signIn,
  updateAccount,
} from '@courant/feed'

import { requireRole, scopesOf } from '../../auth/access.ts'
import type { Visit } from '../../auth/visit.ts'
import type { Context } from '../../context.ts'
import { requestError } from '../../errors.ts'
import type { Resolvers } from '../../generated/resolvers.ts'
import { nodes, totalCount } from '../connection.ts'
import { answer } from '../mutation/answer.ts'
import { claimOf } from '../mutation/claim.ts'
import { alreadyShown } from './already-shown.ts'

export const resolvers: Resolvers = {
  Query: {
    viewer: (_, _args, { viewer }) => (viewer.kind === 'anonymous' ? null : viewer),
    accounts: (_, request, context) => {
      requireRole(context, 'ADMIN')
      return accountPage(context.db, request)
    },
  },
  AccountConnection: { nodes, totalCount },
  Viewer: {
    account: (viewer, _, { db }) =>
      viewer.kind === 'account' ? findAccount(db, viewer.accountId) : null,
    scopes: (viewer) => [...scopesOf(viewer)],
  },
  Account: {
    active: ({ disabledAt }) => disabledAt === null,
  },
  Mutation: {
    accountCreate: (_, { input }, context) => {
      const visit = requireVisit(context)
      const { db, passwords, access } = context
      return answer({ account: null }, fields, async () => {
        const given = { ...input, address: context.address }
        const signedIn = await createAccount(db, given, { signUp: access.signUp, passwords })
        return begin(context, visit, signedIn)
      })
    },
    signIn: (_, { input }, context) => {
      const visit = requireVisit(context)
      return answer({ account: null }, fields, async () => {
        const given = { ...input, address: context.address }
        return begin(context, visit, await signIn(context.db, given, context.passwords))
      })
    },
    signOut: (_, { input }, context) => {
      const visit = requireVisit(context)
      const { db, viewer } = context
      return answer({ signedOut: false }, fields, async () => {
        visit.keepSession(null)
        if (viewer.kind !== 'account') return { signedOut: false }
        await endSession(db, viewer, { everywhere: input?.everywhere ?? false })
        return { signedOut: true }
      })
    },
    accountInvite: (_, { input }, context) => {
      const viewer = requireRole(context, 'ADMIN')
      const { signUp } = context.access
      const role = input.role ?? ('READER' as const)
      const wanted = { email: input.email, role, by: viewer.accountId, signUp }
      const claim = claimOf(viewer, 'accountInvite', input)
      return answer({ invitation: null, expiresAt: null }, fields, async () => {
        const { token, expiresAt } = await inviteAccountOnce(context.db, wanted, claim)
        return { invitation: token, expiresAt, ...(token === null && alreadyShown('invitation')) }
      })
    },
    accountUpdate: (_, { input }, context) => {
      requireRole(context, 'ADMIN')
      return answer({ account: null }, fields, async () => ({
        account: await updateAccount(context.db, input.id, input),
      }))
    },
    passwordChange: (_, { input }, context) => {
      const viewer = requireRole(context, 'READER')
      const given = { current: input.currentPassword, next: input.newPassword }
      return answer({ account: null }, fields, async () => ({
        account: await changePassword(context.db, viewer, given, context.passwords),
      }))
    },
  },
}

const fields = { root: 'input' }

function requireVisit({ visit }: Pick<Context, 'visit'>): Visit {
  if (visit) return visit
  throw requestError('Nobody can sign in or out over WebSocket. Send this by POST.')
}

/** Keeps the new session; the one that the browser had before, if any, ends. */
async function begin(
  { db, viewer }: Pick<Context, 'db' | 'viewer'>,
  visit: Visit,
  { account, token }: SignedIn,
): Promise<Pick<SignedIn, 'account'>> {
  if (viewer.kind === 'account') await endSession(db, viewer)
  visit.keepSession(token)
  return { account }
}
