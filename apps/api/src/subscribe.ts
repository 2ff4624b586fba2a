import { createSourceEventStream, execute, type ExecutionResult } from 'graphql'

import { toPublicResult, type ToPublicError } from './errors.ts'
import { closable } from './live/closable.ts'
import type { Loaders } from './loaders.ts'
import type { Operation } from './operation.ts'

type Results = AsyncGenerator<ExecutionResult, void, undefined>

/** An event of any subscription; what belongs to it is read through its own loaders. */
interface LiveEvent {
  loaders: Loaders
}

/**
 * Runs a subscription. Unlike graphql-js it executes each event with the event's loaders: those of the
 * operation would keep every row they ever read, and would show it as it was then.
 */
export async function subscribe(
  operation: Operation,
  toPublic: ToPublicError,
): Promise<Results | ExecutionResult> {
  const source = await createSourceEventStream(operation)
  if (!(Symbol.asyncIterator in source)) return toPublicResult(source, toPublic)
  // Every subscription's resolver gives such a generator.
  const events = source as AsyncGenerator<LiveEvent, void, undefined>
  return closable(executeEach(operation, events, toPublic), () => void events.return())
}

async function* executeEach(
  operation: Operation,
  events: AsyncIterable<LiveEvent>,
  toPublic: ToPublicError,
): Results {
  try {
    for await (const event of events) {
      const contextValue = { ...operation.contextValue, loaders: event.loaders }
      const result = await execute({ ...operation, rootValue: event, contextValue })
      yield toPublicResult(result, toPublic)
    }
  } catch (error) {
    yield { errors: [toPublic(error)] }
  }
}
