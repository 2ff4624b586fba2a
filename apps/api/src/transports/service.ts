import type { GraphQLSchema } from 'graphql'

import type { Services } from '../context.ts'
import type { ToPublicError } from '../errors.ts'

/** What every transport stands on. */
export interface GraphqlService {
  schema: GraphQLSchema
  services: Services
  toPublic: ToPublicError
}
