import {
  createSourceEventStream,
  type ExecutionResult,
  GraphQLError,
  OperationTypeNode,
} from 'graphql'

import { toPublicResult } from './errors.ts'
import { clientOf } from './limits/client.ts'
import type { LiveEvent } from './live/live-event.ts'
import type { Take } from './live/queue.ts'
import type { LiveStream, Stream } from './live/stream.ts'
import type { Operation } from './operation.ts'
import { placeOperation } from './replica/plugin.ts'
import type { GraphqlService } from './transports/service.ts'

/** Results as JSON in UTF-8. Several readers may be given the same memory: it is not written to. */
export type Results = Stream<Buffer>

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
  // Every subscription's resolver gives such a stream.
  return resultsOf(source as LiveStream<LiveEvent>, operation, service)
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

function resultsOf(
  events: LiveStream<LiveEvent>,
  operation: Operation,
  { budgets, rendering, toPublic }: Service,
): Results {
  // Apart from what the client asks for: a bulk of news must not keep its readers from their pages.
  const client = `events of ${clientOf(operation.contextValue)}`
  const cost = operation.cost.requested
  let take: Take<Buffer>
  let taken: () => void
  let problem: unknown = null
  let isClosed = false
  let endWait = () => {}
  const render = rendering(operation, {
    give(json) {
      if (isClosed) taken()
      else take(json, taken)
    },
    fail(error) {
      problem ??= error
      events.close()
      taken()
    },
  })

  function close(): void {
    isClosed = true
    events.close()
    endWait()
  }

  /** Waits no longer than until the subscription is closed. */
  function renderLater(event: LiveEvent, wait: number): void {
    const end = () => {
      clearTimeout(timer)
      endWait = () => {}
      if (isClosed) taken()
      else render(event)
    }
    const timer = setTimeout(end, wait)
    endWait = end
  }

  async function pour(into: Take<Buffer>): Promise<void> {
    take = into
    try {
      await events.pour((event, done) => {
        taken = done
        const wait = budgets.reserve(client, cost)
        if (isClosed) taken()
        else if (wait > 0) renderLater(event, wait)
        else render(event)
      })
    } catch (error) {
      problem ??= error
    }
    if (problem === null || isClosed) return
    const told = Buffer.from(JSON.stringify({ errors: [toPublic(problem)] }))
    await new Promise<void>((done) => into(told, done))
  }

  return { pour, close }
}
