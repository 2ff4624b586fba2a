import type { ApolloServerPlugin } from '@apollo/server'
import { OperationTypeNode } from 'graphql'

import type { Context } from '../context.ts'

/** Has each operation read where its viewer sees what they wrote; one that writes reads what it wrote. */
export const readWhereWritten: ApolloServerPlugin<Context> = {
  requestDidStart: async () => ({
    async didResolveOperation({ operation, contextValue }) {
      if (operation) await placeOperation(operation.operation, contextValue)
    },
    async willSendResponse({ operation, contextValue }) {
      if (operation) await noteOperation(operation.operation, contextValue)
    },
  }),
}

/** @throws where it cannot be told what the viewer wrote */
export async function placeOperation(kind: OperationTypeNode, context: Context): Promise<void> {
  if (kind === OperationTypeNode.MUTATION) return
  context.db = await context.reads.dbFor(context.viewer)
}

/** After it was executed, and before its result is sent. */
export async function noteOperation(kind: OperationTypeNode, context: Context): Promise<void> {
  if (kind === OperationTypeNode.MUTATION) await context.reads.noteWriting(context)
}
