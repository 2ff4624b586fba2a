import {
  type DocumentNode,
  type ExecutionArgs,
  GraphQLError,
  type GraphQLSchema,
  parse,
  specifiedRules,
  validate,
} from 'graphql'

import type { Context } from './context.ts'
import { errorCode } from './errors.ts'
import { limitDocument } from './limits/document.ts'
import { checkInput } from './limits/input.ts'

/** Comments are not counted, which is why bodies are limited by size as well. */
export const parseOptions = { maxTokens: 1_000 }
export const validationRules = [limitDocument]

/** A request as WebSocket and SSE bring it. */
export interface OperationRequest {
  query: string
  operationName?: string | null | undefined
  variables?: Record<string, unknown> | null | undefined
}

/** Ready to be executed: it was checked as Apollo Server checks what comes over plain HTTP. */
export type Operation = ExecutionArgs & { contextValue: Context }

/** The operation, or what is wrong with the request. */
export function prepareOperation(
  schema: GraphQLSchema,
  { query, operationName, variables }: OperationRequest,
  contextValue: Context,
): Operation | readonly GraphQLError[] {
  const document = tryParse(query)
  if (document instanceof GraphQLError) return [withCode(document, errorCode.notParsed)]
  const invalid = validate(schema, document, [...specifiedRules, ...validationRules])
  if (invalid.length > 0) return invalid.map((error) => withCode(error, errorCode.notValid))
  try {
    checkInput(document, variables)
  } catch (error) {
    if (error instanceof GraphQLError) return [error]
    throw error
  }
  return { schema, document, operationName, variableValues: variables, contextValue }
}

function tryParse(query: string): DocumentNode | GraphQLError {
  try {
    return parse(query, parseOptions)
  } catch (error) {
    if (error instanceof GraphQLError) return error
    throw error
  }
}

function withCode(error: GraphQLError, code: string): GraphQLError {
  const { message, nodes, source, positions } = error
  return new GraphQLError(message, { nodes, source, positions, extensions: { code } })
}
