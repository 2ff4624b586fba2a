import { CourantError } from '@courant/feed/errors'
import { IngestError } from '@courant/ingest/errors'

import type { Bare } from './run.ts'

/** An error that whoever asked can do something about, as scripts are told of it. */
export interface ErrorAsJson {
  code: string
  message: string
  line?: number | undefined
  column?: number | undefined
}

/** Null for an error that is nobody's fault but ours. */
export function errorAsJson(error: unknown): ErrorAsJson | null {
  if (error instanceof CourantError) return { code: error.code, message: error.message }
  if (!(error instanceof IngestError)) return null
  const { code, message, line, column } = error
  return { code, message, line, column }
}

/**
 * Does something with each of several things, one after the other. One that cannot be done is told of on
 * stderr, and to scripts as `{..., "error": {code, message}}`; the others are done.
 * @returns whether all of them could be done
 */
export async function eachOf<Item>(
  items: readonly Item[],
  {
    json,
    called,
    signal,
    terminal,
  }: Bare & { json: boolean | undefined; called: (item: Item) => object },
  work: (item: Item) => Promise<void>,
): Promise<boolean> {
  let allDone = true
  for (const item of items) {
    signal.throwIfAborted()
    try {
      await work(item)
    } catch (error) {
      const known = errorAsJson(error)
      if (!known || signal.aborted) throw error
      allDone = false
      terminal.note(known.message)
      if (json) terminal.sayJson({ ...called(item), error: known })
    }
  }
  return allDone
}

/** `1 article`, `2 articles`. */
export function count(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`
}
