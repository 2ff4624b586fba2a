import type { Transaction } from '../transaction.ts'

/** What placing an article under a topic needs of it. */
export interface TopicRow {
  id: string
  parentCode: string | null
}

/** Every topic by its code. */
export async function topicsByCode(tx: Transaction): Promise<Map<string, TopicRow>> {
  const topics = await tx.topic.findMany({
    select: { id: true, code: true, parent: { select: { code: true } } },
  })
  return new Map(
    topics.map(({ id, code, parent }) => [code, { id, parentCode: parent?.code ?? null }]),
  )
}
