import type { StoryText } from '@courant/enrich/similarity'

import { collect } from '../collect.ts'
import type { Transaction } from '../transaction.ts'

/** An article as it reads now, with what the grouping has made of it so far. */
export interface GroupedArticle extends StoryText {
  id: string
  publishedAt: Date
  storyId: string | null
  textGroupId: string | null
}

/** Articles with their texts, in the order asked for; those that are gone are left out. */
export async function textsOf(tx: Transaction, ids: readonly string[]): Promise<GroupedArticle[]> {
  if (ids.length === 0) return []
  const among = { articleId: { in: [...ids] } }
  const rows = await tx.article.findMany({ where: { id: among.articleId } })
  const sections = await tx.section.findMany({ where: among, orderBy: { position: 'asc' } })
  const mentions = await tx.mention.findMany({
    where: among,
    select: { articleId: true, salience: true, entity: { select: { slug: true } } },
  })
  const sectionsOf = collect(sections, ofArticle, (section) => section)
  const mentionsOf = collect(mentions, ofArticle, ({ salience, entity }) => ({
    slug: entity.slug,
    salience,
  }))
  const byId = new Map(rows.map((row) => [row.id, row]))
  return ids.flatMap((id) => {
    const row = byId.get(id)
    if (!row) return []
    const { headline, lead, language, publishedAt, storyId, textGroupId } = row
    return {
      id,
      headline,
      lead,
      language,
      publishedAt,
      storyId,
      textGroupId,
      sections: sectionsOf.get(id) ?? [],
      mentions: mentionsOf.get(id) ?? [],
    }
  })
}

function ofArticle({ articleId }: { articleId: string }): string {
  return articleId
}
