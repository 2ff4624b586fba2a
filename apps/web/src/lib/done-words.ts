import { messages } from '../messages/messages.ts'
import type { Deed } from './source-address.ts'

const { done } = messages.sources

/** Deeds that are told of with a number, and those told of with the name of a source. */
const counted = { pack: done.pack, removed: done.removed } as const
type Counted = keyof typeof counted

/**
 * What was done, in words, as the address of a page says it.
 * @param name of the source that it was done to, if there is such a one
 */
export function doneWords(query: URLSearchParams, name: string | null): string | null {
  const deed = query.get('done')
  if (deed === null || !isDeed(deed)) return null
  if (isCounted(deed)) {
    const count = Number(query.get('count') ?? '')
    return Number.isSafeInteger(count) && count >= 0 ? counted[deed](count) : null
  }
  return name === null ? null : done[deed](name)
}

function isDeed(text: string): text is Deed {
  return Object.hasOwn(done, text)
}

function isCounted(deed: Deed): deed is Counted {
  return Object.hasOwn(counted, deed)
}
