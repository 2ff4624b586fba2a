import { type Db, type Entity, type EntityMerge, Prisma } from '@courant/prisma'

import { CourantError } from '../errors.ts'
import { ring } from '../events/doorbell.ts'
import { writeRetagged } from '../events/retagged.ts'
import type { Transaction } from '../transaction.ts'
import { attributeMentions, forgetSole, mentionColumns, showFound } from './attribute.ts'
import { holdActors } from './lock.ts'
import { entityItself } from './record.ts'

/** What came of a merge or of undoing it. */
export interface MergeResult {
  merge: EntityMerge
  from: Entity
  into: Entity
  /** How many articles name `from`. */
  articles: number
}

/** Time for entities with a million mentions. The live feed and the intake of articles wait meanwhile. */
const timeout = 10 * 60_000

/**
 * Declares that an entity is the same as another. From then on its id and slug stand for that one, in
 * filters too, and its articles are that one's, those to come as well. The articles it changed are
 * RETAGGED in the event log.
 * @param options.from who vanishes, by id or slug
 * @param options.into who stays, by id or slug
 * @param options.reason for whoever looks at it later
 * @throws {CourantError} UNKNOWN_ACTOR; BAD_REASON: empty; MERGE_CYCLE: they are the same, or the one
 *   that is to stay was merged into the other; ALREADY_MERGED: `from` was merged before; MERGE_CHAIN:
 *   `into` was merged, or others were merged into `from`
 */
export async function mergeEntities(
  db: Db,
  { from: fromMember, into: intoMember, reason }: { from: string; into: string; reason: string },
): Promise<MergeResult> {
  const why = requireReason(reason)
  const result = await db.$transaction(
    async (tx) => {
      await holdActors(tx)
      const from = await entityItself(tx, fromMember, 'from')
      const into = await entityItself(tx, intoMember, 'into')
      await refuseUnlessFlat(tx, from, into)

      const merged = await tx.entity.update({
        where: { id: from.id },
        data: { mergedIntoId: into.id },
      })
      const merge = await tx.entityMerge.create({
        data: { fromId: from.id, intoId: into.id, reason: why },
      })
      const itsMentions = Prisma.sql`
        SELECT article_id, entity_id, ${mentionColumns} FROM mention WHERE entity_id = ${from.id}::uuid`
      await attributeMentions(tx, itsMentions)
      await tx.mention.deleteMany({ where: { entityId: from.id } })
      const articles = await writeRetagged(tx, articlesNaming(from))
      return { merge, from: merged, into, articles }
    },
    { timeout },
  )
  if (result.articles > 0) await ring(db)
  return result
}

/**
 * Takes a merge back: the entity stands for itself again, with every mention it had and those that came
 * in meanwhile. The articles it changes are RETAGGED in the event log.
 * @param options.id of the one that was merged, or its slug
 * @throws {CourantError} UNKNOWN_ACTOR, NOT_MERGED
 */
export async function unmergeEntity(
  db: Db,
  { id: member, reason }: { id: string; reason?: string | null },
): Promise<MergeResult> {
  const result = await db.$transaction(
    async (tx) => {
      await holdActors(tx)
      const from = await entityItself(tx, member, 'id')
      if (from.mergedIntoId === null) {
        throw new CourantError('NOT_MERGED', `"${from.slug}" is not merged into another.`, 'id')
      }
      const into = await tx.entity.findUniqueOrThrow({ where: { id: from.mergedIntoId } })

      const own = await tx.entity.update({ where: { id: from.id }, data: { mergedIntoId: null } })
      await tx.$executeRaw(Prisma.sql`
        DELETE FROM mention m
        WHERE m.entity_id = ${into.id}::uuid AND m.article_id IN (${articlesNaming(from)})
          AND NOT EXISTS (
            SELECT FROM found_mention f JOIN entity e ON e.id = f.entity_id
            WHERE f.article_id = m.article_id AND COALESCE(e.merged_into_id, e.id) = m.entity_id)`)
      await showFound(tx, articlesNaming(from))
      const articles = await writeRetagged(tx, articlesNaming(from))
      await forgetSole(tx, articlesNaming(from))
      return { merge: await closeMerge(tx, from.id, reason), from: own, into, articles }
    },
    { timeout },
  )
  if (result.articles > 0) await ring(db)
  return result
}

function articlesNaming({ id }: Entity): Prisma.Sql {
  return Prisma.sql`SELECT article_id FROM found_mention WHERE entity_id = ${id}::uuid`
}

function requireReason(reason: string): string {
  const given = reason.trim()
  if (given === '') throw new CourantError('BAD_REASON', 'Say why, in a few words.', 'reason')
  return given
}

/** Merges are one step deep, so that whom an entity stands for is one look-up everywhere. */
async function refuseUnlessFlat(tx: Transaction, from: Entity, into: Entity): Promise<void> {
  if (from.id === into.id || into.mergedIntoId === from.id) {
    const problem =
      from.id === into.id
        ? `"${from.slug}" cannot be merged into itself.`
        : `"${into.slug}" was merged into "${from.slug}". Unmerge it before you merge the other way.`
    throw new CourantError('MERGE_CYCLE', problem, 'into')
  }
  if (from.mergedIntoId !== null) {
    const problem = `"${from.slug}" is merged already. Unmerge it before you merge it into another.`
    throw new CourantError('ALREADY_MERGED', problem, 'from')
  }
  if (into.mergedIntoId !== null) {
    const survivor = await tx.entity.findUniqueOrThrow({ where: { id: into.mergedIntoId } })
    const problem = `"${into.slug}" was merged into "${survivor.slug}". Merge into that one.`
    throw new CourantError('MERGE_CHAIN', problem, 'into')
  }
  const merged = await tx.entity.findFirst({
    where: { mergedIntoId: from.id },
    orderBy: { slug: 'asc' },
  })
  if (merged) {
    const problem = `"${merged.slug}" was merged into "${from.slug}". Unmerge it and merge it into "${into.slug}" first.`
    throw new CourantError('MERGE_CHAIN', problem, 'from')
  }
}

async function closeMerge(
  tx: Transaction,
  fromId: string,
  reason: string | null | undefined,
): Promise<EntityMerge> {
  const { id } = await tx.entityMerge.findFirstOrThrow({ where: { fromId, unmergedAt: null } })
  await tx.$executeRaw(Prisma.sql`
    UPDATE entity_merge SET unmerged_at = now(), unmerge_reason = ${reason?.trim() || null}
    WHERE id = ${id}::uuid`)
  return tx.entityMerge.findUniqueOrThrow({ where: { id } })
}
