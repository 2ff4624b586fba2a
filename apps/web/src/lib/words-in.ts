import { createTranslator } from 'use-intl/core'

import { messages } from '../generated/messages.ts'
import type { Messages } from '../generated/messages.ts'
import { locales } from './languages.ts'
import type { Language } from './languages.ts'

export type Area = keyof Messages
/** Speaks the words of an area: `t('key', values)`. */
export type Words<Name extends Area> = ReturnType<typeof createTranslator<Messages, Name>>

const made = new Map<string, unknown>()

/** The words of an area in a language, made once: what they need to format with is costly. */
export function wordsIn<Name extends Area>(language: Language, area: Name): Words<Name> {
  const key = `${language}.${area}`
  const words =
    made.get(key) ??
    createTranslator<Messages, Name>({
      locale: locales[language],
      messages: messages[language] as Messages,
      namespace: area,
      timeZone: 'UTC',
    })
  made.set(key, words)
  return words as Words<Name>
}
