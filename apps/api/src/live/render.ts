import { execute, type ExecutionResult } from 'graphql'
import { LRUCache } from 'lru-cache'

import type { AssembleEvent } from '../assembly/event.ts'
import type { Context } from '../context.ts'
import { toPublicResult, type ToPublicError } from '../errors.ts'
import type { Operation } from '../operation.ts'
import type { LiveEvent } from './live-event.ts'
import { inTurn, type Task } from './turns.ts'

/** A result as it is sent, for everybody who asked the same. */
interface Rendered {
  /** JSON in UTF-8: one memory for all of them. */
  json: Buffer
  /** Whether it says anything that depends on who asks. */
  personal: boolean
}

/** Who asks for the results of events, one event at a time. */
export interface Asker {
  readonly operation: Operation
  /** The operation's `keyOfResult`. */
  readonly asked: string
  give(json: Buffer): void
  fail(error: unknown): void
}

/**
 * Makes the result of an event, as JSON in UTF-8. It is given at once where it was made for another before.
 */
export type Render = (event: LiveEvent, asker: Asker) => void

/** For subscribers that follow each other by moments: none asks for an event again later. */
const keptBytes = 16 * 2 ** 20

/**
 * Executes each event once for all subscribers that asked the same of it, and makes the JSON of the result
 * once. A result is shared only if nothing looked at who asks while it was made: one that did is made for
 * each of them.
 */
export function createRender(toPublic: ToPublicError, assemble: AssembleEvent): Render {
  const numbers = new WeakMap<LiveEvent, number>()
  let count = 0
  /** Those who wait for what is being made. */
  const running = new Map<string, Asker[]>()
  const done = new LRUCache<string, Rendered>({
    maxSize: keptBytes,
    sizeCalculation: ({ json }, { length }) => json.length + 2 * length,
  })

  /** What was shared last, which most that ask ask for next. */
  let latest: { event: LiveEvent; asked: string; json: Buffer } | null = null

  /** Read twice, an event may have changed in between: what it says is of this reading alone. */
  function keyOfShared(event: LiveEvent, asked: string): string {
    const number = numbers.get(event) ?? (count += 1)
    numbers.set(event, number)
    return `${number} ${asked}`
  }

  async function make(operation: Operation, event: LiveEvent): Promise<Rendered> {
    const assembled = await assemble(operation, event)
    if (assembled !== null) return { json: Buffer.from(assembled), personal: false }
    const { context, isPersonal } = watched(operation.contextValue, event)
    const result = await execute({ ...operation, rootValue: event, contextValue: context })
    const json = jsonOf(toPublicResult(result, toPublic))
    return { json, personal: isPersonal() }
  }

  /** @param isOwn whether it is made for this viewer alone, as the key says */
  function once(key: string, event: LiveEvent, asker: Asker, isOwn = false): void {
    const known = done.get(key)
    if (known) return hand(known, event, asker, isOwn)
    const others = running.get(key)
    if (others) return void others.push(asker)
    const all = [asker]
    running.set(key, all)
    make(asker.operation, event)
      .then((rendered) => {
        done.set(key, rendered)
        inTurn(forEach(all, (each) => hand(rendered, event, each, isOwn)))
      })
      .catch((error: unknown) => inTurn(forEach(all, (each) => each.fail(error))))
      .finally(() => running.delete(key))
  }

  function hand(
    { json, personal }: Rendered,
    event: LiveEvent,
    asker: Asker,
    isOwn: boolean,
  ): void {
    const { asked, operation } = asker
    if (personal && !isOwn) {
      const { viewer, address } = operation.contextValue
      const key = `${keyOfShared(event, asked)} ${JSON.stringify([viewer, address])}`
      return once(key, event, asker, true)
    }
    if (!isOwn) latest = { event, asked, json }
    asker.give(json)
  }

  return (event, asker) => {
    const { asked } = asker
    if (latest?.event === event && latest.asked === asked) asker.give(latest.json)
    else once(keyOfShared(event, asked), event, asker)
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
