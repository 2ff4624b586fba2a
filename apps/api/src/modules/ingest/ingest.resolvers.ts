import { type Document, fetchNew, takeIn } from '@courant/ingest'

import { requireScope } from '../../auth/access.ts'
import type { Intake } from '../../context.ts'
import type { Resolvers } from '../../generated/resolvers.ts'
import { exactlyOne } from '../exactly-one.ts'
import { answer } from '../mutation/answer.ts'

export const resolvers: Resolvers = {
  Mutation: {
    ingest: (_, { input }, context) => {
      requireScope(context, 'ARTICLES_WRITE')
      const nothing = { source: null, articles: [], added: 0, revised: 0, unchanged: 0 }
      const address = input.url == null ? 'document' : 'url'
      return answer(nothing, { root: 'input', address }, async () => {
        const document = await documentOf(input, context.intake)
        const source = input.source?.trim() || null
        return takeIn(context.db, document, { source, ...context.intake })
      })
    },
  },
  IngestedArticle: {
    article: ({ articleId }, _, { loaders }) => loaders.article.load(articleId),
  },
}

async function documentOf(
  input: { url?: string | null; document?: string | null },
  intake: Intake,
): Promise<Document> {
  const given = exactlyOne(input, ['url', 'document'])
  return 'url' in given
    ? fetchNew(given.url, intake)
    : { name: 'input.document', content: given.document }
}
