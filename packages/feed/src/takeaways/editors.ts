import type { Takeaway } from '@courant/prisma'

import type { ArticleDraft, DraftTakeaway } from '../articles/draft.ts'
import type { PlacedDraft } from '../articles/parts.ts'
import { collect } from '../collect.ts'
import type { Transaction } from '../transaction.ts'
import { findQuote } from './quote.ts'

/** What editors wrote, by article, in the order to be read. */
export type EditorsTakeaways = ReadonlyMap<string, readonly Takeaway[]>

/** What editors wrote of articles that are about to be revised. */
export async function editorsTakeaways(
  tx: Transaction,
  articleIds: readonly string[],
): Promise<EditorsTakeaways> {
  if (articleIds.length === 0) return new Map()
  const rows = await tx.takeaway.findMany({
    where: { articleId: { in: [...articleIds] }, origin: 'EDITOR' },
    orderBy: { position: 'asc' },
  })
  return collect(
    rows,
    ({ articleId }) => articleId,
    (row) => row,
  )
}

/**
 * A revision with what editors wrote of the article before, each in its old place, instead of what came up
 * for it. Where the new text still has the slice that supported it, that supports it; else nothing does.
 */
export function withEditorsTakeaways(place: PlacedDraft, editors: EditorsTakeaways): PlacedDraft {
  const own = editors.get(place.articleId)
  if (!own) return place
  const takeaways = [...place.draft.takeaways]
  for (const { position, text, evidenceQuote } of own) {
    const kept = keptOf(text, evidenceQuote, place.draft)
    takeaways.splice(Math.min(position, takeaways.length), 1, kept)
  }
  return { ...place, draft: { ...place.draft, takeaways } }
}

function keptOf(text: string, quote: string | null, draft: ArticleDraft): DraftTakeaway {
  return { text, origin: 'EDITOR', evidence: quote === null ? null : findQuote(quote, draft) }
}
