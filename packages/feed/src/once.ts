import { createHash } from 'node:crypto'

import { type Db, Prisma } from '@courant/prisma'

import { CourantError } from './errors.ts'
import type { Transaction } from './transaction.ts'

/** A change that is to be made once, however often it is asked for within a day. */
export interface Claim {
  /** Who asks: the id of an account or of an API key. */
  ownerId: string
  /** The client's own name for this change. */
  key: string
  /** What is asked for, the operation included: the same key with another input is a mistake. */
  input: unknown
}

/** UTF-16 units. An index entry has to fit on a third of a database page. */
const longestKey = 255
/** Milliseconds; whoever asks the same at the same time waits for the first answer. */
const longTransaction = { timeout: 60_000, maxWait: 60_000 }

/**
 * Does something in a transaction, together with a note of what came of it. Asked again with the same key
 * and input, at the same time or within a day, it gives that answer and does nothing. What failed leaves no
 * note and may be asked again.
 * @param claim null to do it each time
 * @param work what it returns is kept as JSON; ids, no secrets
 * @throws {CourantError} BAD_IDEMPOTENCY_KEY: empty or too long; IDEMPOTENCY_KEY_REUSED: it was given with
 *   another input
 */
export async function once<Answer extends object>(
  db: Db,
  claim: Claim | null,
  work: (tx: Transaction) => Promise<Answer>,
): Promise<Answer> {
  if (claim === null) return db.$transaction(work, longTransaction)
  const { ownerId, key } = claim
  if (key === '' || key.length > longestKey) {
    const problem = `An idempotency key has 1 to ${longestKey} characters, such as a UUID.`
    throw new CourantError('BAD_IDEMPOTENCY_KEY', problem, 'idempotencyKey')
  }
  const inputHash = hashOf(claim.input)
  return db.$transaction(async (tx) => {
    await dropOld(tx, claim)
    // Another transaction that has inserted the same is waited for.
    const claimed = await tx.$executeRaw(Prisma.sql`
      INSERT INTO idempotency_key (owner_id, key, input_hash, answer)
      VALUES (${ownerId}::uuid, ${key}, ${inputHash}, '{}') ON CONFLICT DO NOTHING`)
    if (claimed === 0) return firstAnswer<Answer>(tx, claim, inputHash)
    const answer = await work(tx)
    await tx.$executeRaw(Prisma.sql`
      UPDATE idempotency_key SET answer = ${JSON.stringify(answer)}::jsonb
      WHERE owner_id = ${ownerId}::uuid AND key = ${key}`)
    return answer
  }, longTransaction)
}

/** What was made, and the secret that goes with it. */
export interface WithSecret<Answer> {
  answer: Answer
  secret: string
}

/**
 * The same for what has a secret. It is kept nowhere, so it is shown in the first answer alone.
 * @returns with null for the secret where it was shown before
 * @throws {CourantError} what `once` throws
 */
export async function onceShown<Answer extends object>(
  db: Db,
  claim: Claim | null,
  work: (tx: Transaction) => Promise<WithSecret<Answer>>,
): Promise<{ answer: Answer; secret: string | null }> {
  let secret: string | null = null
  const answer = await once(db, claim, async (tx) => {
    const made = await work(tx)
    secret = made.secret
    return made.answer
  })
  return { answer, secret }
}

async function firstAnswer<Answer extends object>(
  tx: Transaction,
  { ownerId, key }: Claim,
  inputHash: Uint8Array,
): Promise<Answer> {
  const first = await tx.idempotencyKey.findUniqueOrThrow({
    where: { ownerId_key: { ownerId, key } },
  })
  if (!Buffer.from(first.inputHash).equals(inputHash)) {
    const problem = 'This idempotency key was given with another input. Each change has its own.'
    throw new CourantError('IDEMPOTENCY_KEY_REUSED', problem, 'idempotencyKey')
  }
  // It was written as such an answer.
  return first.answer as Answer
}

/** The key itself where it is a day old, and some others that are. */
async function dropOld(tx: Transaction, { ownerId, key }: Claim): Promise<void> {
  const old = Prisma.sql`created_at < now() - interval '1 day'`
  await tx.$executeRaw(Prisma.sql`
    DELETE FROM idempotency_key WHERE owner_id = ${ownerId}::uuid AND key = ${key} AND ${old}`)
  await tx.$executeRaw(Prisma.sql`
    DELETE FROM idempotency_key WHERE (owner_id, key) IN (
      SELECT owner_id, key FROM idempotency_key WHERE ${old} LIMIT 20 FOR UPDATE SKIP LOCKED)`)
}

/** Over the input with the fields of its objects in one order. */
function hashOf(input: unknown): Buffer {
  const ordered = (_key: string, value: unknown): unknown =>
    value !== null && typeof value === 'object' && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : value
  return createHash('sha256').update(JSON.stringify(input, ordered)).digest()
}
