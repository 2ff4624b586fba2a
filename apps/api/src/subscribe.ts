import { setTimeout as sleep } from 'node:timers/promises'

import { createSourceEventStream, execute, type ExecutionResult } from 'graphql'

import { toPublicResult } from './errors.ts'
import { clientOf } from './limits/client.ts'
import { closable } from './live/closable.ts'
import type { Loaders } from './loaders.ts'
import type { Operation } from './operation.ts'
import type { GraphqlService } from './transports/service.ts'

type Results = AsyncGenerator<ExecutionResult, void, undefined>

/** An event of any subscription; what belongs to it is read through its own loaders. */
interface LiveEvent {
  loaders: Loaders
}

/**
 * Runs a subscription. Unlike graphql-js it executes each event with the event's loaders: those of the
 * operation would keep every row they ever read, and would show it as it was then.
 *
 * Each event costs its client what the operation does. Where the client's budget for events is spent, they
 * come later, in their order and none left out.
 */
export async function subscribe(
  operation: Operation,
  service: Pick<GraphqlService, 'budgets' | 'toPublic'>,
): Promise<Results | ExecutionResult> {
  const source = await createSourceEventStream(operation)
  if (!(Symbol.asyncIterator in source)) return toPublicResult(source, service.toPublic)
  // Every subscription's resolver gives such a generator.
  const events = source as AsyncGenerator<LiveEvent, void, undefined>
  const closing = new AbortController()
  return closable(executeEach(operation, events, service, closing.signal), () => {
    closing.abort()
    void events.return()
  })
}

async function* executeEach(
  operation: Operation,
  events: AsyncIterable<LiveEvent>,
  { budgets, toPublic }: Pick<GraphqlService, 'budgets' | 'toPublic'>,
  closing: AbortSignal,
): Results {
  // Apart from what the client asks for: a bulk of news must not keep its readers from their pages.
  const client = `events of ${clientOf(operation.contextValue)}`
  try {
    for await (const event of events) {
      const wait = budgets.reserve(client, operation.cost.requested)
      if (wait > 0) await sleep(wait, undefined, { signal: closing }).catch(() => {})
      if (closing.aborted) return
      const contextValue = { ...operation.contextValue, loaders: event.loaders }
      const result = await execute({ ...operation, rootValue: event, contextValue })
      yield toPublicResult(result, toPublic)
    }
  } catch (error) {
    yield { errors: [toPublic(error)] }
  }
}
