import { execute, type ExecutionResult } from 'graphql'
import { LRUCache } from 'lru-cache'

import type { Context } from '../context.ts'
import { toPublicResult, type ToPublicError } from '../errors.ts'
import type { Operation } from '../operation.ts'
import { keyOfResult } from './asked.ts'
import type { LiveEvent } from './live-event.ts'

/** A result as it is sent, for everybody who asked the same. */
interface Rendered {
  json: string
  /** Whether it says anything that depends on who asks. */
  personal: boolean
}

/** Results of one event, as JSON, for one subscriber. */
export type Render = (event: LiveEvent) => Promise<string>

/** For subscribers that follow each other by moments: none asks for an event again later. */
const keptBytes = 16 * 2 ** 20

/**
 * Executes each event once for all subscribers that asked the same of it, and makes the JSON of the result
 * once. A result is shared only if nothing looked at who asks while it was made: one that did is made for
 * each of them.
 */
export function createRendering(toPublic: ToPublicError): (operation: Operation) => Render {
  const numbers = new WeakMap<LiveEvent, number>()
  let count = 0
  const running = new Map<string, Promise<Rendered>>()
  const done = new LRUCache<string, Rendered>({
    maxSize: keptBytes,
    sizeCalculation: ({ json }, { length }) => 2 * (json.length + length),
  })

  /** Read twice, an event may have changed in between: what it says is of this reading alone. */
  function numberOf(event: LiveEvent): number {
    const number = numbers.get(event) ?? (count += 1)
    numbers.set(event, number)
    return number
  }

  function once(key: string, make: () => Promise<Rendered>): Rendered | Promise<Rendered> {
    const known = done.get(key) ?? running.get(key)
    if (known) return known
    const made = make()
      .then((rendered) => {
        done.set(key, rendered)
        return rendered
      })
      .finally(() => running.delete(key))
    running.set(key, made)
    return made
  }

  return (operation) => {
    const asked = keyOfResult(operation)
    const { viewer, address } = operation.contextValue
    const who = JSON.stringify([viewer, address])
    const make = (event: LiveEvent) => async (): Promise<Rendered> => {
      const { context, isPersonal } = watched(operation.contextValue, event)
      const result = await execute({ ...operation, rootValue: event, contextValue: context })
      const json = jsonOf(toPublicResult(result, toPublic))
      return { json, personal: isPersonal() }
    }
    return async (event) => {
      const key = `${numberOf(event)} ${asked}`
      let rendered = await once(key, make(event))
      if (rendered.personal) rendered = await once(`${key} ${who}`, make(event))
      return rendered.json
    }
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
function jsonOf({ errors, data, extensions }: ExecutionResult): string {
  return JSON.stringify({ errors, data, extensions })
}
