import { execute, type ExecutionResult, getOperationAST } from 'graphql'

import { toPublicResult } from './errors.ts'
import { type Operation, withCost } from './operation.ts'
import { noteOperation, placeOperation } from './replica/plugin.ts'
import type { GraphqlService } from './transports/service.ts'

/** Executes a query or a mutation that did not come over plain HTTP. */
export async function executeOperation(
  operation: Operation,
  { toPublic }: Pick<GraphqlService, 'toPublic'>,
): Promise<ExecutionResult> {
  const { document, operationName, contextValue, cost } = operation
  const kind = getOperationAST(document, operationName)!.operation
  try {
    await placeOperation(kind, contextValue)
    const result = await execute(operation)
    await noteOperation(kind, contextValue)
    return withCost(toPublicResult(result, toPublic), cost)
  } catch (error) {
    return { errors: [toPublic(error)] }
  }
}
