import { type EntityRecord, entityRecord, mergeEntities, unmergeEntity } from '@courant/feed'

import { count } from './report.ts'
import type { Run } from './run.ts'

/** Lets one entity stand for another, and says how many articles that changed. */
export async function mergeInto(
  { db, terminal }: Run,
  from: string,
  into: string,
  { reason }: { reason: string },
): Promise<void> {
  const result = await mergeEntities(db, { from, into, reason })
  terminal.say(
    `${result.from.slug} now stands for ${result.into.slug}, in ${count(result.articles, 'article')}`,
  )
}

/** Takes a merge back, and says how many articles that changed. */
export async function unmerge(
  { db, terminal }: Run,
  member: string,
  { reason }: { reason?: string },
): Promise<void> {
  const { from, into, articles } = await unmergeEntity(db, { id: member, reason })
  terminal.say(`${from.slug} no longer stands for ${into.slug}, in ${count(articles, 'article')}`)
}

export async function showEntity(
  { db, terminal }: Run,
  member: string,
  { json }: { json?: true },
): Promise<void> {
  const record = await entityRecord(db, member)
  if (json) terminal.sayJson(asJson(record))
  else for (const line of asLines(record)) terminal.say(line)
}

function asLines({
  entity,
  mergedInto,
  merged,
  aliases,
  articles,
  merges,
}: EntityRecord): string[] {
  const { slug, name, kind, origin, description, wikidataId, editedFields } = entity
  const facts = [
    [slug, name, kind, origin, wikidataId].filter(Boolean).join('\t'),
    description,
    `found as: ${aliases.join(', ')}`,
    `actor of ${count(articles, 'article')}`,
    editedFields.length > 0 && `set by an editor: ${editedFields.join(', ')}`,
    mergedInto && `stands for ${mergedInto.slug}`,
    merged.length > 0 && `merged into it: ${merged.map((other) => other.slug).join(', ')}`,
  ]
  const history = merges.flatMap(({ from, into, reason, mergedAt, unmergedAt, unmergeReason }) => [
    `${mergedAt.toISOString()}\t${from.slug} merged into ${into.slug}: ${reason}`,
    unmergedAt &&
      `${unmergedAt.toISOString()}\t${from.slug} unmerged from ${into.slug}: ${unmergeReason ?? 'no reason given'}`,
  ])
  return [...facts, ...history].filter((line) => typeof line === 'string')
}

function asJson({ entity, mergedInto, merged, aliases, articles, merges }: EntityRecord): object {
  const { id, slug, name, kind, origin, description, wikidataId, editedFields } = entity
  return {
    id,
    slug,
    name,
    kind,
    origin,
    description,
    wikidataId,
    editedFields,
    aliases,
    articles,
    mergedInto: mergedInto?.slug ?? null,
    merged: merged.map((other) => other.slug),
    merges: merges.map(({ from, into, reason, mergedAt, unmergedAt, unmergeReason }) => ({
      from: from.slug,
      into: into.slug,
      reason,
      mergedAt,
      unmergedAt,
      unmergeReason,
    })),
  }
}
