import type { ApiKeyScope } from '@courant/prisma'
import { InvalidArgumentError } from 'commander'

/** As they are written on the command line. */
export const scopeNames: Record<ApiKeyScope, string> = {
  ARTICLES_WRITE: 'articles:write',
  SOURCES_WRITE: 'sources:write',
  ENTITIES_WRITE: 'entities:write',
  WEBHOOKS_WRITE: 'webhooks:write',
}

/** Every scope, for help texts. */
export const scopeList = Object.values(scopeNames).join(', ')

export function parseScope(given: string, before: ApiKeyScope[] = []): ApiKeyScope[] {
  const scopes = Object.keys(scopeNames) as ApiKeyScope[]
  const scope = scopes.find((each) => scopeNames[each] === given.toLowerCase())
  if (!scope) throw new InvalidArgumentError(`A scope is one of ${scopeList}.`)
  return [...before, scope]
}

const unitHours: Record<string, number> = { h: 1, d: 24, w: 7 * 24 }

/** From now: `12h`, `90d`, `4w`. */
export function parseExpiry(given: string): Date {
  const [, number, unit = ''] = /^(\d{1,4})([hdw])$/.exec(given) ?? []
  const hours = Number(number) * (unitHours[unit] ?? Number.NaN)
  if (hours > 0) return new Date(Date.now() + hours * 3_600_000)
  throw new InvalidArgumentError('Give a time from now: 12h, 90d or 4w.')
}
