import type { ApiKeyScope } from '@courant/prisma'
import { GraphQLError } from 'graphql'

import { errorCode } from '../errors.ts'
import type { Viewer } from './viewer.ts'

/**
 * For whatever does more than read: the one place that says who may.
 * @throws {GraphQLError} UNAUTHENTICATED for somebody unknown, FORBIDDEN for somebody known who may not;
 *   either names the scope that is needed
 */
export function requireScope({ viewer }: { viewer: Viewer }, scope: ApiKeyScope): void {
  if (scopesOf(viewer).includes(scope)) return
  const [code, problem] =
    viewer.kind === 'anonymous'
      ? [errorCode.unauthenticated, `This needs an API key with the scope ${scope}.`]
      : [errorCode.forbidden, `The API key "${viewer.name}" lacks the scope ${scope}.`]
  const remedy = `Make one with \`courant key create --scope ${nameOf(scope)}\`.`
  throw new GraphQLError(`${problem} ${remedy}`, { extensions: { code, scope } })
}

function scopesOf(viewer: Viewer): readonly ApiKeyScope[] {
  return viewer.kind === 'key' ? viewer.scopes : []
}

/** As the command line has it: `sources:write`. */
function nameOf(scope: ApiKeyScope): string {
  return scope.toLowerCase().replace('_', ':')
}
