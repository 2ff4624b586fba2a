import { DateTimeResolver, URLResolver } from 'graphql-scalars'

import type { Resolvers } from '../../generated/resolvers.ts'

export const resolvers: Resolvers = {
  DateTime: DateTimeResolver,
  URL: URLResolver,
}
