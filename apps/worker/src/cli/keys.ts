import { allApiKeys, type ApiKeyRecord, createApiKey, revokeApiKey } from '@courant/feed'
import type { ApiKeyScope } from '@courant/prisma'

import { scopeNames } from './key-options.ts'
import type { Run } from './run.ts'

interface Json {
  json?: true
}

export interface KeyFlags extends Json {
  name: string
  scope: ApiKeyScope[]
  expires?: Date
}

/** Makes a key and shows it, this once. */
export async function makeKey(
  { db, terminal }: Run,
  { name, scope, expires, json }: KeyFlags,
): Promise<void> {
  const wanted = { name, scopes: scope, expiresAt: expires ?? null }
  const { key, record } = await createApiKey(db, wanted)
  if (json) return terminal.sayJson({ key, ...keyJson(record) })
  // On its own, so that it can be piped into where it belongs.
  terminal.say(key)
  terminal.note('This is the only time that the key is shown. Send it with each request:')
  terminal.note('  Authorization: Bearer <key>')
}

export async function listKeys({ db, terminal }: Run, { json }: Json): Promise<void> {
  const keys = await allApiKeys(db)
  if (json) terminal.sayJson(keys.map(keyJson))
  else if (keys.length === 0) terminal.say('there are no keys yet')
  else for (const key of keys) terminal.say(keyLine(key))
}

export async function endKey({ db, terminal }: Run, id: string, { json }: Json): Promise<void> {
  const key = await revokeApiKey(db, id)
  if (json) terminal.sayJson(keyJson(key))
  else terminal.say(`revoked ${key.prefix}... (${key.name})`)
}

function keyLine(key: ApiKeyRecord): string {
  const { prefix, id, name, scopes, lastUsedAt } = key
  const used = lastUsedAt ? `last used ${lastUsedAt.toISOString()}` : 'never used'
  return [
    `${prefix}...`,
    id,
    name,
    scopes.map((scope) => scopeNames[scope]).join(' '),
    stateOf(key),
    used,
  ].join('\t')
}

function stateOf({ revokedAt, expiresAt }: ApiKeyRecord): string {
  if (revokedAt) return `revoked ${revokedAt.toISOString()}`
  if (!expiresAt) return 'does not expire'
  const verb = expiresAt.getTime() <= Date.now() ? 'expired' : 'expires'
  return `${verb} ${expiresAt.toISOString()}`
}

function keyJson(key: ApiKeyRecord): object {
  const { id, name, prefix, scopes, createdAt, expiresAt, lastUsedAt, revokedAt } = key
  return {
    id,
    name,
    prefix,
    scopes: scopes.map((scope) => scopeNames[scope]),
    createdAt,
    expiresAt,
    lastUsedAt,
    revokedAt,
  }
}
