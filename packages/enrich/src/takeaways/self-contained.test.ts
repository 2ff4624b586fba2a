import { describe, expect, it } from 'vitest'

import { analyse } from '../analysis.ts'
import { leansBack } from './dangling.ts'
import { passagesOf } from './passages.ts'
import { isSelfContained } from './self-contained.ts'

function passageOf(sentence: string, language: string) {
  const [passage] = passagesOf(analyse({ headline: '', lead: sentence, sections: [], language }), 1)
  if (passage === undefined) throw new Error(`There is no sentence in "${sentence}"`)
  return passage
}

const standing: [language: string, sentence: string][] = [
  ['en', 'The harbour board of Larnmouth has voted to rebuild the eastern breakwater.'],
  ['en', 'It is unclear who will pay for the new breakwater at Larnmouth.'],
  ['en', 'There are plans to rebuild the eastern breakwater before the winter storms.'],
  ['en', 'Two people were rescued from the harbour of Larnmouth on Sunday night.'],
  ['en', 'IT workers at the harbour board went on strike for better shifts.'],
  ['en', 'US officials have inspected the eastern breakwater at Larnmouth this week.'],
  ['en', 'Mayor Ruth Ashdown said the "old wall" would not last another winter.'],
  ['en', 'The engineers said they had found cracks along the whole wall.'],
  ['de', 'Der Hafenrat von Larnmünde hat den Bau einer neuen Mole beschlossen.'],
  ['de', 'Das Land übernimmt die Hälfte der Kosten für die neue Mole.'],
  ['de', 'Das neue Bauwerk soll den Hafen von Larnmünde vor Stürmen schützen.'],
  ['de', 'Es gibt in Larnmünde seit Jahren Streit über die alte Mole.'],
  ['de', 'Wer im Hafen anlegt, zahlt künftig eine Gebühr von zwei Euro.'],
  ['de', 'Zwei Menschen wurden am Sonntag aus dem Hafen von Larnmünde gerettet.'],
  ['fr', 'Le conseil du port a décidé de reconstruire la grande jetée de pierre.'],
]

const leaning: [why: string, language: string, sentence: string][] = [
  ['a pronoun', 'en', 'She told the harbour board that the eastern wall would not last.'],
  ['a pronoun', 'en', 'This will cost the harbour board about four million pounds.'],
  ['a possessive', 'en', 'Their plan foresees a wall of granite and a new lighthouse.'],
  ['a connective', 'en', 'However, the harbour board has not yet found the money for it.'],
  ['a connective', 'en', 'But the harbour board has not yet found the money for it.'],
  ['a quantity of something', 'en', 'Two of them had been built before the war and never mended.'],
  ['a quantity alone', 'en', 'Some say the harbour would be better off without any wall.'],
  ['a person named elsewhere', 'en', 'In 1998 he was elected to the harbour board for five years.'],
  ['first person', 'en', 'Yesterday we went to see the eastern breakwater for ourselves.'],
  ['a question', 'en', 'Who will pay for the new breakwater at Larnmouth in the end?'],
  ['a bare quote', 'en', '"The eastern wall will not survive another winter like the last."'],
  [
    'a quote and who said it',
    'en',
    '"The old eastern wall is quite finished," Mayor Ashdown said.',
  ],
  ['too short', 'en', 'Larnmouth will rebuild its breakwater.'],
  ['cut off', 'en', 'The harbour board of Larnmouth has voted to rebuild the eastern ...'],
  ['cut off', 'en', 'The harbour board of Larnmouth has voted to rebuild the […]'],
  ['no sentence', 'en', 'A list of the harbours between Larnmouth and the northern cape'],
  ['an address', 'en', 'The plans of the harbour board can be seen at https://larnmouth.example.'],
  ['a pronoun', 'de', 'Er halte die alte Mole nach den letzten Stürmen für gefährlich.'],
  ['a pronoun', 'de', 'Das bestätigte die Sprecherin des Hafenrats am Montag in Larnmünde.'],
  ['a demonstrative', 'de', 'Diese Summe soll das Land in den nächsten drei Jahren zahlen.'],
  ['a possessive', 'de', 'Ihre Pläne sehen eine Mauer aus Granit und einen Leuchtturm vor.'],
  ['a connective', 'de', 'Doch der Hafenrat hat das Geld für die Mole noch nicht.'],
  [
    'a pronominal adverb',
    'de',
    'Dafür fehlen dem Hafenrat nach eigenen Angaben vier Millionen Euro.',
  ],
  [
    'a person named elsewhere',
    'de',
    'In Larnmünde warnte sie am Montag vor den Folgen eines Sturms.',
  ],
  ['a connective', 'fr', 'Mais le conseil du port ne sait pas encore comment payer la jetée.'],
  ['a connective', 'nl', 'Maar de raad weet nog niet hoe de nieuwe pier betaald wordt.'],
]

describe('a sentence that stands by itself', () => {
  it.each(standing)('in %s: %s', (language, sentence) => {
    expect(isSelfContained(passageOf(sentence, language), language, true)).toBe(true)
  })

  it.each(leaning)('is not one with %s, in %s: %s', (_why, language, sentence) => {
    expect(isSelfContained(passageOf(sentence, language), language, true)).toBe(false)
  })

  it('is not one of more than 40 words', () => {
    const long = `The harbour board of Larnmouth voted for ${'stone and '.repeat(20)}sand.`
    expect(isSelfContained(passageOf(long, 'en'), 'en', true)).toBe(false)
  })

  it('needs no full stop in a language without one', () => {
    const thai = 'สภาท่าเรือลงมติสร้างเขื่อนกันคลื่นใหม่ทางตะวันออก'
    expect(isSelfContained(passageOf(thai, 'th'), 'th', false)).toBe(true)
  })
})

describe('a sentence that seems to lean on another', () => {
  it.each([
    ['en', 'The firm has promised to finish the wall by next autumn.', true],
    ['en', 'Larnmouth wants to take it over from the county by next autumn.', true],
    ['en', 'Fishermen had asked for that, and so had the harbour board.', true],
    ['en', 'Larnmouth has promised to finish the wall by next autumn.', false],
    ['de', 'Die beiden wollen die Mole bis zum nächsten Herbst fertigstellen.', true],
    ['de', 'An seinem Hut steckte die Nadel des Hafenrats von Larnmünde.', true],
    ['de', 'Larnmünde will die Mole bis zum nächsten Herbst fertigstellen.', false],
  ])('in %s: %s (%s)', (language, sentence, expected) => {
    expect(leansBack(passageOf(sentence, language).tokens, language)).toBe(expected)
  })
})
