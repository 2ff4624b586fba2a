import {
  type DocumentNode,
  type ExecutionArgs,
  getOperationAST,
  Kind,
  type SelectionNode,
  visit,
} from 'graphql'

import { keyOf } from '../answers/key.ts'

const usedIn = new WeakMap<DocumentNode, Map<string, readonly string[]>>()

/**
 * What two subscriptions have in common when an event reads the same for both: the document, and the
 * variables below the subscription's own field. Which events come and from where on is asked in its
 * arguments; of how an event reads they say nothing.
 */
export function keyOfResult({
  document,
  operationName,
  variableValues,
}: Pick<ExecutionArgs, 'document' | 'operationName' | 'variableValues'>): string {
  const byName = usedIn.get(document) ?? new Map<string, readonly string[]>()
  usedIn.set(document, byName)
  const name = operationName ?? ''
  const used = byName.get(name) ?? variablesOfResult(document, operationName)
  byName.set(name, used)
  const variables = used.map((each) => [each, variableValues?.[each]])
  return keyOf({
    query: document.loc!.source.body,
    operationName,
    variables: Object.fromEntries(variables),
  })
}

function variablesOfResult(
  document: DocumentNode,
  operationName: string | null | undefined,
): readonly string[] {
  const used = new Set<string>()
  const fields = new Set<SelectionNode | undefined>(
    getOperationAST(document, operationName)?.selectionSet.selections.filter(
      ({ kind }) => kind === Kind.FIELD,
    ),
  )
  visit(document, {
    VariableDefinition: () => false,
    Argument: (_node, _key, _parent, _path, ancestors) =>
      fields.has(ancestors.at(-1) as SelectionNode) ? false : undefined,
    Variable: ({ name }) => void used.add(name.value),
  })
  return [...used]
}
