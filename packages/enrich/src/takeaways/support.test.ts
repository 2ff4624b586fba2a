import { describe, expect, it } from 'vitest'

import { analyse } from '../analysis.ts'
import { supportOf } from './support.ts'

const breakwater = {
  headline: 'Larnmouth votes to rebuild its breakwater',
  lead: 'The harbour board of Larnmouth has voted by 9 to 4 to rebuild the eastern breakwater.',
  sections: [
    {
      crosshead: null,
      paragraphs: [
        'The work will cost 4.2 million pounds and take 18 months. Britain pays half of it, and the county of Wexmoor gives the rest.',
        'Fishermen wanted more light. The board did not agree to a second lighthouse. Mayor Ruth Ashdown of Larnmouth said that divers had found cracks along 60 metres of the old wall.',
        'Deputy mayor Colin Peake wanted to wait until 2031. Will the new wall hold for a century?',
      ],
    },
  ],
  language: 'en',
}

const mole = {
  headline: 'Larnmünde baut eine neue Mole',
  lead: 'Der Hafenrat von Larnmünde hat mit 9 gegen 4 Stimmen den Bau einer neuen Mole beschlossen.',
  sections: [
    {
      crosshead: null,
      paragraphs: [
        'Die Arbeiten kosten 4,2 Millionen Euro und dauern 18 Monate. Taucher hatten an der alten Mauer auf 60 Metern Risse gefunden.',
        'Frankreich beteiligt sich nicht an den Kosten der Mole. Bürgermeisterin Ruth Aschdorn rechnet mit 2.300 Besuchern am Tag.',
      ],
    },
  ],
  language: 'de',
}

const supported: [why: string, article: typeof mole, text: string, quote: string][] = [
  [
    'other forms of its words',
    breakwater,
    'The board is voting to rebuild the eastern breakwater of Larnmouth by 9 votes to 4.',
    breakwater.lead,
  ],
  [
    'another name of the same country',
    breakwater,
    'The UK will pay half of the work, the county of Wexmoor the rest.',
    'Britain pays half of it, and the county of Wexmoor gives the rest.',
  ],
  [
    'numbers written in words',
    breakwater,
    'The harbour board of Larnmouth voted nine to four for a new eastern breakwater.',
    breakwater.lead,
  ],
  [
    'two neighbouring sentences',
    breakwater,
    'The work costs 4.2 million pounds, takes 18 months, and is paid half by Britain, the rest by the county of Wexmoor.',
    breakwater.sections[0]?.paragraphs[0] ?? '',
  ],
  [
    'a name that the headline has',
    breakwater,
    'Divers found cracks along 60 metres of the old wall at Larnmouth.',
    'Mayor Ruth Ashdown of Larnmouth said that divers had found cracks along 60 metres of the old wall.',
  ],
  [
    'what both deny',
    breakwater,
    'The board does not agree to a second lighthouse.',
    'The board did not agree to a second lighthouse.',
  ],
  [
    'other forms of its words, in German',
    mole,
    'Die Arbeit an der Mole kostet 4,2 Millionen Euro und dauert 18 Monate.',
    'Die Arbeiten kosten 4,2 Millionen Euro und dauern 18 Monate.',
  ],
  [
    'a number grouped otherwise',
    mole,
    'Ruth Aschdorn rechnet am Tag mit 2300 Besuchern.',
    'Bürgermeisterin Ruth Aschdorn rechnet mit 2.300 Besuchern am Tag.',
  ],
]

const unsupported: [why: string, article: typeof mole, text: string][] = [
  [
    'a number is another',
    breakwater,
    'The harbour board of Larnmouth has voted by 9 to 5 to rebuild the eastern breakwater.',
  ],
  [
    'a number is nowhere',
    breakwater,
    'The work on the wall will cost 4.2 million pounds, take 18 months and employ 300 people.',
  ],
  [
    'a year is another',
    breakwater,
    'Deputy mayor Colin Peake wanted to wait with the wall until 2035.',
  ],
  [
    'a name is another',
    breakwater,
    'Mayor Ruth Peake of Larnmouth said that divers had found cracks along 60 metres of the wall.',
  ],
  [
    'a country is another',
    breakwater,
    'France pays half of it, and the county of Wexmoor gives the rest of the money.',
  ],
  ['it asserts what the article denies', breakwater, 'The board did agree to a second lighthouse.'],
  [
    'it denies what the article asserts',
    breakwater,
    'The harbour board has not voted to rebuild the eastern breakwater of Larnmouth.',
  ],
  ['it is asked only', breakwater, 'The new wall will hold for a century.'],
  [
    'it shares too little',
    breakwater,
    'Storms on the coast have become stronger in recent winters.',
  ],
  [
    'it asserts what the article denies, in German',
    mole,
    'Frankreich beteiligt sich an den Kosten der Mole.',
  ],
  [
    'a number is another, in German',
    mole,
    'Die Arbeiten kosten 4,2 Millionen Euro und dauern 16 Monate.',
  ],
  ['it is empty of words', breakwater, '– … –'],
]

describe('the support of a takeaway', () => {
  it.each(supported)('is found by %s', (_why, article, text, quote) => {
    expect(supportOf([text], analyse(article))[0]?.quote).toBe(quote)
  })

  it.each(unsupported)('is not claimed where %s', (_why, article, text) => {
    expect(supportOf([text], analyse(article))).toEqual([null])
  })
})
