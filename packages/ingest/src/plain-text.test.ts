import { describe, expect, test } from 'vitest'

import { cleanText, shorten } from './plain-text.ts'

describe('cleaning', () => {
  test.each([
    ['white space becomes one space', ' a \r\n\t b\u{A0}c ', 'a b c'],
    ['NUL goes', 'a\u{0}b', 'ab'],
    ['control characters go', 'a\u{7}b\u{90}c', 'abc'],
    ['Windows characters that were taken for controls', 'don\u{92}t', 'don’t'],
    ['soft hyphens go', 'Donau\u{AD}dampf\u{AD}schiff', 'Donaudampfschiff'],
    ['a byte order mark goes', '\u{FEFF}a', 'a'],
    ['half a character is replaced', 'a\u{D83D}b', 'a\u{FFFD}b'],
    ['a whole one stays', 'a😀b', 'a😀b'],
    ['joined emoji stay joined', '👩‍🚀', '👩‍🚀'],
    ['letters are composed', 'Zu\u{308}rich', 'Zürich'],
    ['markup is text like any other', '<b>a</b> &amp;', '<b>a</b> &amp;'],
    ['nothing stays nothing', ' \n ', ''],
  ])('%s', (_case, text, expected) => {
    expect(cleanText(text)).toBe(expected)
  })
})

describe('shortening', () => {
  test.each([
    ['short text stays', 'one two', 7, 'one two'],
    ['long text is cut at a word', 'one two three', 10, 'one two…'],
    ['one long word is cut within', 'Donaudampfschiff', 6, 'Donau…'],
    ['no character is cut in half', 'abcd😀😀', 6, 'abcd…'],
  ])('%s', (_case, text, limit, expected) => {
    expect(shorten(text, limit)).toBe(expected)
  })
})
