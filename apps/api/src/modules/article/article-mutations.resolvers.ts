import { findNode, removeArticle } from '@courant/feed'
import { rewrite, writeArticle } from '@courant/ingest'
import type { Article, Db } from '@courant/prisma'

import { requireScope } from '../../auth/access.ts'
import type { Resolvers } from '../../generated/resolvers.ts'
import { exactlyOne } from '../exactly-one.ts'
import { answer } from '../mutation/answer.ts'
import { claimOf } from '../mutation/claim.ts'

export const resolvers: Resolvers = {
  Mutation: {
    articleCreate: (_, { input }, context) => {
      requireScope(context, 'ARTICLES_WRITE')
      const { db, viewer, intake } = context
      return answer({ article: null }, fields, async () => {
        const written = exactlyOne(input, ['text', 'headline'])
        const article =
          'text' in written ? written : { ...input, ...written, imageUrl: input.image }
        const of = exactlyOne(input, ['source', 'sourceName'])
        const claim = claimOf(viewer, 'articleCreate', input)
        const id = await writeArticle(db, of, article, { claim, model: intake.model })
        return { article: await articleOf(db, id) }
      })
    },
    articleUpdate: (_, { input: { id, image, ...changes } }, context) => {
      requireScope(context, 'ARTICLES_WRITE')
      const { db, intake } = context
      return answer({ article: null }, fields, async () => {
        await rewrite(db, id, { ...changes, imageUrl: image }, { model: intake.model })
        return { article: await articleOf(db, id) }
      })
    },
    articleRemove: (_, { input }, context) => {
      requireScope(context, 'ARTICLES_WRITE')
      return answer({ removedId: null }, fields, async () => {
        await removeArticle(context.db, input.id)
        return { removedId: input.id }
      })
    },
  },
}

const fields = { root: 'input', address: 'text' }

async function articleOf(db: Db, id: string): Promise<Article | null> {
  const node = await findNode(db, id)
  return node?.type === 'Article' ? node.row : null
}
