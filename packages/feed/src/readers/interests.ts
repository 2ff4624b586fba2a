import type { ArticleFilter } from '@courant/filter'
import { type Db, type Entity, type InterestKind, Prisma, type Topic } from '@courant/prisma'

import { findEntity } from '../entities/read.ts'
import { CourantError } from '../errors.ts'
import { requireTopic } from '../topics/read.ts'
import { holdAccount, tooMany } from './hold.ts'

/** An actor or a topic that somebody follows or mutes. */
export type Subject = { type: 'Entity'; row: Entity } | { type: 'Topic'; row: Topic }

/** An actor by id or slug, or a topic by id, slug or code. */
export type SubjectName = { actor: string } | { topic: string }

/** As many as one filter may name, with room for its clauses. */
const interestsAtMost = 150

/**
 * What somebody follows or mutes, the latest first. Whoever was merged stands as whom they were merged into.
 */
export async function interestsOf(
  db: Db,
  accountId: string,
  kind: InterestKind,
): Promise<Subject[]> {
  const rows = await db.interest.findMany({
    where: { accountId, kind },
    orderBy: [{ createdAt: 'desc' }, { subjectId: 'desc' }],
  })
  const ids = rows.map(({ subjectId }) => subjectId)
  const [entities, topics] = await Promise.all([
    db.entity.findMany({ where: { id: { in: ids } }, include: { mergedInto: true } }),
    db.topic.findMany({ where: { id: { in: ids } }, include: { replacedBy: true } }),
  ])
  const subjects = new Map<string, Subject>()
  for (const { mergedInto, ...own } of entities) {
    subjects.set(own.id, { type: 'Entity', row: mergedInto ?? own })
  }
  for (const { replacedBy, ...own } of topics) {
    subjects.set(own.id, { type: 'Topic', row: replacedBy ?? own })
  }
  const meant = ids.flatMap((id) => subjects.get(id) ?? [])
  return [...new Map(meant.map((subject) => [subject.row.id, subject])).values()]
}

/**
 * Has somebody follow or mute a subject; of both, the last holds.
 * @throws {CourantError} UNKNOWN_ACTOR, UNKNOWN_TOPIC, TOO_MANY
 */
export async function addInterest(
  db: Db,
  accountId: string,
  name: SubjectName,
  kind: InterestKind,
): Promise<Subject> {
  const subject = await subjectOf(db, name)
  await db.$transaction(async (tx) => {
    await holdAccount(tx, accountId)
    const key = { accountId, subjectId: subject.row.id }
    await tx.interest.upsert({
      where: { accountId_subjectId: key },
      create: { ...key, kind },
      update: { kind },
    })
    if ((await tx.interest.count({ where: { accountId } })) > interestsAtMost) {
      throw tooMany('actors and topics that one follows or mutes', interestsAtMost)
    }
  })
  return subject
}

/**
 * Ends that; nothing happens where it was not so. Those that were merged into an actor go with it.
 * @throws {CourantError} UNKNOWN_ACTOR, UNKNOWN_TOPIC
 */
export async function removeInterest(
  db: Db,
  accountId: string,
  name: SubjectName,
  kind: InterestKind,
): Promise<Subject> {
  const subject = await subjectOf(db, name)
  const { id } = subject.row
  await db.$executeRaw(Prisma.sql`
    DELETE FROM interest
    WHERE account_id = ${accountId}::uuid AND kind = ${kind}::"InterestKind"
      AND (subject_id = ${id}::uuid
        OR subject_id IN (SELECT id FROM entity WHERE merged_into_id = ${id}::uuid)
        OR subject_id IN (SELECT id FROM topic WHERE replaced_by_id = ${id}::uuid))`)
  return subject
}

async function subjectOf(db: Db, name: SubjectName): Promise<Subject> {
  if ('actor' in name) {
    const { actor } = name
    const row = (await findEntity(db, { slug: actor })) ?? (await findEntity(db, { id: actor }))
    if (row) return { type: 'Entity', row }
    throw new CourantError('UNKNOWN_ACTOR', `There is no actor "${actor}".`, 'actor')
  }
  return { type: 'Topic', row: await requireTopic(db, name.topic, 'topic') }
}

/** What somebody wants to read: of what they follow, if anything, and nothing of what they mute. */
export async function ownFilter(db: Db, accountId: string): Promise<ArticleFilter> {
  const [followed, muted] = await Promise.all([
    interestsOf(db, accountId, 'FOLLOW'),
    interestsOf(db, accountId, 'MUTE'),
  ])
  const idsOf = (subjects: readonly Subject[], type: Subject['type']) =>
    subjects.filter((subject) => subject.type === type).map(({ row }) => row.id)
  const wanted: ArticleFilter[] = [
    { actors: { any: idsOf(followed, 'Entity') } },
    { topics: { any: idsOf(followed, 'Topic') } },
  ]
  return {
    actors: { none: idsOf(muted, 'Entity') },
    topics: { none: idsOf(muted, 'Topic') },
    ...(followed.length > 0 && { OR: wanted }),
  }
}
