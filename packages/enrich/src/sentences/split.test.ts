import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { splitSentences } from './split.ts'

function sentencesOf(text: string, language: string): string[] {
  return splitSentences(text, language).map(({ start, end }) => text.slice(start, end))
}

describe('a text is cut into sentences', () => {
  it.each<[says: string, language: string, sentences: string[]]>([
    ['at full stops', 'en', ['It rained.', 'Nobody came.']],
    ['at questions and exclamations', 'en', ['Why?', 'Because!', 'He left.']],
    ['not after a title', 'en', ['Dr. Aldous met Gen. Brook.', 'They spoke.']],
    ['not after an initial', 'en', ['Donald J. Trump spoke.', 'He won.']],
    ['not within an acronym', 'en', ['U.S. troops left.', 'They flew.']],
    ['after an acronym that ends one', 'en', ['They live in the U.S.', 'The others stayed.']],
    ['not in a number', 'en', ['It cost 3.5 million.', 'It was sold.']],
    ['not after an abbreviated number', 'en', ['See No. 5 of the list.', 'It is short.']],
    ['not after a German title', 'de', ['Dr. Merz traf Prof. Aldous.', 'Sie sprachen.']],
    ['not after a German ordinal', 'de', ['Am 3. Oktober ist frei.', 'Alle feiern.']],
    ['not after "z. B."', 'de', ['Es gibt z. B. Äpfel im Korb.', 'Sie sind rot.']],
    ['after a year', 'de', ['Das war 2019.', 'Seither ist Ruhe.']],
    ['in quotes', 'de', ['„Wir warten.“', 'Sie ging.']],
  ])('%s', (_, language, sentences) => {
    expect(sentencesOf(sentences.join(' '), language)).toEqual(sentences)
  })

  it('a line break inside a paragraph is a space', () => {
    expect(sentencesOf('It rained\non Monday. Nobody\ncame.', 'en')).toHaveLength(2)
  })

  it('and nothing but white space is lost, whatever the text and the language', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 300 }),
        fc.constantFrom('en', 'de', 'fr', 'und', 'x'),
        (text, language) => {
          const sentences = splitSentences(text, language)
          let at = 0
          let rest = ''
          for (const { start, end } of sentences) {
            rest += text.slice(at, start)
            at = end
          }
          expect((rest + text.slice(at)).trim()).toBe('')
        },
      ),
    )
  })
})
