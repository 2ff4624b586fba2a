import { type Db, type Entity, type EntityKind, Prisma } from '@courant/prisma'

import { CourantError } from '../errors.ts'
import { ring } from '../events/doorbell.ts'
import { writeRetagged } from '../events/retagged.ts'
import type { Transaction } from '../transaction.ts'
import { holdActors } from './lock.ts'
import { entityItself } from './record.ts'

/** UTF-16 units. */
const longest = { name: 200, description: 500, alias: 200 } as const
const aliasesAtMost = 100
/** Milliseconds; an actor of a million articles has each of them noted in the event log. */
const longTransaction = { timeout: 10 * 60_000, maxWait: 60_000 }

/** What to change of an entity; what is not given stays. */
export interface EntityChanges {
  name?: string | null
  kind?: EntityKind | null
  /** An empty text for none. */
  description?: string | null
  /** All of them. */
  aliases?: readonly string[] | null
}

/**
 * Says who or what an entity is. What is set stays, whatever the knowledge base says later. Its articles are
 * RETAGGED in the event log where they show it differently.
 * @param member an id or a slug; one that was merged is not followed
 * @throws {CourantError} UNKNOWN_ACTOR, BAD_NAME, BAD_DESCRIPTION, BAD_ALIAS
 */
export async function updateEntity(
  db: Db,
  member: string,
  changes: EntityChanges,
): Promise<Entity> {
  const name = changes.name == null ? null : cleanName(changes.name)
  const description = changes.description == null ? null : cleanDescription(changes.description)
  const aliases = changes.aliases == null ? null : cleanAliases(changes.aliases)
  const { kind } = changes
  const { entity, articles } = await db.$transaction(async (tx) => {
    // Whoever saves an article meanwhile would write the aliases that it knows of.
    await holdActors(tx)
    const before = await entityItself(tx, member, 'id')
    const edited = [
      name !== null && 'name',
      kind != null && 'kind',
      description !== null && 'description',
      aliases !== null && 'aliases',
    ].filter((field) => field !== false)
    const updated = await tx.entity.update({
      where: { id: before.id },
      data: {
        ...(name !== null && { name }),
        ...(kind != null && { kind }),
        ...(description !== null && { description: description || null }),
        editedFields: [...new Set([...before.editedFields, ...edited])].toSorted(),
      },
    })
    if (aliases !== null) await replaceAliases(tx, before.id, aliases)
    const isShown = updated.name !== before.name || updated.kind !== before.kind
    const naming = Prisma.sql`SELECT article_id FROM mention WHERE entity_id = ${before.id}::uuid`
    return { entity: updated, articles: isShown ? await writeRetagged(tx, naming) : 0 }
  }, longTransaction)
  if (articles > 0) await ring(db)
  return entity
}

/** Those that stay keep their language and how they are to be matched. */
async function replaceAliases(
  tx: Transaction,
  id: string,
  texts: readonly string[],
): Promise<void> {
  await tx.entityAlias.deleteMany({ where: { entityId: id, text: { notIn: [...texts] } } })
  const kept = await tx.entityAlias.findMany({ where: { entityId: id }, select: { text: true } })
  const known = new Set(kept.map(({ text }) => text))
  const added = texts.filter((text) => !known.has(text))
  await tx.entityAlias.createMany({ data: added.map((text) => ({ entityId: id, text })) })
}

function cleanLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}

function cleanName(name: string): string {
  const clean = cleanLine(name)
  if (clean !== '' && clean.length <= longest.name) return clean
  const problem = `The name of an actor has 1 to ${longest.name} characters.`
  throw new CourantError('BAD_NAME', problem, 'name')
}

function cleanDescription(description: string): string {
  const clean = cleanLine(description)
  if (clean.length <= longest.description) return clean
  const problem = `A description has at most ${longest.description} characters.`
  throw new CourantError('BAD_DESCRIPTION', problem, 'description')
}

function cleanAliases(aliases: readonly string[]): string[] {
  const clean = [...new Set(aliases.map(cleanLine))]
  const fit = clean.every((alias) => alias !== '' && alias.length <= longest.alias)
  if (fit && clean.length <= aliasesAtMost) return clean
  const problem = `There are at most ${aliasesAtMost} aliases, of 1 to ${longest.alias} characters each.`
  throw new CourantError('BAD_ALIAS', problem, 'aliases')
}
