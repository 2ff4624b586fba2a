import { setTimeout as sleep } from 'node:timers/promises'

import {
  createSourceEventStream,
  type ExecutionResult,
  GraphQLError,
  OperationTypeNode,
} from 'graphql'

import { toPublicResult } from './errors.ts'
import { clientOf } from './limits/client.ts'
import { closable } from './live/closable.ts'
import type { LiveEvent } from './live/live-event.ts'
import type { Render } from './live/render.ts'
import type { Operation } from './operation.ts'
import { placeOperation } from './replica/plugin.ts'
import type { GraphqlService } from './transports/service.ts'

/** Results as JSON. */
export type Results = AsyncGenerator<string, void, undefined>

type Service = Pick<GraphqlService, 'budgets' | 'toPublic' | 'rendering'>

/**
 * Runs a subscription. Unlike graphql-js it executes each event with the event's loaders: those of the
 * operation would keep every row they ever read, and would show it as it was then. What several
 * subscribers ask alike is executed once.
 *
 * Each event costs its client what the operation does. Where the client's budget for events is spent, they
 * come later, in their order and none left out.
 * @returns what is wrong where the subscription does not begin
 */
export async function subscribe(
  operation: Operation,
  service: Service,
): Promise<Results | ExecutionResult> {
  const source = await begin(operation)
  if (!(Symbol.asyncIterator in source)) return toPublicResult(source, service.toPublic)
  // Every subscription's resolver gives such a generator.
  const events = source as AsyncGenerator<LiveEvent, void, undefined>
  const closing = new AbortController()
  // Apart from what the client asks for: a bulk of news must not keep its readers from their pages.
  const spend = {
    client: `events of ${clientOf(operation.contextValue)}`,
    cost: operation.cost.requested,
  }
  const render = service.rendering(operation)
  return closable(renderEach(events, render, spend, service, closing.signal), () => {
    closing.abort()
    void events.return()
  })
}

/** The events, or what is wrong. */
async function begin(operation: Operation): Promise<AsyncIterable<unknown> | ExecutionResult> {
  try {
    await placeOperation(OperationTypeNode.SUBSCRIPTION, operation.contextValue)
  } catch (error) {
    return { errors: [new GraphQLError('Not begun', { originalError: error as Error })] }
  }
  return createSourceEventStream(operation)
}

async function* renderEach(
  events: AsyncIterable<LiveEvent>,
  render: Render,
  { client, cost }: { client: string; cost: number },
  { budgets, toPublic }: Service,
  closing: AbortSignal,
): Results {
  try {
    for await (const event of events) {
      const wait = budgets.reserve(client, cost)
      if (wait > 0) await sleep(wait, undefined, { signal: closing }).catch(() => {})
      if (closing.aborted) return
      yield await render(event)
    }
  } catch (error) {
    yield JSON.stringify({ errors: [toPublic(error)] })
  }
}
