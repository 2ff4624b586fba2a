import { GraphQLScalarType } from 'graphql'
import { DateTimeResolver, URLResolver } from 'graphql-scalars'

import type { Resolvers } from '../../generated/resolvers.ts'

/** An address that came in is checked, and handed on as the text that the types say it is. */
const url = new GraphQLScalarType<string>({
  ...URLResolver.toConfig(),
  parseValue: (value) => String(URLResolver.parseValue(value)),
  parseLiteral: (node, variables) => String(URLResolver.parseLiteral(node, variables)),
  serialize: (value) => String(URLResolver.serialize(value)),
})

export const resolvers: Resolvers = {
  DateTime: DateTimeResolver,
  URL: url,
}
