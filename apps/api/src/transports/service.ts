import type { GraphQLSchema, ValidationRule } from 'graphql'

import type { Answers } from '../answers/answers.ts'
import type { Assemble } from '../assembly/assemble.ts'
import type { Services } from '../context.ts'
import type { ToPublicError } from '../errors.ts'
import type { Budgets } from '../limits/budget.ts'
import type { AddressOf } from '../limits/client.ts'
import type { Streams } from '../limits/streams.ts'
import type { Watch } from '../live/reader.ts'
import type { Render } from '../live/render.ts'
import type { KnownOperations } from '../operations/known.ts'

/** What every transport stands on. */
export interface GraphqlService {
  schema: GraphQLSchema
  /** What is asked of a document beyond the specification. */
  rules: readonly ValidationRule[]
  /** The operations of the pages. */
  operations: KnownOperations
  answers: Answers
  assemble: Assemble
  /** What is kept of the database. */
  watch: Watch
  /** How events are executed for those who follow them. */
  render: Render
  budgets: Budgets
  streams: Streams
  addressOf: AddressOf
  services: Services
  toPublic: ToPublicError
}
