import { createHmac, timingSafeEqual } from 'node:crypto'

import type { Db } from '@courant/prisma'

import { CourantError } from './errors.ts'

/** What a cursor stands for: the columns of the sort key, as text. */
export type CursorKey = readonly string[]

/** 72 bits: a forger who asks 1,000 times a second needs 10^11 years. */
const signatureBytes = 9

const secrets = new WeakMap<Db, Promise<Uint8Array>>()

/** The installation's secret, read once per connection pool; every process signs alike. */
export function instanceSecret(db: Db): Promise<Uint8Array> {
  let secret = secrets.get(db)
  if (!secret) {
    secret = db.instance.findUniqueOrThrow({ where: { id: 1 } }).then((row) => row.secret)
    secret.catch(() => secrets.delete(db))
    secrets.set(db, secret)
  }
  return secret
}

/**
 * An opaque, signed text for a place in a list.
 * @param list what the place belongs to, filter included: a cursor is valid for that list alone
 */
export function signCursor(secret: Uint8Array, list: string, key: CursorKey): string {
  const payload = Buffer.from(JSON.stringify(key)).toString('base64url')
  return `${payload}.${sign(secret, list, payload).toString('base64url')}`
}

/**
 * The place that `signCursor` wrote.
 * @throws {CourantError} BAD_CURSOR: forged, damaged, or of another list
 */
export function readCursor(
  secret: Uint8Array,
  list: string,
  cursor: string,
  field: string,
): CursorKey {
  const [payload = '', signature = ''] = cursor.split('.')
  const given = Buffer.from(signature, 'base64url')
  const expected = sign(secret, list, payload)
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) {
    throw new CourantError(
      'BAD_CURSOR',
      'This cursor does not belong to this list. Use one from the same query with the same filter, or start without one.',
      field,
    )
  }
  return JSON.parse(Buffer.from(payload, 'base64url').toString()) as string[]
}

function sign(secret: Uint8Array, list: string, payload: string): Buffer {
  return createHmac('sha256', secret)
    .update(`cursor/1\n${list}\n${payload}`)
    .digest()
    .subarray(0, signatureBytes)
}
