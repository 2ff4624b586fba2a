import { expect, it } from 'vitest'

import { readingMinutes } from './reading-time.ts'

it.each([
  ['no text at all', 'en', [], 1],
  ['a sentence', 'en', ['It rained.'], 1],
  ['a thousand words', 'en', ['word '.repeat(600), 'word '.repeat(400)], 4],
  ['a language that is not known', 'und', ['word '.repeat(500)], 2],
  ['a language without spaces', 'ja', ['東京は雨です。'.repeat(300)], 5],
])('%s', (_, language, texts, minutes) => {
  expect(readingMinutes(language, texts)).toBe(minutes)
})
