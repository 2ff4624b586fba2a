import type { SignUp } from '@courant/feed'
import type { AccountRole, ApiKeyScope } from '@courant/prisma'
import { GraphQLError } from 'graphql'

import { errorCode } from '../errors.ts'
import type { AccountViewer, Viewer } from './viewer.ts'

/** What the owner of this installation decided on who gets in. */
export interface AccessSettings {
  signUp: SignUp
  reading: 'public' | 'closed'
  /** Sessions over TLS alone; browsers make an exception of localhost. */
  secureCookies: boolean
}

interface Asking {
  viewer: Viewer
}

/** From which role on people may what needs a key's scope otherwise. */
const roleFor: Record<ApiKeyScope, AccountRole> = {
  ARTICLES_WRITE: 'EDITOR',
  ENTITIES_WRITE: 'EDITOR',
  SOURCES_WRITE: 'EDITOR',
  WEBHOOKS_WRITE: 'READER',
}
const everyScope = Object.keys(roleFor) as ApiKeyScope[]

/** From the least to the most: each may what those before it may. */
const roles: readonly AccountRole[] = ['READER', 'EDITOR', 'ADMIN']

/** What somebody may do besides reading. */
export function scopesOf(viewer: Viewer): readonly ApiKeyScope[] {
  if (viewer.kind === 'key') return viewer.scopes
  if (viewer.kind === 'anonymous') return []
  return everyScope.filter((scope) => hasRole(viewer, roleFor[scope]))
}

function hasRole(viewer: AccountViewer, role: AccountRole): boolean {
  return roles.indexOf(viewer.role) >= roles.indexOf(role)
}

/**
 * For whatever does more than read: an API key with the scope, or somebody with the role for it.
 * @throws {GraphQLError} UNAUTHENTICATED for somebody unknown, FORBIDDEN for somebody known who may not;
 *   either names the scope that is needed
 */
export function requireScope({ viewer }: Asking, scope: ApiKeyScope): void {
  if (scopesOf(viewer).includes(scope)) return
  if (viewer.kind === 'account') throw lacksRole(viewer, roleFor[scope], { scope })
  const [code, problem] =
    viewer.kind === 'anonymous'
      ? [
          errorCode.unauthenticated,
          `This needs an API key with the scope ${scope}, or ${whoMay(scope)}.`,
        ]
      : [errorCode.forbidden, `The API key "${viewer.name}" lacks the scope ${scope}.`]
  const remedy = `Make one with \`courant key create --scope ${nameOf(scope)}\`.`
  throw new GraphQLError(`${problem} ${remedy}`, { extensions: { code, scope } })
}

function whoMay(scope: ApiKeyScope): string {
  return roleFor[scope] === 'READER' ? 'somebody who is signed in' : 'an editor'
}

/** As the command line has it: `sources:write`. */
function nameOf(scope: ApiKeyScope): string {
  return scope.toLowerCase().replace('_', ':')
}

/**
 * For what belongs to people and not to programs: somebody who is signed in, with this role or a higher one.
 * @throws {GraphQLError} UNAUTHENTICATED for whoever is not signed in, FORBIDDEN for a lower role
 */
export function requireRole({ viewer }: Asking, role: AccountRole): AccountViewer {
  if (viewer.kind !== 'account') {
    const problem =
      viewer.kind === 'key'
        ? `An API key is not enough for this. Sign in (${role}).`
        : `Sign in for this (${role}).`
    const code = viewer.kind === 'key' ? errorCode.forbidden : errorCode.unauthenticated
    throw new GraphQLError(problem, { extensions: { code, role } })
  }
  if (!hasRole(viewer, role)) throw lacksRole(viewer, role)
  return viewer
}

function lacksRole({ role }: AccountViewer, needed: AccountRole, details = {}): GraphQLError {
  const problem = `This is for the role ${needed}; yours is ${role}. Ask an admin.`
  const extensions = { code: errorCode.forbidden, role: needed, ...details }
  return new GraphQLError(problem, { extensions })
}

/**
 * For everything that is read: anybody, or, where reading is closed, whoever is signed in or has an API key.
 * @throws {GraphQLError} UNAUTHENTICATED
 */
export function requireReading({
  viewer,
  access,
}: Asking & { access: Pick<AccessSettings, 'reading'> }): void {
  if (access.reading === 'public' || viewer.kind !== 'anonymous') return
  const problem = 'Reading is closed here. Sign in, or send an API key.'
  throw new GraphQLError(problem, { extensions: { code: errorCode.unauthenticated } })
}
