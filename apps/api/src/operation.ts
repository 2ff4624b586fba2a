import {
  type DocumentNode,
  type ExecutionArgs,
  type ExecutionResult,
  getOperationAST,
  GraphQLError,
  NoSchemaIntrospectionCustomRule,
  type OperationDefinitionNode,
  type ValidationRule,
} from 'graphql'

import type { Context } from './context.ts'
import { readDocument } from './documents.ts'
import type { Cost } from './limits/budget.ts'
import { clientOf } from './limits/client.ts'
import { costOf } from './limits/cost.ts'
import { limitDocument } from './limits/document.ts'
import { checkInput } from './limits/input.ts'
import type { GraphqlService } from './transports/service.ts'

/** What is asked of a document beyond the specification. */
export function rulesOf({ introspection }: { introspection: boolean }): ValidationRule[] {
  return introspection ? [limitDocument] : [limitDocument, NoSchemaIntrospectionCustomRule]
}

/** A request as WebSocket and SSE bring it. */
export interface OperationRequest {
  query: string
  operationName?: string | null | undefined
  variables?: Record<string, unknown> | null | undefined
}

/** Ready to be executed: it was checked as Apollo Server checks what comes over plain HTTP. */
export type Operation = ExecutionArgs & { contextValue: Context; cost: Cost }

/** The operation, or what is wrong with the request. */
export function prepareOperation(
  service: Pick<GraphqlService, 'schema' | 'rules' | 'budgets'>,
  { query, operationName, variables }: OperationRequest,
  contextValue: Context,
): Operation | readonly GraphQLError[] {
  const { schema } = service
  const document = readDocument(service, query)
  if (!('kind' in document)) return document
  try {
    checkInput(document, variables)
    const operation = getOperationAST(document, operationName)
    const cost = chargeOperation(service, { document, operation, variables }, contextValue)
    return { schema, document, operationName, variableValues: variables, contextValue, cost }
  } catch (error) {
    if (error instanceof GraphQLError) return [error]
    throw error
  }
}

/**
 * Takes what an operation costs from the budget of whoever asks.
 * @throws {GraphQLError} COST_EXCEEDED or RATE_LIMITED
 */
export function chargeOperation(
  { schema, budgets }: Pick<GraphqlService, 'schema' | 'budgets'>,
  asked: {
    document: DocumentNode
    operation: OperationDefinitionNode | null | undefined
    variables: OperationRequest['variables']
  },
  context: Context,
): Cost {
  return budgets.spend(
    clientOf(context),
    costOf(schema, asked.document, asked.operation, asked.variables),
  )
}

/** The result with what its operation cost. */
export function withCost(result: ExecutionResult, cost: Cost): ExecutionResult {
  return { ...result, extensions: { ...result.extensions, cost } }
}
