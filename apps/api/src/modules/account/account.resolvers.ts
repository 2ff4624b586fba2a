import {
  accountPage,
  changePassword,
  createAccount,
  endSession,
  findAccount,
  inviteAccountOnce,
  sessionsOf,
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
    site: (_, _args, { access }) => ({
      signUp: signUps[access.signUp],
      reading: readings[access.reading],
    }),
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
    sessions: async (viewer, _, { db }) => {
      if (viewer.kind !== 'account') return []
      const sessions = await sessionsOf(db, viewer.accountId)
      return sessions.map((each) => ({ ...each, current: each.id === viewer.sessionId }))
    },
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
        const which = input?.elsewhere ? 'others' : input?.everywhere ? 'all' : 'this'
        if (which !== 'others') visit.keepSession(null)
        const ended = viewer.kind === 'account' ? await endSession(db, viewer, which) : 0
        return { signedOut: ended > 0 }
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
const signUps = { open: 'OPEN', invited: 'INVITED', closed: 'CLOSED' } as const
const readings = { public: 'PUBLIC', closed: 'CLOSED' } as const

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
