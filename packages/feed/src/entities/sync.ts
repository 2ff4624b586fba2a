import { type Db, Prisma } from '@courant/prisma'

import type { DraftEntity } from '../articles/draft.ts'
import type { Transaction } from '../transaction.ts'
import { insertEntities } from './ensure.ts'

export interface KnownTopic {
  code: string
  slug: string
  label: string
  labelDe: string
  parentCode: string | null
  /** ISO 8601. */
  retiredAt: string | null
  replacedByCode: string | null
}

export interface Knowledge {
  /** Changes with the content. */
  hash: string
  entities: readonly DraftEntity[]
  topics: readonly KnownTopic[]
}

/**
 * Brings the knowledge base's entities and topics into the database, so that they can be searched,
 * followed and filtered by before an article names them. Entities that are there stay as they are;
 * topics follow the knowledge base. Does nothing when this knowledge was the last one written.
 */
export async function syncKnowledge(db: Db, knowledge: Knowledge): Promise<void> {
  const { knowledgeHash } = await db.instance.findUniqueOrThrow({ where: { id: 1 } })
  if (knowledgeHash === knowledge.hash) return
  await db.$transaction(
    async (tx) => {
      await tx.instance.update({ where: { id: 1 }, data: { knowledgeHash: knowledge.hash } })
      await syncTopics(tx, knowledge.topics)
      await insertEntities(tx, knowledge.entities)
    },
    { timeout: 60_000 },
  )
}

async function syncTopics(tx: Transaction, topics: readonly KnownTopic[]): Promise<void> {
  const rows = topics.map(({ code, slug, label, labelDe, retiredAt }) => ({
    code,
    slug,
    label,
    label_de: labelDe,
    retired_at: retiredAt,
  }))
  await tx.topic.createMany({
    data: topics.map(({ code, slug, label, labelDe }) => ({ code, slug, label, labelDe })),
    skipDuplicates: true,
  })
  await tx.$executeRaw(Prisma.sql`
    UPDATE topic t SET slug = r.slug, label = r.label, label_de = r.label_de, retired_at = r.retired_at
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      AS r(code text, slug text, label text, label_de text, retired_at timestamptz)
    WHERE t.code = r.code`)
  const links = topics.map(({ code, parentCode, replacedByCode }) => ({
    code,
    parent_code: parentCode,
    replaced_by_code: replacedByCode,
  }))
  await tx.$executeRaw(Prisma.sql`
    UPDATE topic t SET parent_id = parent.id, replaced_by_id = successor.id
    FROM jsonb_to_recordset(${JSON.stringify(links)}::jsonb)
        AS r(code text, parent_code text, replaced_by_code text)
      LEFT JOIN topic parent ON parent.code = r.parent_code
      LEFT JOIN topic successor ON successor.code = r.replaced_by_code
    WHERE t.code = r.code`)
}
