import { exportOpml, importOpml, type ListProblem, starterPacks } from '@courant/ingest'

import { requireScope } from '../../auth/access.ts'
import type { Resolvers, UserError } from '../../generated/resolvers.ts'
import { answer } from '../mutation/answer.ts'

export const resolvers: Resolvers = {
  Query: {
    opml: (_, _args, { db }) => exportOpml(db, new Date()),
    starterPacks: () => starterPacks(),
  },
  Mutation: {
    opmlImport: (_, { input }, context) => {
      requireScope(context, 'SOURCES_WRITE')
      const { db, intake } = context
      const nothing = { created: 0, known: 0, sources: [] }
      return answer(nothing, { root: 'input', address: 'opml' }, async () => {
        const { created, known, sources, problems } = await importOpml(db, input.opml, {
          name: 'input.opml',
          ...intake,
        })
        return {
          created,
          known,
          sources: sources.map(({ source }) => source),
          userErrors: problems.map(userErrorOf),
        }
      })
    },
  },
  StarterFeed: {
    source: ({ feedUrl }, _, { loaders }) => loaders.sourceOfFeed.load(new URL(feedUrl).href),
  },
}

function userErrorOf({ message, line }: ListProblem): UserError {
  const place = line === null ? '' : `line ${line}: `
  return { field: 'input.opml', message: `${place}${message}`, code: 'BAD_OPML_ENTRY' }
}
