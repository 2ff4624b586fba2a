import { parse, TYPE } from '@formatjs/icu-messageformat-parser'
import type { MessageFormatElement } from '@formatjs/icu-messageformat-parser'
import { describe, expect, it } from 'vitest'

import { messages } from '../generated/messages.ts'

/** Every message of a language by its path. */
function flat(words: unknown, path = ''): [string, string][] {
  if (typeof words === 'string') return [[path, words]]
  return Object.entries(words as object).flatMap(([key, value]) =>
    flat(value, path ? `${path}.${key}` : key),
  )
}

/** The values and tags that a message wants, each once. */
function wanted(elements: readonly MessageFormatElement[]): string[] {
  const names = elements.flatMap((element) => {
    if (element.type === TYPE.literal || element.type === TYPE.pound) return []
    if (element.type === TYPE.tag) return [`<${element.value}>`, ...wanted(element.children)]
    const options = 'options' in element ? Object.values(element.options) : []
    return [element.value, ...options.flatMap(({ value }) => wanted(value))]
  })
  return [...new Set(names)].toSorted()
}

const english = new Map(flat(messages.en))
const german = new Map(flat(messages.de))

describe('English and German', () => {
  it('say the same things', () => {
    expect(english.size).toBeGreaterThan(100)
    expect([...german.keys()].toSorted()).toEqual([...english.keys()].toSorted())
  })

  it('want the same values for it', () => {
    const wantedBy = (words: Map<string, string>) =>
      [...words].map(([key, message]) => [key, wanted(parse(message))] as const)
    expect(Object.fromEntries(wantedBy(german))).toEqual(Object.fromEntries(wantedBy(english)))
  })

  it('leave no message empty', () => {
    const empty = [...english, ...german].filter(([, message]) => message.trim() === '')
    expect(empty).toEqual([])
  })
})
