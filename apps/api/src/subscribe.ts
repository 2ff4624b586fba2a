import {
  createSourceEventStream,
  type ExecutionResult,
  GraphQLError,
  OperationTypeNode,
} from 'graphql'

import { toPublicResult, type ToPublicError } from './errors.ts'
import type { Reserve } from './limits/budget.ts'
import { clientOf } from './limits/client.ts'
import { keyOfResult } from './live/asked.ts'
import type { LiveEvent } from './live/live-event.ts'
import type { Giver, Taker } from './live/queue.ts'
import type { Asker, Render } from './live/render.ts'
import type { LiveStream, Stream } from './live/stream.ts'
import type { Operation } from './operation.ts'
import { placeOperation } from './replica/plugin.ts'
import type { GraphqlService } from './transports/service.ts'

/** Results as JSON in UTF-8. Several readers may be given the same memory: it is not written to. */
export type Results = Stream<Buffer>

type Service = Pick<GraphqlService, 'budgets' | 'toPublic' | 'render'>

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
  return new Subscription(source as LiveStream<LiveEvent>, operation, service)
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

/**
 * One subscription on its way from events to results: one object, as news goes out to ten thousand of them
 * at once, whose time goes to finding what each has in memory.
 */
class Subscription implements Results, Taker<LiveEvent>, Asker {
  readonly operation: Operation
  readonly asked: string
  readonly #events: LiveStream<LiveEvent>
  readonly #render: Render
  readonly #reserve: Reserve
  readonly #cost: number
  readonly #toPublic: ToPublicError
  #into: Taker<Buffer> | null = null
  #giver: Giver | null = null
  #problem: unknown = null
  #isClosed = false
  #endWait = () => {}

  constructor(
    events: LiveStream<LiveEvent>,
    operation: Operation,
    { budgets, render, toPublic }: Service,
  ) {
    this.operation = operation
    this.asked = keyOfResult(operation)
    this.#events = events
    this.#render = render
    // Apart from what the client asks for: a bulk of news must not keep its readers from their pages.
    this.#reserve = budgets.reserveOf(`events of ${clientOf(operation.contextValue)}`)
    this.#cost = operation.cost.requested
    this.#toPublic = toPublic
  }

  async pour(into: Taker<Buffer>): Promise<void> {
    this.#into = into
    try {
      await this.#events.pour(this)
    } catch (error) {
      this.#problem ??= error
    }
    if (this.#problem === null || this.#isClosed) return
    const told = Buffer.from(JSON.stringify({ errors: [this.#toPublic(this.#problem)] }))
    await new Promise<void>((taken) => into.take(told, { taken }))
  }

  take(event: LiveEvent, giver: Giver): void {
    this.#giver = giver
    const wait = this.#reserve.take(this.#cost)
    if (this.#isClosed) giver.taken()
    else if (wait > 0) this.#renderLater(event, wait)
    else this.#render(event, this)
  }

  give(json: Buffer): void {
    if (this.#isClosed) this.#giver!.taken()
    else this.#into!.take(json, this.#giver!)
  }

  fail(error: unknown): void {
    this.#problem ??= error
    this.#events.close()
    this.#giver!.taken()
  }

  close(): void {
    this.#isClosed = true
    this.#events.close()
    this.#endWait()
  }

  /** Waits no longer than until the subscription is closed. */
  #renderLater(event: LiveEvent, wait: number): void {
    const end = () => {
      clearTimeout(timer)
      this.#endWait = () => {}
      if (this.#isClosed) this.#giver!.taken()
      else this.#render(event, this)
    }
    const timer = setTimeout(end, wait)
    this.#endWait = end
  }
}
