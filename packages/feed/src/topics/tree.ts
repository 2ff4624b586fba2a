import { type Db, Prisma } from '@courant/prisma'

import type { Transaction } from '../transaction.ts'

/** What placing an article under a topic needs of it. */
export interface TopicRow {
  id: string
  parentCode: string | null
}

type Tree = ReadonlyMap<string, TopicRow>

/** The last tree that was read of each database, and the knowledge that it was written with. */
const trees = new WeakMap<Db, { knowledgeHash: string | null; tree: Tree }>()

/**
 * Every topic by its code. Topics change with the knowledge base alone, so they are read once for each.
 * @param tx a transaction of `db` in which the knowledge base stays as it is
 * @param knowledgeHash of the knowledge base, as that transaction sees it
 */
export async function topicsByCode(
  db: Db,
  tx: Transaction,
  knowledgeHash: string | null,
): Promise<Tree> {
  const last = trees.get(db)
  if (last && last.knowledgeHash === knowledgeHash) return last.tree
  const rows = await tx.$queryRaw<(TopicRow & { code: string })[]>(Prisma.sql`
    SELECT t.code, t.id, parent.code AS "parentCode"
    FROM topic t LEFT JOIN topic parent ON parent.id = t.parent_id`)
  const tree = new Map(rows.map(({ code, ...topic }) => [code, topic]))
  trees.set(db, { knowledgeHash, tree })
  return tree
}
