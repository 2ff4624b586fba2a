import {
  type DocumentNode,
  type ExecutionArgs,
  getOperationAST,
  Kind,
  type SelectionNode,
  visit,
} from 'graphql'

import { keyOf } from '../answers/key.ts'

/** Of one operation of a document. */
interface Asking {
  /** The variables below the subscription's own field. */
  used: readonly string[]
  /** Where there are none it is the same for all, and one text in memory. */
  key: string
}
const askings = new WeakMap<DocumentNode, Map<string, Asking>>()

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
  const byName = askings.get(document) ?? new Map<string, Asking>()
  askings.set(document, byName)
  const name = operationName ?? ''
  const keyOfUsed = (used: readonly string[]) =>
    keyOf({
      query: document.loc!.source.body,
      operationName,
      variables: Object.fromEntries(used.map((each) => [each, variableValues?.[each]])),
    })
  let asking = byName.get(name)
  if (!asking) {
    const used = variablesOfResult(document, operationName)
    asking = { used, key: keyOfUsed(used) }
    byName.set(name, asking)
  }
  return asking.used.length === 0 ? asking.key : keyOfUsed(asking.used)
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
