import { type ArticleFilter, filterFromSearchParams, filterToSearchParams } from '@courant/filter'
import type { Db, SavedFeed } from '@courant/prisma'

import { CourantError } from '../errors.ts'
import { resolveFilter } from '../filter/resolve.ts'
import { isUuid } from '../id.ts'
import { type Claim, once } from '../once.ts'
import type { Transaction } from '../transaction.ts'
import { holdAccount, tooMany } from './hold.ts'

const feedsAtMost = 100
/** UTF-16 units. An index entry has to fit on a third of a database page. */
const longestName = 100
/** UTF-16 units; what an address can hold. */
const longestQuery = 8_000

/** Somebody's saved feeds, by name. */
export async function savedFeedsOf(db: Db, accountId: string): Promise<SavedFeed[]> {
  return db.savedFeed.findMany({ where: { accountId }, orderBy: { name: 'asc' } })
}

/** @returns null where there is none, or it is somebody else's */
export async function findSavedFeed(
  db: Db | Transaction,
  accountId: string,
  id: string,
): Promise<SavedFeed | null> {
  return isUuid(id) ? db.savedFeed.findUnique({ where: { id, accountId } }) : null
}

/** The filter of a saved feed. */
export function filterOf({ query }: Pick<SavedFeed, 'query'>): ArticleFilter {
  return filterFromSearchParams(new URLSearchParams(query))
}

/**
 * Gives a filter a name.
 * @returns asked again with the same claim, the first one; null where that was removed since
 * @throws {CourantError} BAD_NAME, NAME_TAKEN, TOO_MANY, BAD_FILTER, UNKNOWN_ACTOR, UNKNOWN_TOPIC,
 *   UNKNOWN_SOURCE; what `once` throws
 */
export async function createSavedFeed(
  db: Db,
  accountId: string,
  wanted: { name: string; filter: ArticleFilter },
  claim: Claim | null,
): Promise<SavedFeed | null> {
  const name = cleanName(wanted.name)
  const query = await queryOf(db, wanted.filter)
  const { id } = await once(db, claim, async (tx) => {
    await holdAccount(tx, accountId)
    await refuseIfTaken(tx, accountId, name, null)
    if ((await tx.savedFeed.count({ where: { accountId } })) >= feedsAtMost) {
      throw tooMany('saved feeds', feedsAtMost)
    }
    const made = await tx.savedFeed.create({ data: { accountId, name, query } })
    return { id: made.id }
  })
  return findSavedFeed(db, accountId, id)
}

/**
 * Changes what is given of a saved feed.
 * @throws {CourantError} UNKNOWN_SAVED_FEED, and as `createSavedFeed` does
 */
export async function updateSavedFeed(
  db: Db,
  accountId: string,
  id: string,
  changes: { name?: string | null; filter?: ArticleFilter | null },
): Promise<SavedFeed> {
  const name = changes.name == null ? undefined : cleanName(changes.name)
  const query = changes.filter == null ? undefined : await queryOf(db, changes.filter)
  return db.$transaction(async (tx) => {
    await holdAccount(tx, accountId)
    if (!(await findSavedFeed(tx, accountId, id))) throw unknown(id)
    if (name !== undefined) await refuseIfTaken(tx, accountId, name, id)
    return tx.savedFeed.update({ where: { id }, data: { name, query } })
  })
}

/** @throws {CourantError} UNKNOWN_SAVED_FEED */
export async function removeSavedFeed(db: Db, accountId: string, id: string): Promise<void> {
  const { count } = isUuid(id)
    ? await db.savedFeed.deleteMany({ where: { id, accountId } })
    : { count: 0 }
  if (count === 0) throw unknown(id)
}

function unknown(id: string): CourantError {
  return new CourantError('UNKNOWN_SAVED_FEED', `You have no saved feed "${id}".`, 'id')
}

function cleanName(name: string): string {
  const clean = name.replace(/\s+/g, ' ').trim()
  if (clean !== '' && clean.length <= longestName) return clean
  const problem = `The name of a saved feed has 1 to ${longestName} characters.`
  throw new CourantError('BAD_NAME', problem, 'name')
}

async function refuseIfTaken(
  tx: Transaction,
  accountId: string,
  name: string,
  own: string | null,
): Promise<void> {
  const other = await tx.savedFeed.findUnique({ where: { accountId_name: { accountId, name } } })
  if (!other || other.id === own) return
  throw new CourantError('NAME_TAKEN', `You have a saved feed "${name}" already.`, 'name')
}

/** The filter in its URL form, if it is one that can be asked. */
async function queryOf(db: Db, filter: ArticleFilter): Promise<string> {
  await resolveFilter(db, filter)
  const query = filterToSearchParams(filter).toString()
  if (query.length <= longestQuery) return query
  throw new CourantError('BAD_FILTER', 'This filter is too large to be saved.', 'filter')
}
