import { execute, type ExecutionResult } from 'graphql'
import { LRUCache } from 'lru-cache'

import type { Context } from '../context.ts'
import { toPublicResult, type ToPublicError } from '../errors.ts'
import type { Operation } from '../operation.ts'
import { keyOfResult } from './asked.ts'
import type { LiveEvent } from './live-event.ts'
import { inTurn, type Task } from './turns.ts'

/** A result as it is sent, for everybody who asked the same. */
interface Rendered {
  /** JSON in UTF-8: one memory for all of them. */
  json: Buffer
  /** Whether it says anything that depends on who asks. */
  personal: boolean
}

/** What is done with the result of an event. */
export interface Rendering<Result> {
  give(result: Result): void
  fail(error: unknown): void
}

/**
 * Makes the results of events for one subscriber, as JSON in UTF-8, one event at a time. They are given at once
 * where they were made for another before.
 */
export type Render = (event: LiveEvent) => void

/** For subscribers that follow each other by moments: none asks for an event again later. */
const keptBytes = 16 * 2 ** 20

/**
 * Executes each event once for all subscribers that asked the same of it, and makes the JSON of the result
 * once. A result is shared only if nothing looked at who asks while it was made: one that did is made for
 * each of them.
 */
export function createRendering(
  toPublic: ToPublicError,
): (operation: Operation, rendering: Rendering<Buffer>) => Render {
  const numbers = new WeakMap<LiveEvent, number>()
  let count = 0
  /** Those who wait for what is being made. */
  const running = new Map<string, Rendering<Rendered>[]>()
  const done = new LRUCache<string, Rendered>({
    maxSize: keptBytes,
    sizeCalculation: ({ json }, { length }) => json.length + 2 * length,
  })

  /** What was shared last, which most that ask ask for next. */
  let latest: { event: LiveEvent; asked: string; json: Buffer } | null = null

  /** Read twice, an event may have changed in between: what it says is of this reading alone. */
  function numberOf(event: LiveEvent): number {
    const number = numbers.get(event) ?? (count += 1)
    numbers.set(event, number)
    return number
  }

  async function make(operation: Operation, event: LiveEvent): Promise<Rendered> {
    const { context, isPersonal } = watched(operation.contextValue, event)
    const result = await execute({ ...operation, rootValue: event, contextValue: context })
    const json = jsonOf(toPublicResult(result, toPublic))
    return { json, personal: isPersonal() }
  }

  function once(
    key: string,
    operation: Operation,
    event: LiveEvent,
    rendering: Rendering<Rendered>,
  ): void {
    const known = done.get(key)
    if (known) return rendering.give(known)
    const others = running.get(key)
    if (others) return void others.push(rendering)
    const all = [rendering]
    running.set(key, all)
    make(operation, event)
      .then((rendered) => {
        done.set(key, rendered)
        inTurn(forEach(all, ({ give }) => give(rendered)))
      })
      .catch((error: unknown) => inTurn(forEach(all, ({ fail }) => fail(error))))
      .finally(() => running.delete(key))
  }

  return (operation, { give, fail }) => {
    const asked = keyOfResult(operation)
    let event: LiveEvent
    const key = () => `${numberOf(event)} ${asked}`
    const own: Rendering<Rendered> = { give: ({ json }) => give(json), fail }
    const shared: Rendering<Rendered> = {
      give({ json, personal }) {
        if (personal) {
          const { viewer, address } = operation.contextValue
          return once(`${key()} ${JSON.stringify([viewer, address])}`, operation, event, own)
        }
        latest = { event, asked, json }
        give(json)
      },
      fail,
    }
    return (next) => {
      event = next
      if (latest?.event === next && latest.asked === asked) give(latest.json)
      else once(key(), operation, next, shared)
    }
  }
}

function forEach<Item>(items: readonly Item[], work: (item: Item) => void): Task {
  let n = 0
  return () => {
    n += 1
    work(items[n - 1]!)
    return n < items.length
  }
}

/** The subscriber's context with the event's database and loaders, and whether anything asked it who the viewer is. */
function watched(
  own: Context,
  { db, loaders }: LiveEvent,
): { context: Context; isPersonal: () => boolean } {
  let personal = false
  const note = <Value>(value: Value): Value => {
    personal = true
    return value
  }
  const { reads, reader, intake, passwords, access } = own
  const context: Context = {
    db,
    reads,
    reader,
    intake,
    passwords,
    access,
    loaders,
    get viewer() {
      return note(own.viewer)
    },
    get address() {
      return note(own.address)
    },
    get visit() {
      return note(own.visit)
    },
  }
  return { context, isPersonal: () => personal }
}

/** Errors first, as graphql-js advises: they are not lost in what is long. */
function jsonOf({ errors, data, extensions }: ExecutionResult): Buffer {
  return Buffer.from(JSON.stringify({ errors, data, extensions }))
}
