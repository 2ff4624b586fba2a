import type { Resolvers } from '../../generated/resolvers.ts'

const parts = {
  headline: 'HEADLINE',
  lead: 'LEAD',
  crosshead: 'CROSSHEAD',
  paragraph: 'PARAGRAPH',
} as const

export const resolvers: Resolvers = {
  Mention: {
    entity: ({ entityId }, _, { loaders }) => loaders.entity.load(entityId),
  },
  Span: {
    part: ({ part }) => parts[part],
  },
}
