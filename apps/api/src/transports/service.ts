import type { GraphQLSchema, ValidationRule } from 'graphql'

import type { Services } from '../context.ts'
import type { ToPublicError } from '../errors.ts'

/** What every transport stands on. */
export interface GraphqlService {
  schema: GraphQLSchema
  /** What is asked of a document beyond the specification. */
  rules: readonly ValidationRule[]
  services: Services
  toPublic: ToPublicError
}
