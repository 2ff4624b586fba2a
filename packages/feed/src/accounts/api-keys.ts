import { type ApiKey, type ApiKeyScope, type Db, Prisma } from '@courant/prisma'

import { instanceSecret, readCursor, signCursor } from '../cursor.ts'
import { CourantError } from '../errors.ts'
import { isUuid } from '../id.ts'
import { type Claim, onceShown } from '../once.ts'
import { countedWhole, type CountedPage, makePage, type PageRequest, readWalk } from '../page.ts'
import type { Transaction } from '../transaction.ts'
import { hashOf, newSecret } from './secret.ts'

/** What is kept of a key: all but what would let somebody use it. */
export type ApiKeyRecord = Omit<ApiKey, 'hash'>

/** Marks a key as ours, so that scanners for leaked secrets and people recognise it. */
const mark = 'ck_'
/** UTF-16 units of a key that are kept to tell it by; six of them are random. */
const prefixLength = mark.length + 6
/** UTF-16 units. */
const longestName = 100

const withoutHash = { hash: true } as const

/**
 * Makes a key of 256 random bits. It is shown this once: only its SHA-256 is kept.
 * @throws {CourantError} BAD_NAME, BAD_SCOPE, BAD_EXPIRY
 */
export async function createApiKey(
  db: Db | Transaction,
  wanted: { name: string; scopes: readonly ApiKeyScope[]; expiresAt?: Date | null },
): Promise<{ key: string; record: ApiKeyRecord }> {
  const name = wanted.name.trim()
  if (name === '' || name.length > longestName) {
    const problem = `A key has a name of at most ${longestName} characters, to tell it by later.`
    throw new CourantError('BAD_NAME', problem, 'name')
  }
  if (wanted.scopes.length === 0) {
    const problem = 'A key needs at least one scope; reading needs no key.'
    throw new CourantError('BAD_SCOPE', problem, 'scopes')
  }
  const expiresAt = wanted.expiresAt ?? null
  if (expiresAt && expiresAt.getTime() <= Date.now()) {
    throw new CourantError('BAD_EXPIRY', 'A key expires in the future, or never.', 'expiresAt')
  }
  const key = newSecret(mark)
  const record = await db.apiKey.create({
    data: {
      name,
      prefix: key.slice(0, prefixLength),
      hash: hashOf(key),
      scopes: [...new Set(wanted.scopes)].toSorted(),
      expiresAt,
    },
    omit: withoutHash,
  })
  return { key, record }
}

/**
 * Makes a key once, however often it is asked for with one claim.
 * @returns with null for the key where it was shown before
 * @throws {CourantError} what `createApiKey` and `once` throw
 */
export async function createApiKeyOnce(
  db: Db,
  wanted: Parameters<typeof createApiKey>[1],
  claim: Claim | null,
): Promise<{ key: string | null; record: ApiKeyRecord | null }> {
  const { answer, secret } = await onceShown(db, claim, async (tx) => {
    const { key, record } = await createApiKey(tx, wanted)
    return { answer: { id: record.id }, secret: key }
  })
  const record = await db.apiKey.findUnique({ where: answer, omit: withoutHash })
  return { key: secret, record }
}

interface PresentedKey {
  id: string
  name: string
  scopes: ApiKeyScope[]
  expired: boolean
  revoked: boolean
  /** Its last use was noted long enough ago to note this one. */
  quiet: boolean
}

/** Who came with a key. */
export type KeyHolder = Pick<PresentedKey, 'id' | 'name' | 'scopes'>

/**
 * Whose key this is. Whatever is presented is hashed and looked up by its hash, so the time it takes
 * tells nothing of the keys there are. Its use is noted at most once a minute.
 * @throws {CourantError} UNAUTHENTICATED: there is no such key, or it has expired or was revoked
 */
export async function identifyApiKey(db: Db, presented: string): Promise<KeyHolder> {
  const [found] = await db.$queryRaw<PresentedKey[]>(Prisma.sql`
    SELECT id, name, scopes::text[] AS scopes, coalesce(expires_at <= now(), false) AS expired,
      revoked_at IS NOT NULL AS revoked,
      coalesce(last_used_at < now() - interval '1 minute', true) AS quiet
    FROM api_key WHERE hash = ${hashOf(presented)}`)
  if (!found) throw refused('There is no such API key.')
  // Whoever has the key may know what became of it.
  if (found.revoked) throw refused('This API key was revoked.')
  if (found.expired) throw refused('This API key has expired.')
  if (found.quiet) await noteUse(db, found.id)
  const { id, name, scopes } = found
  return { id, name, scopes }
}

function refused(problem: string): CourantError {
  return new CourantError('UNAUTHENTICATED', `${problem} Make one with \`courant key create\`.`)
}

/** A disk that is full must not lock everybody out, so a failure is not passed on. */
async function noteUse(db: Db, id: string): Promise<void> {
  await db
    .$executeRaw(
      Prisma.sql`
        UPDATE api_key SET last_used_at = date_trunc('milliseconds', now())
        WHERE id = ${id}::uuid AND coalesce(last_used_at < now() - interval '1 minute', true)`,
    )
    .catch(() => {})
}

/** Whether a key that was good is still. */
export async function isApiKeyValid(db: Db, id: string): Promise<boolean> {
  const rows = await db.$queryRaw<unknown[]>(Prisma.sql`
    SELECT FROM api_key
    WHERE id = ${id}::uuid AND revoked_at IS NULL AND coalesce(expires_at > now(), true)`)
  return rows.length > 0
}

/** All keys, the newest first; revoked and expired ones too. */
export async function allApiKeys(db: Db): Promise<ApiKeyRecord[]> {
  return db.apiKey.findMany({ orderBy: { id: 'desc' }, omit: withoutHash })
}

/**
 * Ends a key. One that was revoked before stays as it was.
 * @param idOrPrefix a prefix has to be that of one key alone
 * @throws {CourantError} UNKNOWN_KEY
 */
export async function revokeApiKey(db: Db, idOrPrefix: string): Promise<ApiKeyRecord> {
  const where = isUuid(idOrPrefix) ? { id: idOrPrefix } : { prefix: idOrPrefix }
  const [found, another] = await db.apiKey.findMany({ where, omit: withoutHash, take: 2 })
  if (!found || another) {
    const problem = found
      ? `Several keys begin with "${idOrPrefix}". Give the id of one.`
      : `There is no key "${idOrPrefix}". Look it up with \`courant key list\`.`
    throw new CourantError('UNKNOWN_KEY', problem, 'id')
  }
  if (found.revokedAt) return found
  await db.$executeRaw(Prisma.sql`
    UPDATE api_key SET revoked_at = date_trunc('milliseconds', now())
    WHERE id = ${found.id}::uuid AND revoked_at IS NULL`)
  return db.apiKey.findUniqueOrThrow({ where: { id: found.id }, omit: withoutHash })
}

/**
 * All keys, the newest first; revoked and expired ones too.
 * @throws {CourantError} BAD_PAGE, BAD_CURSOR
 */
export async function apiKeyPage(db: Db, request: PageRequest): Promise<CountedPage<ApiKeyRecord>> {
  const walk = readWalk(request)
  const secret = await instanceSecret(db)
  const place = (cursor: string | null | undefined, field: string) =>
    cursor == null ? undefined : readCursor(secret, 'api keys', cursor, field)[0]
  const found = await db.apiKey.findMany({
    where: { id: { lt: place(request.after, 'after'), gt: place(request.before, 'before') } },
    orderBy: { id: walk.backward ? 'asc' : 'desc' },
    take: walk.size + 1,
    omit: withoutHash,
  })
  const page = makePage(request, walk, found, ({ id }) => signCursor(secret, 'api keys', [id]))
  return { ...page, count: countedWhole(() => db.apiKey.count()) }
}
